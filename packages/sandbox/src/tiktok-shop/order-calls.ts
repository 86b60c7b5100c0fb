import { type Answer, type Call, orderOf, shopOf, textField, textList } from './call.ts';
import type { Order } from './model.ts';
import { orderTransitions } from './order-life.ts';
import { orderView } from './order-view.ts';
import { isWithin, pageOf, sortByTime, timeRange } from './paging.ts';
import { missing, Refusal } from './refusal.ts';

const mostIdsPerDetailCall = 50;

export function searchOrders(call: Call): Answer {
  const { world, query, body } = call;
  const found = [...world.orders.all()].filter(orderFilter(call));
  const times = { create_time: (order: Order) => order.createTime, update_time: (order: Order) => order.updateTime };
  const sorted = sortByTime(found, query, times, { field: 'create_time', order: 'DESC' });
  const page = pageOf(sorted, query, body, { maxSize: 100, defaultSize: 20 });
  return {
    orders: page.items.map((order) => orderView(world, order)),
    next_page_token: page.next_page_token,
    total_count: page.total_count,
  };
}

function orderFilter(call: Call): (order: Order) => boolean {
  const { body } = call;
  const shop = shopOf(call);
  const created = timeRange(body, 'create_time_ge', 'create_time_lt');
  const updated = timeRange(body, 'update_time_ge', 'update_time_lt');
  const status = textField(body, 'order_status');
  if (status !== undefined && !(status in orderTransitions)) throw missing('order_status');
  const shippingType = textField(body, 'shipping_type');
  const buyerId = textField(body, 'buyer_user_id');
  const warehouseIds = textList(body, 'warehouse_ids');
  const wantsRequest = body.is_buyer_request_cancel;
  return (order) =>
    order.shopId === shop.id &&
    isWithin(updated, order.updateTime) &&
    isWithin(created, order.createTime) &&
    (status === undefined || order.status === status) &&
    (shippingType === undefined || order.shippingType === shippingType) &&
    (buyerId === undefined || order.buyerId === buyerId) &&
    (wantsRequest === undefined || wantsRequest === (order.requestCancelTime !== undefined)) &&
    (warehouseIds === undefined || order.lines.some((line) => warehouseIds.includes(line.warehouseId)));
}

export function getOrders(call: Call): Answer {
  const ids = (call.query.get('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0 || ids.length > mostIdsPerDetailCall) throw missing('ids');
  return { orders: ids.map((id) => orderView(call.world, orderOf(call, id, 21008111))) };
}

/** The price of an order again, in the shape of the price-detail call. */
export function getPriceDetail(call: Call): Answer {
  const order = orderOf(call, call.params[0] ?? '', 21008111);
  const view = orderView(call.world, order).payment;
  if (typeof view !== 'object' || view === null) throw new Refusal(36009003, 'Internal error');
  return { ...view, line_items: order.lines.map((line) => ({ id: line.id })) };
}
