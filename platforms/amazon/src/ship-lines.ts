import { type ArrangeInput, PlatformFailure } from '@shopfleet/platform-kit';
import { openQuantityOf, orderStatusOf } from './order-status.ts';
import type { WireOrder, WireOrderItem } from './wire/order.ts';

export interface ShipLine {
  readonly orderItemId: string;
  readonly quantity: number;
}

/** The lines that are meant, all of the order when none is named. Throws `invalid` for lines that the order does not have. */
function itemsOf(order: WireOrder, { externalLineIds }: ArrangeInput): readonly WireOrderItem[] {
  const unknown = externalLineIds.filter((id) => !order.orderItems.some(({ orderItemId }) => orderItemId === id));
  if (unknown.length > 0) {
    throw new PlatformFailure('invalid', `Amazon's order ${order.orderId} has no line ${unknown.join(', ')}`, {
      fields: ['externalLineIds'],
    });
  }
  return order.orderItems.filter(({ orderItemId }) => externalLineIds.length === 0 || externalLineIds.includes(orderItemId));
}

/** What a parcel would hold: the units asked for, else all that a line has. Does not look at what went out already. */
export function wantedLines(order: WireOrder, input: ArrangeInput): readonly ShipLine[] {
  return itemsOf(order, input)
    .filter(({ quantityOrdered }) => quantityOrdered > 0)
    .map(({ orderItemId, quantityOrdered }) => ({ orderItemId, quantity: input.quantities?.[orderItemId] ?? quantityOrdered }));
}

/** The same, of what may go out now. Throws `conflict` when the order must not ship, or its units are in parcels already. */
export function shippableLines(order: WireOrder, input: ArrangeInput): readonly ShipLine[] {
  assertMayShip(order);
  const lines = itemsOf(order, input).flatMap((item) => {
    const open = openQuantityOf(order, item);
    const quantity = input.quantities?.[item.orderItemId] ?? open;
    if (quantity > open) throw new PlatformFailure('conflict', `Only ${open} units of line ${item.orderItemId} are left to ship`);
    return quantity > 0 ? [{ orderItemId: item.orderItemId, quantity }] : [];
  });
  if (lines.length === 0) throw new PlatformFailure('conflict', 'Every unit of this order went out already');
  return lines;
}

const refusals: Readonly<Record<string, string>> = {
  cancelled: 'The order is cancelled',
  unpaid: 'The payment of the order is not authorised yet',
  on_hold: 'The order waits for its release',
  to_hand_over: 'The order is arranged already',
  shipped: 'The order went out already',
  delivered: 'The order was delivered already',
};

function assertMayShip(order: WireOrder): void {
  if (order.fulfillment?.fulfilledBy === 'AMAZON') throw new PlatformFailure('unsupported', 'Amazon fulfils this order itself');
  const refusal = refusals[orderStatusOf(order) ?? ''];
  if (refusal !== undefined) throw new PlatformFailure('conflict', refusal);
}
