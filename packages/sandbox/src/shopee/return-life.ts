import type { Order, ReturnRequest } from './model.ts';
import { cancelOrder, completeOrder, moveOrder } from './order-life.ts';
import type { World } from './world.ts';

/** A buyer wants to give back what is on its way or was delivered: push 29, and the order waits. @throws RangeError */
export function openReturn(world: World, order: Order, reason: string): ReturnRequest {
  moveOrder(world, order, 'TO_RETURN');
  const now = world.clock.nowSeconds();
  const request: ReturnRequest = {
    id: world.identifiers.returnSn(world.clock.nowMs()),
    orderId: order.id,
    shopId: order.shopId,
    reason,
    text: 'It is not as described.',
    createTime: now,
    status: 'REQUESTED',
    updateTime: now,
  };
  return tell(world, request, 'REQUESTED');
}

/** The end: the money goes back and the order is cancelled, or nothing goes back and it is completed. */
export function closeReturn(world: World, request: ReturnRequest, isGranted: boolean): ReturnRequest {
  const order = world.orders.get(request.orderId);
  tell(world, request, isGranted ? 'ACCEPTED' : 'CANCELLED');
  if (order && isGranted) cancelOrder(world, order, 'RETURN_REFUND', 'buyer');
  else if (order) completeOrder(world, order, 'RRAOC');
  return request;
}

function tell(world: World, request: ReturnRequest, status: ReturnRequest['status']): ReturnRequest {
  const old = request.status;
  request.status = status;
  request.updateTime = world.clock.nowSeconds();
  world.returns.save(request);
  world.emit({
    code: 29,
    shopId: request.shopId,
    fields: {
      order_sn: request.orderId,
      return_sn: request.id,
      updated_values: [{ update_field: 'return_status', old_value: old, new_value: status, update_time: request.updateTime }],
    },
  });
  return request;
}
