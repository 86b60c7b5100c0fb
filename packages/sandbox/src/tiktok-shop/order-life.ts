import { marketOf } from './markets.ts';
import type { Actor, Order, OrderStatus, Parcel } from './model.ts';
import { announceParcels, closeParcel, createParcel, parcelsOf } from './parcel-birth.ts';
import { releaseUnit } from './stock.ts';
import type { World } from './world.ts';

/** Where each status may lead. */
export const orderTransitions: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  UNPAID: ['ON_HOLD', 'AWAITING_SHIPMENT', 'CANCELLED'],
  ON_HOLD: ['AWAITING_SHIPMENT', 'CANCELLED'],
  AWAITING_SHIPMENT: ['PARTIALLY_SHIPPING', 'AWAITING_COLLECTION', 'CANCELLED'],
  PARTIALLY_SHIPPING: ['AWAITING_COLLECTION', 'CANCELLED'],
  AWAITING_COLLECTION: ['IN_TRANSIT', 'CANCELLED', 'COMPLETED'],
  IN_TRANSIT: ['DELIVERED', 'CANCELLED', 'COMPLETED'],
  DELIVERED: ['COMPLETED'],
  COMPLETED: [],
  CANCELLED: [],
};

/** Changes the status, keeps the book of times and tells the app. */
export function moveOrder(world: World, order: Order, status: OrderStatus): void {
  requireTransition(order, status);
  order.status = status;
  order.updateTime = world.clock.nowSeconds();
  world.orders.save(order);
  announceOrder(world, order);
  scheduleOrder(world, order);
}

/** Asked before anything is changed, so that a refusal leaves the order as it was. @throws RangeError */
function requireTransition(order: Order, status: OrderStatus): void {
  if (!orderTransitions[order.status].includes(status)) throw new RangeError(`an order cannot go from ${order.status} to ${status}`);
}

/** Event 1. The vendor lists no event for `PARTIALLY_SHIPPING`, and calls a cancelled order `CANCEL` here. */
export function announceOrder(world: World, order: Order): void {
  if (order.status === 'PARTIALLY_SHIPPING') return;
  world.emit({
    shopId: order.shopId,
    type: 1,
    fields: {
      is_on_hold_order: order.passesHold,
      order_id: order.id,
      order_status: order.status === 'CANCELLED' ? 'CANCEL' : order.status,
      update_time: order.updateTime,
    },
  });
}

export function payOrder(world: World, order: Order): void {
  if (order.status !== 'UNPAID') throw new RangeError(`an order that is ${order.status} cannot be paid`);
  order.paidTime = world.clock.nowSeconds();
  delete order.payAtMs;
  prepareParcel(world, order);
  if (order.passesHold) moveLinesAndOrder(world, order, 'ON_HOLD');
  else moveLinesAndOrder(world, order, 'AWAITING_SHIPMENT');
}

export function prepareParcel(world: World, order: Order): void {
  const shop = world.shops.get(order.shopId);
  if (!shop || !marketOf(shop.region).hasPackageAtPayment || parcelsOf(world, order).length > 0) return;
  createParcel(
    world,
    [order],
    order.lines.map((line) => line.id),
    'DEFAULT',
  );
}

export function moveLinesAndOrder(world: World, order: Order, status: OrderStatus): void {
  requireTransition(order, status);
  for (const line of order.lines) if (line.status !== 'CANCELLED') line.status = status;
  moveOrder(world, order, status);
}

/** Cancels lines; the order follows once none is left. Reserved units return to stock. */
export function cancelLines(world: World, order: Order, lineIds: readonly string[], reason: string, actor: Actor): void {
  requireTransition(order, 'CANCELLED');
  const now = world.clock.nowSeconds();
  const shrunk: Parcel[] = [];
  for (const parcel of parcelsOf(world, order)) {
    const before = parcel.lineIds.length;
    parcel.lineIds = parcel.lineIds.filter((id) => !lineIds.includes(id));
    if (parcel.lineIds.length === 0) closeParcel(world, parcel);
    else if (parcel.lineIds.length < before && parcel.status === 'TO_FULFILL' && parcel.orderIds.length === 1) shrunk.push(parcel);
    else world.parcels.save(parcel);
  }
  for (const line of order.lines) {
    if (!lineIds.includes(line.id) || line.status === 'CANCELLED') continue;
    if (line.shippedTime === undefined) releaseUnit(world, line);
    line.status = 'CANCELLED';
    line.cancelReason = reason;
    line.cancelUser = actor;
  }
  order.updateTime = now;
  world.orders.save(order);
  replaceParcels(world, order, shrunk);
  if (order.lines.some((line) => line.status !== 'CANCELLED')) return;
  order.cancelReason = reason;
  order.cancelledBy = actor;
  order.cancelTime = now;
  delete order.requestCancelTime;
  moveOrder(world, order, 'CANCELLED');
}

/** A waiting package that lost lines goes on under a new id, and event 4 says so. */
function replaceParcels(world: World, order: Order, shrunk: readonly Parcel[]): void {
  if (shrunk.length === 0) return;
  const renewed = shrunk.map((parcel) => {
    closeParcel(world, parcel);
    return createParcel(world, [order], parcel.lineIds, parcel.tag);
  });
  announceParcels(world, order.shopId, 'PARTLY_CANCEL_SPLIT', renewed);
}

export const cancelOrder = (world: World, order: Order, reason: string, actor: Actor): void =>
  cancelLines(
    world,
    order,
    order.lines.map((line) => line.id),
    reason,
    actor,
  );

interface Step {
  readonly atMs: number;
  readonly take: () => void;
}

/** What comes next by itself, and when: payment, end of the hold, the carrier, or a missed deadline. */
function nextStep(world: World, order: Order): Step | undefined {
  const { settings } = world;
  const timeOut = (atMs: number, reason: string): Step => ({ atMs, take: () => cancelOrder(world, order, reason, 'SYSTEM') });
  const paidMs = (order.paidTime ?? order.createTime) * 1000;
  switch (order.status) {
    case 'UNPAID':
      if (order.payAtMs !== undefined) return { atMs: order.payAtMs, take: () => payOrder(world, order) };
      return timeOut(order.createTime * 1000 + settings.unpaidLimitMs, 'order_unpaid_time_out');
    case 'ON_HOLD':
      return { atMs: paidMs + settings.holdMs, take: () => moveLinesAndOrder(world, order, 'AWAITING_SHIPMENT') };
    case 'AWAITING_SHIPMENT':
    case 'PARTIALLY_SHIPPING':
      return timeOut(paidMs + settings.shipWithinMs, 'package_not_shipped_in_time');
    case 'AWAITING_COLLECTION':
      if (order.carrierAtMs !== undefined && order.carrierAtMs < paidMs + settings.collectWithinMs) {
        return { atMs: order.carrierAtMs, take: () => collectOrder(world, order) };
      }
      return timeOut(paidMs + settings.collectWithinMs, 'package_not_collected_in_time');
    case 'IN_TRANSIT':
      if (order.carrierAtMs === undefined) return undefined;
      return { atMs: order.carrierAtMs, take: () => deliverOrder(world, order) };
    case 'DELIVERED':
      return {
        atMs: (order.deliveredTime ?? 0) * 1000 + settings.completeMs,
        take: () => moveLinesAndOrder(world, order, 'COMPLETED'),
      };
    default:
      return undefined;
  }
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

/** The carrier's next scan, now: collected, then delivered. @throws RangeError when no carrier has the order. */
export function takeCarrierStep(world: World, order: Order): void {
  if (order.status === 'AWAITING_COLLECTION') collectOrder(world, order);
  else if (order.status === 'IN_TRANSIT') deliverOrder(world, order);
  else throw new RangeError(`no carrier has an order that is ${order.status}`);
}

function collectOrder(world: World, order: Order): void {
  order.collectedTime = world.clock.nowSeconds();
  order.carrierAtMs = world.clock.nowMs() + world.settings.carrierDeliverMs;
  moveParcels(world, order, 'FULFILLING', 'TTS');
  moveLinesAndOrder(world, order, 'IN_TRANSIT');
}

function deliverOrder(world: World, order: Order): void {
  order.deliveredTime = world.clock.nowSeconds();
  delete order.carrierAtMs;
  moveParcels(world, order, 'COMPLETED', 'Delivery');
  moveLinesAndOrder(world, order, 'DELIVERED');
}

function moveParcels(world: World, order: Order, status: 'FULFILLING' | 'COMPLETED', subStatus: string): void {
  for (const parcel of parcelsOf(world, order)) {
    parcel.status = status;
    parcel.subStatus = subStatus;
    parcel.updateTime = world.clock.nowSeconds();
    world.parcels.save(parcel);
  }
}
