import type { CancelRequest, FulfillmentStatus, Order, OrderLine } from './model.ts';
import { moveUnits } from './shelf.ts';
import type { World } from './world.ts';

export function lineStatus(line: OrderLine): FulfillmentStatus {
  if (line.shippedQuantity === 0) return 'NOT_STARTED';
  return line.shippedQuantity >= line.quantity ? 'FULFILLED' : 'IN_PROGRESS';
}

/** An order is as far as its lines: all units gone, some, or none. */
export function orderStatus(order: Order): FulfillmentStatus {
  const statuses = order.lines.map(lineStatus);
  if (statuses.every((status) => status === 'FULFILLED')) return 'FULFILLED';
  return statuses.every((status) => status === 'NOT_STARTED') ? 'NOT_STARTED' : 'IN_PROGRESS';
}

export function cancelState(order: Order): 'NONE_REQUESTED' | 'IN_PROGRESS' | 'CANCELED' {
  if (order.cancelledAtMs !== undefined) return 'CANCELED';
  return order.cancelRequests.some(({ state }) => state === 'REQUESTED') ? 'IN_PROGRESS' : 'NONE_REQUESTED';
}

/** Two changes never carry the same instant, as one can see from `lastModifiedDate`. */
export function touchOrder(world: World, order: Order): void {
  order.modifiedAtMs = Math.max(world.clock.nowMs(), order.modifiedAtMs + 1);
  world.orders.save(order);
}

/** Checkout is finished: the order comes to be, and ORDER_CONFIRMATION is sent for each line. @throws RangeError */
export function payOrder(world: World, order: Order): void {
  if (order.paidAtMs !== undefined || order.cancelledAtMs !== undefined)
    throw new RangeError('only an order that waits for its payment can be paid');
  order.paidAtMs = world.clock.nowMs();
  order.createdAtMs = order.paidAtMs;
  order.modifiedAtMs = order.paidAtMs;
  delete order.payAtMs;
  world.orders.save(order);
  for (const line of order.lines) announceLine(world, order, line);
}

function announceLine(world: World, order: Order, line: OrderLine): void {
  const user = userOf(world, order);
  world.emit({
    topic: 'ORDER_CONFIRMATION',
    sellerId: order.sellerId,
    data: {
      user,
      order: {
        orderId: order.id,
        orderLineItems: [{ orderLineItemId: line.id, listingId: line.listingId, quantity: line.quantity }],
      },
    },
  });
}

export function userOf(world: World, order: Order): { userId: string; username: string } {
  return { userId: order.sellerId, username: world.sellers.get(order.sellerId)?.username ?? '' };
}

export function scheduleOrder(world: World, order: Order): void {
  world.orders.save(order);
  if (order.payAtMs === undefined) return;
  world.timeline.schedule(order.payAtMs, () => {
    const kept = world.orders.get(order.id);
    if (kept?.payAtMs !== undefined && kept.payAtMs <= world.clock.nowMs()) payOrder(world, kept);
  });
}

/** A buyer asks to cancel; the seller answers. @throws RangeError when it is too late or a request waits. */
export function requestCancellation(world: World, order: Order, reason: string): CancelRequest {
  if (order.paidAtMs === undefined || cancelState(order) !== 'NONE_REQUESTED')
    throw new RangeError('this order cannot be asked to be cancelled');
  if (orderStatus(order) !== 'NOT_STARTED') throw new RangeError('an order that was shipped cannot be cancelled');
  const request = addRequest(world, order, 'BUYER', reason);
  touchOrder(world, order);
  announceCancellation(world, order, request, 'CANCELLATION_REQUESTED');
  return request;
}

/** The seller's answer in Seller Hub. @throws RangeError when nothing waits for one. */
export function answerCancellation(world: World, order: Order, isApproved: boolean): void {
  const request = order.cancelRequests.find(({ state }) => state === 'REQUESTED');
  if (!request) throw new RangeError('no cancellation waits for an answer');
  if (isApproved) {
    finishCancellation(world, order, request);
    return;
  }
  Object.assign(request, { state: 'REJECTED', completedAtMs: world.clock.nowMs() });
  touchOrder(world, order);
  announceCancellation(world, order, request, 'CANCELLATION_DECLINED');
}

/** The platform or the seller cancels at once. @throws RangeError when the order is shipped or cancelled already. */
export function cancelOrder(world: World, order: Order, initiator: CancelRequest['initiator'], reason: string): void {
  if (order.cancelledAtMs !== undefined) throw new RangeError('the order is cancelled already');
  if (orderStatus(order) === 'FULFILLED') throw new RangeError('an order that was shipped cannot be cancelled');
  finishCancellation(world, order, addRequest(world, order, initiator, reason));
}

function addRequest(world: World, order: Order, initiator: CancelRequest['initiator'], reason: string): CancelRequest {
  const request: CancelRequest = {
    id: world.identifiers.next('cancellation'),
    initiator,
    reason,
    requestedAtMs: world.clock.nowMs(),
    state: 'REQUESTED',
  };
  order.cancelRequests.push(request);
  return request;
}

function finishCancellation(world: World, order: Order, request: CancelRequest): void {
  const nowMs = world.clock.nowMs();
  for (const open of order.cancelRequests) {
    if (open.state === 'REQUESTED') Object.assign(open, { state: 'COMPLETED', completedAtMs: nowMs });
  }
  order.cancelledAtMs = nowMs;
  delete order.payAtMs;
  if (world.settings.restockOnCancel) for (const line of order.lines) moveUnits(world, order.sellerId, line, 1);
  touchOrder(world, order);
  announceCancellation(world, order, request, 'CANCELLATION_COMPLETED');
}

const statusWords = { REQUESTED: 'REQUESTED', COMPLETED: 'COMPLETED', REJECTED: 'DECLINED' } as const;

function announceCancellation(world: World, order: Order, request: CancelRequest, activityType: string): void {
  if (order.paidAtMs === undefined) return;
  const instant = (ms: number): string => new Date(ms).toISOString();
  world.emit({
    topic: 'ORDER_CANCELLATION_ACTIVITY',
    sellerId: order.sellerId,
    data: {
      activityType,
      activityDate: instant(world.clock.nowMs()),
      orderCancellation: {
        cancellationId: request.id,
        cancellationStatus: statusWords[request.state],
        requester: request.initiator,
        requestedDate: instant(request.requestedAtMs),
        ...(request.completedAtMs === undefined ? {} : { closedDate: instant(request.completedAtMs) }),
        seller: userOf(world, order),
        cancellationLineItems: order.lines.map((line, index) => ({
          cancellationLineItemId: `${request.id}${index + 1}`,
          orderId: order.id,
          orderLineItemId: line.id,
        })),
      },
    },
  });
}
