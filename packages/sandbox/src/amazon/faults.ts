import { eventFaults } from '../stage/event-tricks.ts';
import { type Active, FaultBook, type Rule } from '../stage/fault-book.ts';
import { transportFaults } from '../stage/faulty-transport.ts';
import type { Random } from '../stage/random.ts';
import { overQuota, Refusal } from './refusal.ts';

/** What Amazon answers instead of doing the work. */
export const refusalFaults = ['rate-limited', 'internal-error', 'unavailable', 'refuse'] as const;

const allFaults = [...transportFaults, ...refusalFaults, 'expired-token', ...eventFaults] as const;

/** One switch. `api` is the name of an operation (`createShipment`, `token`), for events the notification type, or `*`. */
export interface FaultRule extends Rule {
  readonly kind: (typeof allFaults)[number];
  /** For slow answers, held answers and late events; milliseconds of real time. */
  readonly delayMs?: number;
  /** For `refuse`: what to answer; default the opaque 400 that Merchant Fulfillment is known for. */
  readonly status?: number;
  readonly code?: string;
}

export type ActiveFault = Active<FaultRule>;

export class Faults extends FaultBook<FaultRule> {
  constructor(random: Random) {
    super(random, allFaults);
  }
}

const opaque = 'c2f3d8f0-6f6e-4d1b-9a53-2f8a7f1f6b6e';

export function refusalOf(fault: ActiveFault): Refusal {
  if (fault.kind === 'rate-limited') return overQuota();
  if (fault.kind === 'unavailable') return new Refusal(503, 'ServiceUnavailable', 'The service is temporarily unavailable.');
  if (fault.kind === 'refuse') return new Refusal(fault.status ?? 400, fault.code ?? 'InvalidInput', opaque);
  return new Refusal(500, 'InternalFailure', 'We encountered an internal error. Please try again.');
}
