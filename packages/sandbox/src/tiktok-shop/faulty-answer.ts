import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { JsonObject } from './call.ts';
import type { ActiveFault, CallFault } from './faults.ts';
import { sendBytes, sendJson } from './incoming.ts';
import { Refusal } from './refusal.ts';

const holdMs = 60_000;
const slowMs = 2_000;

/** What strikes the connection, whatever the call. */
export const transportFaults: readonly CallFault[] = [
  'slow',
  'timeout-after-effect',
  'cut-after-effect',
  'cut-before-effect',
  'overloaded',
];
/** What the platform answers instead of doing the work. */
export const refusalFaults: readonly CallFault[] = ['rate-limited', 'internal-error', 'gateway-timeout', 'refuse'];

export interface PlainAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

export const preventsEffect = (fault: ActiveFault | undefined): boolean =>
  fault?.kind === 'cut-before-effect' || fault?.kind === 'overloaded';

export async function beforeAnswer(fault: ActiveFault | undefined): Promise<void> {
  if (fault?.kind === 'slow') await wait(fault.delayMs ?? slowMs);
}

export function refusalOf(fault: ActiveFault): Refusal {
  if (fault.kind === 'rate-limited') return new Refusal(36009002, 'Too many requests');
  if (fault.kind === 'gateway-timeout') return new Refusal(36009007, 'The request timed out');
  if (fault.kind === 'refuse') return new Refusal(fault.code ?? 36009003, 'Refused by a switch of the sandbox');
  return new Refusal(36009003, 'Internal error');
}

/** Sends the answer, or what a fault makes of it: a broken connection, silence, an overloaded front. */
export async function sendAnswer(response: ServerResponse, result: PlainAnswer, fault: ActiveFault | undefined): Promise<void> {
  if (fault?.kind === 'cut-after-effect' || fault?.kind === 'cut-before-effect') {
    response.destroy();
  } else if (fault?.kind === 'timeout-after-effect') {
    const closed = new AbortController();
    response.once('close', () => closed.abort());
    await wait(fault.delayMs ?? holdMs, undefined, { signal: closed.signal, ref: false }).catch((error: unknown) => {
      if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    });
    response.destroy();
  } else if (fault?.kind === 'overloaded') {
    sendBytes(response, 503, 'text/plain', Buffer.from('upstream overloaded'));
  } else {
    sendJson(response, result.status, result.body);
  }
}
