import { HubError } from '@shopfleet/kernel';
import { type OrderStatus, orderStatuses } from '@shopfleet/platform-kit';

/**
 * Every single step of an order's life, read "from → to". A marketplace may skip steps, since we do not see each of them;
 * a person takes one step at a time, and only those of `byHand`.
 */
const steps: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  unpaid: ['on_hold', 'to_arrange', 'cancelled'],
  on_hold: ['to_arrange', 'cancelled'],
  to_arrange: ['on_hold', 'to_hand_over', 'partially_shipped', 'shipped', 'cancelled'],
  // Back to to_arrange: the parcel was not collected, or its label was withdrawn.
  to_hand_over: ['to_arrange', 'partially_shipped', 'shipped', 'cancelled'],
  partially_shipped: ['shipped', 'cancelled'],
  // What comes back after shipping is a return, which is an axis of its own.
  shipped: ['delivered'],
  delivered: ['completed'],
  completed: [],
  cancelled: [],
};

/** What a person may say: where the parcel is. Payment, holds and cancelling are the marketplace's word. */
const byHand: ReadonlySet<OrderStatus> = new Set(['to_hand_over', 'shipped', 'delivered', 'completed']);

const reachable: ReadonlyMap<OrderStatus, ReadonlySet<OrderStatus>> = new Map(orderStatuses.map((from) => [from, reach(from)]));

/** Every status that some chain of single steps leads to. */
function reach(from: OrderStatus): ReadonlySet<OrderStatus> {
  const seen = new Set<OrderStatus>();
  const waiting: OrderStatus[] = [...steps[from]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...steps[next]);
  }
  return seen;
}

/** The single steps out of a status. */
export function stepsFrom(from: OrderStatus): readonly OrderStatus[] {
  return steps[from];
}

/** True when the marketplace may report `to` after `from`: any chain of steps, so that missed ones do not matter. */
export function mayMarketplaceMove(from: OrderStatus, to: OrderStatus): boolean {
  return from === to || reachable.get(from)?.has(to) === true;
}

/** True when a person may move an order by hand. */
export function mayPersonMove(from: OrderStatus, to: OrderStatus): boolean {
  return byHand.has(to) && steps[from].includes(to);
}

/** The refusal of a step: names both states and what would be possible. */
export function illegalTransition(from: OrderStatus, to: OrderStatus, allowed: readonly OrderStatus[] = steps[from]): HubError {
  const possible = allowed.length === 0 ? `"${from}" is final` : `after "${from}" comes ${allowed.map((s) => `"${s}"`).join(', ')}`;
  return new HubError('ILLEGAL_TRANSITION', { message: `An order cannot go from "${from}" to "${to}": ${possible}` });
}

/** The statuses a person may choose next. */
export function personSteps(from: OrderStatus): readonly OrderStatus[] {
  return steps[from].filter((to) => byHand.has(to));
}

/** Statuses in which there is still something to do for us. */
export const openStatuses: readonly OrderStatus[] = ['unpaid', 'on_hold', 'to_arrange', 'to_hand_over', 'partially_shipped'];
/** Statuses in which the goods have left the house. */
export const shippedStatuses: readonly OrderStatus[] = ['shipped', 'delivered', 'completed'];
