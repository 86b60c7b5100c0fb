import type { ActiveFault, CallFault } from './faults.ts';
import { tooMany } from './gateway.ts';
import { Refusal } from './refusal.ts';
import type { Route } from './route.ts';

/** What the platform answers instead of doing the work. */
export const refusalFaults: readonly CallFault[] = ['rate-limited', 'internal-error', 'gateway-timeout', 'concurrent', 'refuse'];

/** Each API has its own number for "our fault". */
const systemErrors: Readonly<Record<string, number>> = { fulfillment: 30500, inventory: 25001, notification: 195000 };

export function refusalOf(fault: ActiveFault, route: Route): Refusal {
  if (fault.kind === 'rate-limited') return tooMany();
  if (fault.kind === 'gateway-timeout') return new Refusal(2003, 'The request timed out', { status: 504 });
  if (fault.kind === 'concurrent')
    return new Refusal(25025, 'Concurrent access of the same Inventory object is not allowed. Try again later.');
  if (fault.kind === 'refuse') {
    return new Refusal(
      fault.code ?? 2003,
      'Refused by a switch of the sandbox',
      fault.status === undefined ? {} : { status: fault.status },
    );
  }
  return new Refusal(systemErrors[route.resource] ?? 2003, 'A system error has occurred.');
}
