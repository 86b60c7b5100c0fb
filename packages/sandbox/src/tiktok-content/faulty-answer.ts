import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { ActiveFault, CallFault } from './faults.ts';
import { sendBytes, sendHtml, sendJson } from './incoming.ts';
import { badToken, OAuthRefusal, Refusal } from './refusal.ts';
import type { World } from './world.ts';

const holdMs = 60_000;
const slowMs = 2_000;

/** What strikes the connection, whatever the call. */
export const transportFaults: readonly CallFault[] = [
  'slow',
  'timeout-before-effect',
  'timeout-after-effect',
  'cut-before-effect',
  'cut-after-effect',
  'html-error',
  'html-error-after-effect',
  'empty-error',
];
/** What the platform answers instead of doing the work. */
export const refusalFaults: readonly CallFault[] = ['rate-limited', 'internal-error', 'invalid-token', 'scope-missed', 'refuse'];

/** `body` undefined is an empty body. */
export interface PlainAnswer {
  readonly status: number;
  readonly code: string;
  readonly body: unknown;
}

const withEffect: readonly string[] = ['slow', 'timeout-after-effect', 'cut-after-effect', 'html-error-after-effect'];

export const preventsEffect = (fault: ActiveFault | undefined): boolean => fault !== undefined && !withEffect.includes(fault.kind);

/** Waits as long as the settings and a fault say; costs nothing when they say nothing. */
export async function beforeAnswer(world: World, fault: ActiveFault | undefined): Promise<void> {
  const { latencyRealMs, latencyJitterRealMs } = world.settings;
  const slow = fault?.kind === 'slow' ? (fault.delayMs ?? slowMs) : 0;
  const jitter = latencyJitterRealMs + (fault?.kind === 'slow' ? (fault.jitterMs ?? 0) : 0);
  const waitMs = latencyRealMs + slow + (jitter > 0 ? jitter * (2 * world.random.next() - 1) : 0);
  if (waitMs >= 1) await wait(waitMs);
}

export function refusalOf(fault: ActiveFault): Refusal {
  if (fault.kind === 'rate-limited') return tooMany();
  if (fault.kind === 'invalid-token') return badToken();
  if (fault.kind === 'scope-missed') {
    return new Refusal(400, 'scope_permission_missed', 'Additional scopes are required for the requested fields.');
  }
  if (fault.kind === 'refuse')
    return new Refusal(fault.status ?? 400, fault.code ?? 'invalid_params', 'Refused by a switch of the sandbox.');
  return new Refusal(500, 'internal_error', 'Something is wrong. Please try again later.');
}

/** The same refusals in the words of the OAuth calls. */
export function oauthRefusalOf(fault: ActiveFault): OAuthRefusal {
  if (fault.kind === 'refuse') return new OAuthRefusal(fault.code ?? 'invalid_grant', 'Refused by a switch of the sandbox.', fault.status);
  if (fault.kind === 'invalid-token') return new OAuthRefusal('invalid_grant', 'Refresh token is invalid or expired.');
  if (fault.kind === 'rate-limited') return new OAuthRefusal('temporarily_unavailable', 'Too many requests.', 429);
  return new OAuthRefusal('server_error', 'Something is wrong. Please try again later.', 500);
}

export const tooMany = (): Refusal => new Refusal(429, 'rate_limit_exceeded', 'The API rate limit was exceeded. Please try again later.');

/** Sends the answer, or what a fault makes of it: a broken connection, silence, a page of the gateway. */
export async function sendAnswer(response: ServerResponse, answer: PlainAnswer, fault: ActiveFault | undefined): Promise<void> {
  const kind = fault?.kind;
  if (kind === 'cut-after-effect' || kind === 'cut-before-effect') response.destroy();
  else if (kind === 'timeout-after-effect' || kind === 'timeout-before-effect') await hold(response, fault?.delayMs ?? holdMs);
  else if (kind === 'empty-error') sendBytes(response, fault?.status ?? 503, 'text/plain', Buffer.alloc(0));
  else if (kind === 'html-error' || kind === 'html-error-after-effect') {
    const status = fault?.status ?? 502;
    sendHtml(response, status, `<html><head><title>${status} Bad Gateway</title></head><body><h1>${status} Bad Gateway</h1></body></html>`);
  } else if (answer.body === undefined) sendBytes(response, answer.status, 'application/json', Buffer.alloc(0));
  else sendJson(response, answer.status, answer.body);
}

/** Says nothing until the caller gives up or the time is over. */
async function hold(response: ServerResponse, forMs: number): Promise<void> {
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  await wait(forMs, undefined, { signal: closed.signal, ref: false }).catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
  });
  response.destroy();
}
