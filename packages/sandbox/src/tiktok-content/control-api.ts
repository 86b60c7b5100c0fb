import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerControl, type Commands } from '../stage/control-calls.ts';
import type { Control } from './control.ts';
import { readBytes, sendJson, type Target } from './incoming.ts';
import type { Visibility } from './model.ts';

type Named = { readonly account: string };

const reads: Commands<Control> = {
  overview: (control) => overview(control),
  settings: (control) => control.settings(),
  accounts: (control, { limit, offset, search }: { limit?: string; offset?: string; search?: string }) =>
    control.accounts({ limit: Number(limit ?? 100), offset: Number(offset ?? 0), ...(search === undefined ? {} : { search }) }),
  account: (control, { account }: Named) => control.account(account),
  videos: (control, { account, limit }: Named & { limit?: string }) =>
    control.videos(account, limit === undefined ? undefined : Number(limit)),
  limits: (control) => control.limits(),
  counters: (control) => control.counters(),
  reuses: (control) => control.refreshTokenReuses(),
  calls: (control) => control.callLog(),
  webhooks: (control) => control.webhookLog(),
  faults: (control) => control.faults(),
};

const writes: Commands<Control> = {
  advance: async (control, { ms }: { ms: number }) => ({ nowMs: await control.advance(ms) }),
  clock: (control, input: Parameters<Control['setClock']>[0]) => control.setClock(input),
  settings: (control, input: Parameters<Control['configure']>[0]) => control.configure(input),
  accounts: (control, input: Parameters<Control['createAccounts']>[0] | Parameters<Control['createAccount']>[0]) =>
    input && 'count' in input ? control.createAccounts(input) : control.createAccount(input),
  profile: (control, { account, ...change }: Named & Parameters<Control['changeProfile']>[1]) => control.changeProfile(account, change),
  history: (control, { account, at }: Named & { at: readonly number[] }) => control.history(account, at),
  post: (control, { account, ...video }: Named & Parameters<Control['post']>[1]) => control.post(account, video),
  visibility: (control, { account, id, visibility }: Named & { id: string; visibility: Visibility }) =>
    control.setVisibility(account, id, visibility),
  'shift-video': (control, { account, id, ...shift }: Named & { id: string } & Parameters<Control['shiftVideo']>[2]) =>
    control.shiftVideo(account, id, shift),
  'shift-account': (control, { account, ...shift }: Named & Parameters<Control['shiftAccount']>[1]) => control.shiftAccount(account, shift),
  authorize: (control, { account, ...consent }: Named & Parameters<Control['authorize']>[1]) => control.authorize(account, consent),
  grant: (control, input: Parameters<Control['grant']>[0]) => control.grant(input),
  'remove-authorization': (control, { account, reason }: Named & { reason?: number }) => control.removeAuthorization(account, reason),
  'expire-tokens': (control, { account }: { account?: string }) => control.expireTokens(account),
  faults: (control, input: Parameters<Control['addFault']>[0]) => control.addFault(input),
  'faults/remove': (control, { id }: { id: string }) => control.removeFault(id),
  'faults/clear': (control) => control.clearFaults(),
  'limits/reset': (control) => control.resetLimits(),
  'webhooks/send': (control, { account, event, content }: Named & { event: string; content?: Record<string, unknown> }) =>
    control.sendWebhook(account, event, content),
  'webhooks/resend': (control, { id }: { id: string }) => control.resendWebhook(id),
};

/** Answers a call of the control page or of a test. */
export function answerControlCall(
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
  target: Target,
  persist: () => void,
): Promise<void> {
  return answerControl(
    { reads, writes, control, persist },
    {
      ...target,
      method: request.method ?? 'GET',
      readBody: () => readBytes(request),
      answer: (status, value) => sendJson(response, status, value),
    },
  );
}

function overview(control: Control): object {
  return {
    ...control.clock(),
    accountCount: control.accountCount(),
    connectedCount: control.connectedCount(),
    limits: control.limits(),
    counters: control.counters(),
    faults: control.faults(),
    settings: control.settings(),
    lastCalls: control.callLog().slice(-15).reverse(),
    lastWebhooks: control.webhookLog().slice(-8).reverse(),
  };
}
