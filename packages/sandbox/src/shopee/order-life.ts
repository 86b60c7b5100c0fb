import type { Actor, Order, OrderStatus, PackageStatus, Parcel } from './model.ts';
import { liveParcels, moveParcel } from './parcel-birth.ts';
import { returnUnits } from './stock.ts';
import type { World } from './world.ts';

/** Where each status may lead. */
export const orderTransitions: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  UNPAID: ['PENDING', 'READY_TO_SHIP', 'CANCELLED'],
  PENDING: ['READY_TO_SHIP', 'CANCELLED'],
  READY_TO_SHIP: ['PROCESSED', 'SHIPPED', 'IN_CANCEL', 'CANCELLED'],
  PROCESSED: ['SHIPPED', 'RETRY_SHIP', 'IN_CANCEL', 'CANCELLED'],
  RETRY_SHIP: ['PROCESSED', 'IN_CANCEL', 'CANCELLED'],
  SHIPPED: ['TO_CONFIRM_RECEIVE', 'TO_RETURN', 'CANCELLED'],
  TO_CONFIRM_RECEIVE: ['COMPLETED', 'TO_RETURN'],
  TO_RETURN: ['COMPLETED', 'CANCELLED'],
  IN_CANCEL: ['CANCELLED', 'READY_TO_SHIP', 'PROCESSED', 'RETRY_SHIP'],
  CANCELLED: [],
  COMPLETED: [],
};

/** Changes the status and tells the app: push 3, but none on the way to `PENDING`. @throws RangeError */
export function moveOrder(world: World, order: Order, status: OrderStatus): void {
  if (!orderTransitions[order.status].includes(status)) throw new RangeError(`an order cannot go from ${order.status} to ${status}`);
  order.status = status;
  order.updateTime = world.clock.nowSeconds();
  world.orders.save(order);
  if (status !== 'PENDING') announceOrder(world, order);
  scheduleOrder(world, order);
}

export function announceOrder(world: World, order: Order): void {
  world.emit({
    code: 3,
    shopId: order.shopId,
    fields: {
      items: [],
      ordersn: order.id,
      status: order.status,
      completed_scenario: order.completedScenario,
      update_time: order.updateTime,
    },
  });
}

export function payOrder(world: World, order: Order): void {
  if (order.status !== 'UNPAID') throw new RangeError(`an order that is ${order.status} cannot be paid`);
  order.payTime = world.clock.nowSeconds();
  delete order.payAtMs;
  if (order.passesPending) moveOrder(world, order, 'PENDING');
  else releaseOrder(world, order);
}

/** The checks are over: the seller may arrange. */
export function releaseOrder(world: World, order: Order): void {
  moveOrder(world, order, 'READY_TO_SHIP');
  for (const parcel of liveParcels(world, order)) moveParcel(world, parcel, 'LOGISTICS_READY');
}

const byProgress: readonly (readonly [PackageStatus, OrderStatus])[] = [
  ['LOGISTICS_READY', 'READY_TO_SHIP'],
  ['LOGISTICS_PICKUP_RETRY', 'RETRY_SHIP'],
  ['LOGISTICS_REQUEST_CREATED', 'PROCESSED'],
  ['LOGISTICS_PICKUP_DONE', 'SHIPPED'],
  ['LOGISTICS_DELIVERY_DONE', 'TO_CONFIRM_RECEIVE'],
];

/** The order shows the status of its least advanced package. */
export function statusFromParcels(parcels: readonly Pick<Parcel, 'status'>[]): OrderStatus | undefined {
  for (const [packageStatus, status] of byProgress) if (parcels.some((parcel) => parcel.status === packageStatus)) return status;
  return undefined;
}

/** After a package moved: the order follows, unless a request to cancel or its end keeps it. */
export function followParcels(world: World, order: Order): void {
  const status = statusFromParcels(liveParcels(world, order));
  if (status === undefined || status === order.status || !byProgress.some(([, followed]) => followed === order.status)) {
    order.updateTime = world.clock.nowSeconds();
    world.orders.save(order);
    return;
  }
  if (status === 'SHIPPED') order.pickupDoneTime = world.clock.nowSeconds();
  moveOrder(world, order, status);
}

/** Ends the order; units that no carrier has go back on the shelf. */
export function cancelOrder(world: World, order: Order, reason: string, actor: Actor): void {
  if (!orderTransitions[order.status].includes('CANCELLED')) throw new RangeError(`an order that is ${order.status} cannot be cancelled`);
  const isOnItsWay = order.status === 'SHIPPED' || order.status === 'TO_RETURN';
  for (const line of order.lines) {
    if (!isOnItsWay) returnUnits(world, order.id, line, line.quantity - line.cancelled);
    line.cancelled = line.quantity;
  }
  order.cancelReason = reason;
  order.cancelledBy = actor;
  delete order.answerByMs;
  for (const parcel of liveParcels(world, order)) {
    delete parcel.carrierAtMs;
    moveParcel(world, parcel, parcel.arrangedTime === undefined ? 'LOGISTICS_INVALID' : 'LOGISTICS_REQUEST_CANCELED');
  }
  moveOrder(world, order, 'CANCELLED');
}

interface Step {
  readonly atMs: number;
  readonly take: () => void;
}

/** What comes next by itself, and when: payment, end of the checks, a missed deadline, the buyer's confirmation. */
function nextStep(world: World, order: Order): Step | undefined {
  const { settings } = world;
  const paidMs = (order.payTime ?? order.createTime) * 1000;
  const end = (atMs: number, reason: string, actor: Actor): Step => ({ atMs, take: () => cancelOrder(world, order, reason, actor) });
  switch (order.status) {
    case 'UNPAID':
      if (order.payAtMs !== undefined) return { atMs: order.payAtMs, take: () => payOrder(world, order) };
      return end(order.createTime * 1000 + settings.unpaidLimitMs, 'UNPAID', 'system');
    case 'PENDING':
      return { atMs: paidMs + settings.pendingMs, take: () => releaseOrder(world, order) };
    case 'READY_TO_SHIP':
    case 'RETRY_SHIP':
      return end(paidMs + settings.shipWithinMs, 'NOT_SHIPPED_IN_TIME', 'system');
    case 'IN_CANCEL':
      return order.answerByMs === undefined ? undefined : end(order.answerByMs, order.buyerCancelReason ?? '', 'buyer');
    case 'TO_CONFIRM_RECEIVE':
      return { atMs: order.updateTime * 1000 + settings.completeMs, take: () => completeOrder(world, order, 'NORMAL') };
    default:
      return undefined;
  }
}

export function completeOrder(world: World, order: Order, scenario: Order['completedScenario']): void {
  order.completedScenario = scenario;
  moveOrder(world, order, 'COMPLETED');
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
