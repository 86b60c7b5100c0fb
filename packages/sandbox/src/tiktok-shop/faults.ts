import { type Active, FaultBook } from '../stage/fault-book.ts';

export const callFaults = [
  'rate-limited',
  'overloaded',
  'internal-error',
  'gateway-timeout',
  'timeout-after-effect',
  'cut-after-effect',
  'cut-before-effect',
  'slow',
  'expired-token',
  'label-not-ready',
  'refuse',
] as const;
export const webhookFaults = ['webhook-duplicate', 'webhook-lost', 'webhook-late', 'webhook-reordered'] as const;

export type CallFault = (typeof callFaults)[number];
export type WebhookFault = (typeof webhookFaults)[number];

/**
 * One switch. `api` is the name of an API (`packages.ship`), for webhooks the type (`1`), or `*`.
 * It strikes the next `next` times, or with `probability` (0–1) until removed.
 */
export interface FaultRule {
  readonly kind: CallFault | WebhookFault;
  readonly api?: string;
  readonly next?: number;
  readonly probability?: number;
  /** For slow answers, held answers and late webhooks; milliseconds of real time. */
  readonly delayMs?: number;
  /** For `refuse`: the business code to answer with. */
  readonly code?: number;
}

export type ActiveFault = Active<FaultRule>;

export class Faults extends FaultBook<FaultRule> {}
