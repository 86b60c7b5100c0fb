import { amountText } from '../stage/amounts.ts';
import { type Answer, type Call, type JsonObject, objectList, orderOf, param, requiredText, shopOf, textField, textList } from './call.ts';
import { cancelBySeller, closeCancellation, grantCancellation } from './cancellation-life.ts';
import { marketOf } from './markets.ts';
import type { Cancellation, Order } from './model.ts';
import { isWithin, pageOf, sortByTime, timeRange } from './paging.ts';
import { Refusal } from './refusal.ts';

const rejectReasons = ['seller_reject_apply_product_has_been_packed', 'seller_reject_apply_product_has_been_shipped'];

/** The filter calls a closed request `…_CANCEL`, the answers call it `…_CANCELLED`; page size is a string, order `ASC`. */
export function searchCancellations(call: Call): Answer {
  const { body, query, world } = call;
  const shop = shopOf(call);
  const created = timeRange(body, 'create_time_ge', 'create_time_lt');
  const updated = timeRange(body, 'update_time_ge', 'update_time_lt');
  const wanted = {
    ids: textList(body, 'cancel_ids'),
    orders: textList(body, 'order_ids'),
    types: textList(body, 'cancel_types'),
    statuses: textList(body, 'cancel_status')?.map((status) => status.replace(/_CANCEL$/, '_CANCELLED')),
  };
  const isWanted = (item: Cancellation): boolean =>
    item.shopId === shop.id &&
    isWithin(created, item.createTime) &&
    isWithin(updated, item.updateTime) &&
    (wanted.ids?.includes(item.id) ?? true) &&
    (wanted.orders?.includes(item.orderId) ?? true) &&
    (wanted.types?.includes(item.type) ?? true) &&
    (wanted.statuses?.includes(`CANCELLATION_REQUEST_${item.status}`) ?? true);
  const times = { create_time: (item: Cancellation) => item.createTime, update_time: (item: Cancellation) => item.updateTime };
  const sorted = sortByTime([...world.cancellations.all()].filter(isWanted), query, times, { field: 'create_time', order: 'ASC' });
  const page = pageOf(sorted, query, body, { maxSize: 50, defaultSize: 10 });
  return {
    cancellations: page.items.map((item) => cancellationView(call, item)),
    next_page_token: page.next_page_token,
    total_count: page.total_count,
  };
}

function cancellationView(call: Call, item: Cancellation): JsonObject {
  const order = call.world.orders.get(item.orderId);
  const market = marketOf(shopOf(call).region);
  const lines = order?.lines.filter((line) => item.lineIds.includes(line.id)) ?? [];
  const amount = amountText(
    lines.reduce((sum, line) => sum + line.priceMinor, 0),
    market.decimals,
  );
  return {
    cancel_id: item.id,
    order_id: item.orderId,
    cancel_type: item.type,
    cancel_status: `CANCELLATION_REQUEST_${item.status}`,
    role: item.role,
    cancel_reason: item.reason,
    cancel_reason_text: item.reason.replaceAll('_', ' '),
    create_time: item.createTime,
    update_time: item.updateTime,
    seller_next_action_response:
      item.status === 'PENDING' ? [{ action: 'SELLER_RESPOND_CANCEL', deadline: Math.floor((item.nextAtMs ?? 0) / 1000) }] : undefined,
    refund_amount: { currency: market.currency, refund_total: amount, refund_subtotal: amount },
    cancel_line_items: lines.map((line) => ({
      cancel_line_item_id: `${item.id.slice(0, -4)}${line.id.slice(-4)}`,
      order_line_item_id: line.id,
      sku_id: line.skuId,
      sku_name: line.skuName,
      product_name: line.productName,
      seller_sku: line.sellerSku,
    })),
    should_replenish_stock: true,
  };
}

function pendingOf(call: Call): Cancellation {
  const item = call.world.cancellations.get(param(call));
  if (!item || item.shopId !== shopOf(call).id) throw new Refusal(25007006, 'No such request');
  if (item.status === 'SUCCESS' || item.status === 'COMPLETE') throw new Refusal(25020010, 'Approved already');
  if (item.status === 'CANCELLED') throw new Refusal(25020009, 'The request was withdrawn');
  return item;
}

export function approveCancellation(call: Call): Answer {
  grantCancellation(call.world, pendingOf(call));
  return undefined;
}

export function rejectCancellation(call: Call): Answer {
  const item = pendingOf(call);
  const reason = textField(call.body, 'reject_reason');
  if (reason === undefined) throw new Refusal(25001001, 'reject_reason is missing');
  if (!rejectReasons.includes(reason)) throw new Refusal(25001021, 'The reason does not fit');
  closeCancellation(call.world, item);
  return undefined;
}

export const getRejectReasons = (): Answer => ({
  reasons: rejectReasons.map((name) => ({ name, text: name.replaceAll('_', ' ') })),
});

/** The seller cancels: before shipping, with a reason of that state; single lines in the US and UK only. */
export function cancelOrderBySeller(call: Call): Answer {
  const order = orderOf(call, requiredText(call.body, 'order_id'), 25007006);
  const { region, reasonSuffix } = marketOf(shopOf(call).region);
  refuseCancelling(order);
  const allowed = [
    'seller_cancel_reason_out_of_stock',
    'seller_cancel_reason_wrong_price',
    'seller_cancel_paid_reason_address_not_deliver',
  ];
  const reason = requiredText(call.body, 'cancel_reason');
  if (!allowed.some((name) => name + reasonSuffix === reason)) throw new Refusal(25001021, 'The reason does not fit');
  const lineIds = linesToCancel(call, order);
  const isWhole = order.lines.every((line) => line.status === 'CANCELLED' || lineIds.includes(line.id));
  if (!isWhole && region !== 'US' && region !== 'GB') throw new Refusal(25005010, 'Single lines cannot be cancelled here');
  const item = cancelBySeller(call.world, order, lineIds, reason);
  return { cancel_id: item.id, cancel_status: `CANCELLATION_REQUEST_${item.status}` };
}

function refuseCancelling(order: Order): void {
  if (order.status === 'CANCELLED' || order.status === 'COMPLETED') throw new Refusal(25001010, 'Completed or cancelled already');
  if (order.requestCancelTime !== undefined) throw new Refusal(25001011, 'Another request is running');
  if (order.status !== 'ON_HOLD' && order.status !== 'AWAITING_SHIPMENT')
    throw new Refusal(25001003, 'The state of the order does not allow it');
}

function linesToCancel(call: Call, order: Order): string[] {
  const open = order.lines.filter((line) => line.status !== 'CANCELLED').map((line) => line.id);
  const named = textList(call.body, 'order_line_item_ids');
  if (named?.some((id) => !open.includes(id))) throw new Refusal(25005011, 'A line is not open');
  if (named && named.length > 0) return named;
  if (call.body.skus === undefined) return open;
  return objectList(call.body, 'skus').flatMap((item) => {
    const lines = order.lines.filter((line) => line.skuId === item.sku_id && line.status !== 'CANCELLED');
    if (typeof item.quantity !== 'number' || item.quantity > lines.length) throw new Refusal(25005011, 'Too many units');
    return lines.slice(0, item.quantity).map((line) => line.id);
  });
}
