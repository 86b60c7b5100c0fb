import type { Commands } from './control-calls.ts';

type Id = { readonly id: string };

/** A control as far as the calls that all sandboxes have need it. */
interface AnyControl {
  advance(ms: number): Promise<number>;
  settings(): object;
  configure(changes: object): object;
  counters(): object;
  callLog(): readonly object[];
  webhookLog(): readonly object[];
  resendWebhook(id: string): boolean;
  addFault(rule: never): object;
  removeFault(id: string): boolean;
  clearFaults(): void;
  faults(): readonly object[];
}

export const commonReads: Commands<AnyControl> = {
  settings: (control) => control.settings(),
  counters: (control) => control.counters(),
  calls: (control) => control.callLog(),
  webhooks: (control) => control.webhookLog(),
  faults: (control) => control.faults(),
};

export const commonWrites: Commands<AnyControl> = {
  advance: async (control, { ms }: { readonly ms: number }) => ({ nowMs: await control.advance(ms) }),
  settings: (control, changes: object) => control.configure(changes),
  faults: (control, rule: never) => control.addFault(rule),
  'faults/remove': (control, { id }: Id) => control.removeFault(id),
  'faults/clear': (control) => control.clearFaults(),
  'webhooks/resend': (control, { id }: Id) => control.resendWebhook(id),
};
