import { eventFaults } from '../stage/event-tricks.ts';
import { type Active, FaultBook, type Rule } from '../stage/fault-book.ts';
import type { Random } from '../stage/random.ts';

const callFaults = [
  'rate-limited',
  'daily-limit',
  'overloaded',
  'forbidden-html',
  'internal-error',
  'timeout-after-effect',
  'cut-after-effect',
  'cut-before-effect',
  'slow',
  'expired-token',
  'label-not-ready',
  'label-failed',
  'pickup-failed',
  'refuse',
] as const;

/** `webhook-to-lost-queue` spares a test the hours of repeating: the push goes where given-up ones go. */
const pushFaults = [...eventFaults, 'webhook-to-lost-queue'] as const;

/**
 * One switch. `api` is the name of an API (`logistics.ship_order`), for pushes the code (`3`), or `*`.
 * It strikes the next `next` times, or with `probability` (0–1) until removed.
 */
export interface FaultRule extends Rule {
  readonly kind: (typeof callFaults)[number] | (typeof pushFaults)[number];
  /** For slow answers, held answers and late pushes; milliseconds of real time. */
  readonly delayMs?: number;
  /** For `refuse`: the error to answer with. */
  readonly error?: string;
}

export type ActiveFault = Active<FaultRule>;

export class Faults extends FaultBook<FaultRule> {
  constructor(random: Random) {
    super(random, [...callFaults, ...pushFaults]);
  }
}
