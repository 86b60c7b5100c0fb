import { eventFaults } from '../stage/event-tricks.ts';
import { type Active, FaultBook, type Rule } from '../stage/fault-book.ts';
import type { Random } from '../stage/random.ts';

/** Faults of calls. `…-after-effect` does the work first and then spoils the answer. */
const callFaults = [
  'html-error',
  'html-error-after-effect',
  'empty-error',
  'internal-error',
  'rate-limited',
  'invalid-token',
  'scope-missed',
  'refuse',
  'timeout-before-effect',
  'timeout-after-effect',
  'cut-before-effect',
  'cut-after-effect',
  'slow',
] as const;

export type CallFault = (typeof callFaults)[number];

/**
 * One switch. `api` is the name of a call (`video.list`, or `video.*`), for webhooks the event; `account` an open_id or user name.
 * It strikes the next `next` times (after leaving `after` in peace), or with `probability` (0–1) until removed.
 */
export interface FaultRule extends Rule {
  readonly kind: CallFault | (typeof eventFaults)[number];
  /** For slow answers, held answers and late webhooks: milliseconds of real time, with `jitterMs` more or less. */
  readonly delayMs?: number;
  readonly jitterMs?: number;
  /** For errors: the status (`html-error`, `empty-error`, `refuse`), and for `refuse` the code to answer with. */
  readonly status?: number;
  readonly code?: string;
}

export type ActiveFault = Active<FaultRule>;

export class Faults extends FaultBook<FaultRule> {
  constructor(random: Random) {
    super(random, [...callFaults, ...eventFaults]);
  }
}
