import { eventFaults } from '../stage/event-tricks.ts';
import { type Active, FaultBook, type Rule } from '../stage/fault-book.ts';
import type { Random } from '../stage/random.ts';

const callFaults = [
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

export type CallFault = (typeof callFaults)[number];

/**
 * One switch. `api` is the name of an API (`packages.ship`), for webhooks the type (`1`), or `*`.
 * It strikes the next `next` times, or with `probability` (0–1) until removed.
 */
export interface FaultRule extends Rule {
  readonly kind: CallFault | (typeof eventFaults)[number];
  /** For slow answers, held answers and late webhooks; milliseconds of real time. */
  readonly delayMs?: number;
  /** For `refuse`: the business code to answer with. */
  readonly code?: number;
}

export type ActiveFault = Active<FaultRule>;

export class Faults extends FaultBook<FaultRule> {
  constructor(random: Random) {
    super(random, [...callFaults, ...eventFaults]);
  }
}
