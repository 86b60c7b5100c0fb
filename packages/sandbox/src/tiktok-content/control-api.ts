import { commonReads, commonWrites } from '../stage/common-commands.ts';
import { type Commands, controlApi } from '../stage/control-calls.ts';
import type { Control } from './control.ts';
import type { Visibility } from './model.ts';

type Named = { readonly account: string };

const reads: Commands<Control> = {
  ...commonReads,
  overview: (control) => overview(control),
  accounts: (control, { limit, offset, search }: { limit?: string; offset?: string; search?: string }) =>
    control.accounts({ limit: Number(limit ?? 100), offset: Number(offset ?? 0), ...(search === undefined ? {} : { search }) }),
  account: (control, { account }: Named) => control.account(account),
  videos: (control, { account, limit }: Named & { limit?: string }) =>
    control.videos(account, limit === undefined ? undefined : Number(limit)),
  limits: (control) => control.limits(),
  reuses: (control) => control.refreshTokenReuses(),
};

const writes: Commands<Control> = {
  ...commonWrites,
  clock: (control, input: Parameters<Control['setClock']>[0]) => control.setClock(input),
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
  'limits/reset': (control) => control.resetLimits(),
  'webhooks/send': (control, { account, event, content }: Named & { event: string; content?: Record<string, unknown> }) =>
    control.sendWebhook(account, event, content),
};

/** Answers a call of the control page or of a test. */
export const answerControlCall = controlApi(reads, writes);

function overview(control: Control): object {
  return {
    ...control.clock(),
    accountCount: control.accountCount(),
    connectedCount: control.connectedCount(),
    limits: control.limits(),
    counters: control.counters(),
    faults: control.faults(),
    faultKinds: control.faultKinds(),
    settings: control.settings(),
    lastCalls: control.callLog().slice(-15).reverse(),
    lastWebhooks: control.webhookLog().slice(-8).reverse(),
  };
}
