import type { Order } from './model.ts';
import { cancelOrder, moveOrder, orderTransitions } from './order-life.ts';
import type { World } from './world.ts';

/**
 * A buyer wants to cancel. Within the first hour, and before anything is arranged, that is done at once; later the seller must answer,
 * and silence means yes. `mustAsk` skips the free hour. @throws RangeError when it is too late.
 */
export function requestCancel(world: World, order: Order, reason: string, mustAsk: boolean): void {
  const isEarly = order.status === 'UNPAID' || order.status === 'PENDING';
  const isFree = order.status === 'READY_TO_SHIP' && world.clock.nowMs() < order.createTime * 1000 + world.settings.freeCancelMs;
  const isDone = isEarly || (isFree && !mustAsk);
  if (!isDone && !orderTransitions[order.status].includes('IN_CANCEL')) {
    throw new RangeError(`a buyer cannot cancel an order that is ${order.status}`);
  }
  order.buyerCancelReason = reason;
  if (isDone) {
    cancelOrder(world, order, reason, 'buyer');
    return;
  }
  order.statusBeforeRequest = order.status;
  order.answerByMs = world.clock.nowMs() + world.settings.answerWithinMs;
  moveOrder(world, order, 'IN_CANCEL');
}

/** The seller's answer: the end, or back to where the order stood. @throws RangeError when nobody asked. */
export function answerCancel(world: World, order: Order, isAccepted: boolean): void {
  const former = order.statusBeforeRequest;
  if (order.status !== 'IN_CANCEL' || former === undefined) throw new RangeError(`nobody asked to cancel order ${order.id}`);
  delete order.statusBeforeRequest;
  delete order.answerByMs;
  if (isAccepted) cancelOrder(world, order, order.buyerCancelReason ?? '', 'buyer');
  else moveOrder(world, order, former);
}
