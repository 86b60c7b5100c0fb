import type { Actor, Cancellation, Order } from './model.ts';
import { cancelLines } from './order-life.ts';
import type { World } from './world.ts';

const answerWithinMs = 48 * 3_600_000;
const refundAfterMs = 60_000;

/** A request or a finished cancellation, and event 11 about it. */
function openCancellation(
  world: World,
  order: Order,
  lineIds: readonly string[],
  by: { role: Actor; reason: string; needsConsent: boolean },
): Cancellation {
  const now = world.clock.nowSeconds();
  const cancellation: Cancellation = {
    id: world.identifiers.next('cancellation'),
    orderId: order.id,
    shopId: order.shopId,
    lineIds: [...lineIds],
    role: by.role,
    reason: by.reason,
    createTime: now,
    updateTime: now,
    type: by.needsConsent ? 'BUYER_CANCEL' : 'CANCEL',
    status: 'PENDING',
  };
  if (by.needsConsent) {
    cancellation.nextAtMs = world.clock.nowMs() + answerWithinMs;
    order.requestCancelTime = now;
    order.updateTime = now;
    world.orders.save(order);
    world.cancellations.save(cancellation);
    announce(world, cancellation);
    scheduleCancellation(world, cancellation);
  } else {
    world.cancellations.save(cancellation);
    grantCancellation(world, cancellation);
  }
  return cancellation;
}

/** Buyer asks to cancel. @throws RangeError when the order's status no longer allows it. */
export function requestCancellation(world: World, order: Order, reason: string): Cancellation {
  const lineIds = order.lines.filter((line) => line.status !== 'CANCELLED').map((line) => line.id);
  if (order.requestCancelTime !== undefined) throw new RangeError('a request is waiting already');
  if (order.status === 'UNPAID' || order.status === 'ON_HOLD') {
    return openCancellation(world, order, lineIds, { role: 'BUYER', reason, needsConsent: false });
  }
  if (order.status !== 'AWAITING_SHIPMENT') throw new RangeError(`a buyer cannot cancel an order that is ${order.status}`);
  return openCancellation(world, order, lineIds, { role: 'BUYER', reason, needsConsent: true });
}

export const cancelBySeller = (world: World, order: Order, lineIds: readonly string[], reason: string): Cancellation =>
  openCancellation(world, order, lineIds, { role: 'SELLER', reason, needsConsent: false });

/** The lines are cancelled now; the refund follows a little later. */
export function grantCancellation(world: World, cancellation: Cancellation): void {
  const order = world.orders.get(cancellation.orderId);
  move(world, cancellation, 'SUCCESS');
  cancellation.nextAtMs = world.clock.nowMs() + refundAfterMs;
  scheduleCancellation(world, cancellation);
  if (!order) return;
  delete order.requestCancelTime;
  cancelLines(world, order, cancellation.lineIds, cancellation.reason, cancellation.role);
}

export function closeCancellation(world: World, cancellation: Cancellation): void {
  const order = world.orders.get(cancellation.orderId);
  delete cancellation.nextAtMs;
  if (order) {
    delete order.requestCancelTime;
    order.updateTime = world.clock.nowSeconds();
    world.orders.save(order);
  }
  move(world, cancellation, 'CANCELLED');
}

export function rejectPendingRequests(world: World, order: Order): void {
  for (const cancellation of world.cancellations.all()) {
    if (cancellation.orderId === order.id && cancellation.status === 'PENDING') closeCancellation(world, cancellation);
  }
}

export function scheduleCancellation(world: World, cancellation: Cancellation): void {
  if (cancellation.nextAtMs === undefined) return;
  world.timeline.schedule(cancellation.nextAtMs, () => takeDueStep(world, cancellation.id));
}

/** Silence of the seller approves; a granted request ends with the refund. */
function takeDueStep(world: World, id: string): void {
  const cancellation = world.cancellations.get(id);
  if (cancellation?.nextAtMs === undefined || cancellation.nextAtMs > world.clock.nowMs()) return;
  if (cancellation.status === 'PENDING') grantCancellation(world, cancellation);
  else if (cancellation.status === 'SUCCESS') {
    delete cancellation.nextAtMs;
    move(world, cancellation, 'COMPLETE');
  }
}

function move(world: World, cancellation: Cancellation, status: Cancellation['status']): void {
  cancellation.status = status;
  cancellation.updateTime = world.clock.nowSeconds();
  world.cancellations.save(cancellation);
  announce(world, cancellation);
}

function announce(world: World, cancellation: Cancellation): void {
  world.emit({
    shopId: cancellation.shopId,
    type: 11,
    fields: {
      order_id: cancellation.orderId,
      cancellations_role: cancellation.role,
      cancel_status: `CANCELLATION_REQUEST_${cancellation.status}`,
      cancel_id: cancellation.id,
      create_time: cancellation.createTime,
    },
  });
}
