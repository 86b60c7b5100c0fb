import { eventFaults } from '../stage/event-tricks.ts';
import { type Active, FaultBook, type Rule } from '../stage/fault-book.ts';
import type { Random } from '../stage/random.ts';

const callFaults = [
  'rate-limited',
  'overloaded',
  'internal-error',
  'gateway-timeout',
  'concurrent',
  'timeout-after-effect',
  'cut-after-effect',
  'cut-before-effect',
  'slow',
  'expired-token',
  'page-drift',
  'refuse',
] as const;
const webhookFaults = [...eventFaults, 'webhook-tampered'] as const;

export type CallFault = (typeof callFaults)[number];

/**
 * One switch. `api` is the name of an operation (`orders.list`), for webhooks the topic (`ORDER_CONFIRMATION`), or `*`.
 * It strikes the next `next` times, or with `probability` (0–1) until removed.
 */
export interface FaultRule extends Rule {
  readonly kind: CallFault | (typeof webhookFaults)[number];
  /** For slow answers, held answers and late webhooks; milliseconds of real time. */
  readonly delayMs?: number;
  /** For `refuse`: the errorId to answer with, and its status where it is not the usual one. */
  readonly code?: number;
  readonly status?: number;
}

export type ActiveFault = Active<FaultRule>;

export class Faults extends FaultBook<FaultRule> {
  constructor(random: Random) {
    super(random, [...callFaults, ...webhookFaults]);
  }
}
