import { type Answer, type Call, optionalFields, queryList, queryNumber, queryText, shopOf } from './call.ts';
import type { Order } from './model.ts';
import { orderView, shownStatus } from './order-view.ts';
import { keysetPage } from './paging.ts';
import { Refusal, wrong } from './refusal.ts';

const longestSpanSeconds = 15 * 86_400;
const mostOrders = 50;
const filterStatuses = ['UNPAID', 'READY_TO_SHIP', 'PROCESSED', 'SHIPPED', 'COMPLETED', 'IN_CANCEL', 'CANCELLED', 'INVOICE_PENDING'];

export function getOrderList(call: Call): Answer {
  const { world, query } = call;
  const field = queryText(call, 'time_range_field');
  if (field !== 'create_time' && field !== 'update_time') throw wrong('time_range_field');
  const timeOf = (order: Order): number => (field === 'create_time' ? order.createTime : order.updateTime);
  const from = queryNumber(call, 'time_from');
  const to = queryNumber(call, 'time_to');
  if (from === undefined || to === undefined) throw wrong('time_from and time_to');
  if (from >= to || to - from > longestSpanSeconds) {
    throw new Refusal('order.order_list_invalid_time', 'The time range must be in order and not longer than 15 days.');
  }
  const status = query.get('order_status') ?? '';
  if (status !== '' && !filterStatuses.includes(status)) throw wrong('order_status');
  const showsPending = query.get('request_order_status_pending') === 'true';
  const shop = shopOf(call);
  const found = [...world.orders.all()].filter(
    (order) =>
      order.shopId === shop.id &&
      timeOf(order) >= from &&
      timeOf(order) <= to &&
      (status === '' || shownStatus(order, showsPending) === status),
  );
  const page = keysetPage(found, timeOf, call);
  const fields = optionalFields(call);
  return {
    response: {
      more: page.more,
      next_cursor: page.nextCursor,
      order_list: page.items.map((order) => ({
        order_sn: order.id,
        ...(fields.has('order_status') ? { order_status: shownStatus(order, showsPending) } : {}),
        booking_sn: '',
      })),
    },
  };
}

/** Unknown numbers are left out in silence; only when all are unknown this is an error. */
export function getOrderDetail(call: Call): Answer {
  const shop = shopOf(call);
  const wish = { fields: optionalFields(call), showsPending: call.query.get('request_order_status_pending') === 'true' };
  const numbers = new Set(queryList(call, 'order_sn_list', mostOrders));
  const found = [...numbers].flatMap((id) => {
    const order = call.world.orders.get(id);
    return order?.shopId === shop.id ? [order] : [];
  });
  if (found.length === 0) throw new Refusal('error_not_found', 'Wrong parameters, detail: the order is not found.');
  return { response: { order_list: found.map((order) => orderView(call.world, order, wish)) } };
}
