import { orderNotice } from './event-view.ts';
import type { FulfillmentStatus, Order } from './model.ts';
import { moveQuantity } from './offer.ts';
import { shippedUnits } from './shipped-units.ts';
import type { World } from './world.ts';

/** Where each status may lead. */
export const orderTransitions: Readonly<Record<FulfillmentStatus, readonly FulfillmentStatus[]>> = {
  PENDING_AVAILABILITY: ['PENDING', 'CANCELLED'],
  PENDING: ['UNSHIPPED', 'CANCELLED'],
  UNSHIPPED: ['PARTIALLY_SHIPPED', 'SHIPPED', 'CANCELLED'],
  // A label that is given back takes its units out of the shipped ones again.
  PARTIALLY_SHIPPED: ['SHIPPED', 'UNSHIPPED', 'CANCELLED'],
  SHIPPED: ['PARTIALLY_SHIPPED', 'UNSHIPPED'],
  CANCELLED: [],
  UNFULFILLABLE: [],
};

/** Notes that something changed; every change moves the time that searches go by. */
export function touchOrder(world: World, order: Order): void {
  // Two changes in one millisecond must not look like one.
  order.updatedMs = Math.max(world.clock.nowMs(), order.updatedMs + 1);
  world.orders.save(order);
}

/** Changes the status and tells who subscribed. @throws RangeError */
export function moveOrder(world: World, order: Order, status: FulfillmentStatus): void {
  if (!orderTransitions[order.status].includes(status)) throw new RangeError(`an order cannot go from ${order.status} to ${status}`);
  order.status = status;
  touchOrder(world, order);
  announceOrder(world, order);
  scheduleOrder(world, order);
}

export const announceOrder = (world: World, order: Order, type = 'OrderStatusChange'): void => world.emit(orderNotice(world, order, type));

export function payOrder(world: World, order: Order): void {
  if (order.status !== 'PENDING') throw new RangeError(`an order that is ${order.status} cannot be paid`);
  delete order.payAtMs;
  moveOrder(world, order, 'UNSHIPPED');
}

/** Brings the status in line with what was shipped. */
export function rollUp(world: World, order: Order): void {
  if (!['UNSHIPPED', 'PARTIALLY_SHIPPED', 'SHIPPED'].includes(order.status)) return;
  const wanted = order.items.reduce((sum, item) => sum + item.quantity, 0);
  const shipped = order.items.reduce((sum, item) => sum + shippedUnits(world, order, item), 0);
  const status = shipped === 0 ? 'UNSHIPPED' : shipped < wanted ? 'PARTIALLY_SHIPPED' : 'SHIPPED';
  if (status !== order.status) moveOrder(world, order, status);
  else touchOrder(world, order);
}

/** Cancels the whole order; units return to stock. @throws RangeError when something went out already. */
export function cancelOrder(world: World, order: Order, by: 'BUYER' | 'SELLER' | 'AMAZON', reason: string): void {
  if (order.parcels.some((parcel) => parcel.status !== 'CANCELLED')) throw new RangeError('a part of the order went out already');
  if (!orderTransitions[order.status].includes('CANCELLED')) throw new RangeError(`an order that is ${order.status} cannot be cancelled`);
  for (const item of order.items) {
    item.cancelledBy = by;
    item.cancelReason = reason;
    moveQuantity(world, item.listingId, item.quantity);
  }
  moveOrder(world, order, 'CANCELLED');
}

/** The buyer asks; nothing changes but the flag, and only the seller can cancel. */
export function askToCancel(world: World, order: Order, reason: string): void {
  if (order.status === 'PENDING') {
    cancelOrder(world, order, 'BUYER', reason);
    return;
  }
  if (order.status !== 'UNSHIPPED') throw new RangeError(`nobody can ask to cancel an order that is ${order.status}`);
  for (const item of order.items) item.cancelWish = reason;
  touchOrder(world, order);
  announceOrder(world, order, 'BuyerRequestedChange');
}

interface Step {
  readonly atMs: number;
  readonly take: () => void;
}

/** What comes next by itself, and when: payment, the carrier, or a deadline long missed. */
function nextStep(world: World, order: Order): Step | undefined {
  if (order.status === 'PENDING' && order.payAtMs !== undefined) return { atMs: order.payAtMs, take: () => payOrder(world, order) };
  if (order.status === 'UNSHIPPED' && order.parcels.every((parcel) => parcel.status === 'CANCELLED')) {
    return { atMs: order.shipByMs + world.settings.cancelLateMs, take: () => cancelOrder(world, order, 'AMAZON', 'NOT_SHIPPED_IN_TIME') };
  }
  if (order.carrierAtMs !== undefined && isWithCarrier(order))
    return { atMs: order.carrierAtMs, take: () => takeCarrierStep(world, order) };
  return undefined;
}

export function scheduleOrder(world: World, order: Order): void {
  const step = nextStep(world, order);
  if (step) world.timeline.schedule(step.atMs, () => takeDueStep(world, order.id));
}

/** An entry of the timeline may be stale: what is due is asked again from the order as it is now. */
function takeDueStep(world: World, orderId: string): void {
  const order = world.orders.get(orderId);
  const step = order && nextStep(world, order);
  if (order && step && step.atMs <= world.clock.nowMs()) step.take();
}

const isWithCarrier = (order: Order): boolean =>
  order.parcels.some(({ status }) => status === 'PENDING' || status === 'SHIPPED' || status === 'IN_TRANSIT');

/** The carrier's next scan of every parcel: under way, then delivered. @throws RangeError when no carrier has anything. */
export function takeCarrierStep(world: World, order: Order): void {
  if (!isWithCarrier(order)) throw new RangeError('no carrier has a parcel of this order');
  const isToBeTaken = order.parcels.some((parcel) => parcel.status === 'PENDING' || parcel.status === 'SHIPPED');
  for (const parcel of order.parcels) {
    if (isToBeTaken && (parcel.status === 'PENDING' || parcel.status === 'SHIPPED')) parcel.status = 'IN_TRANSIT';
    else if (!isToBeTaken && parcel.status === 'IN_TRANSIT') parcel.status = 'DELIVERED';
  }
  if (isToBeTaken) order.carrierAtMs = world.clock.nowMs() + world.settings.carrierDeliverMs;
  else delete order.carrierAtMs;
  touchOrder(world, order);
  scheduleOrder(world, order);
}
