import { type Answer, type Call, type JsonObject, queryNumber, shopOf } from './call.ts';
import { amountOf, marketOf } from './markets.ts';
import type { ReturnRequest } from './model.ts';
import { pageSize } from './paging.ts';
import { Refusal } from './refusal.ts';

const longestSpanSeconds = 15 * 86_400;

/** Pages count from 0; the list stands under the key `return`. */
export function getReturnList(call: Call): Answer {
  const shop = shopOf(call);
  const page = queryNumber(call, 'page_no') ?? 0;
  const size = pageSize(call, 100);
  const created = range(call, 'create_time_from', 'create_time_to');
  const updated = range(call, 'update_time_from', 'update_time_to');
  const status = call.query.get('status');
  const found = [...call.world.returns.all()].filter(
    (item) =>
      item.shopId === shop.id && created(item.createTime) && updated(item.updateTime) && (status === null || item.status === status),
  );
  return {
    response: {
      more: (page + 1) * size < found.length,
      return: found.slice(page * size, (page + 1) * size).map((item) => returnView(call, item)),
    },
  };
}

function range(call: Call, fromName: string, toName: string): (time: number) => boolean {
  const from = queryNumber(call, fromName) ?? 0;
  const to = queryNumber(call, toName);
  if (to !== undefined && (to < from || to - from > longestSpanSeconds)) {
    throw new Refusal('error_param', 'The time range must be in order and not longer than 15 days.');
  }
  return (time) => time >= from && time <= (to ?? Number.MAX_SAFE_INTEGER);
}

function returnView(call: Call, item: ReturnRequest): JsonObject {
  const order = call.world.orders.get(item.orderId);
  const market = marketOf(shopOf(call).region);
  const lines = order?.lines ?? [];
  const amount = amountOf(
    lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0),
    market,
  );
  return {
    return_sn: item.id,
    order_sn: item.orderId,
    status: item.status,
    reason: item.reason,
    text_reason: item.text,
    refund_amount: amount,
    amount_before_discount: amount,
    currency: market.currency,
    create_time: item.createTime,
    update_time: item.updateTime,
    due_date: item.createTime + 5 * 86_400,
    tracking_number: '',
    needs_logistics: true,
    return_solution: 0,
    return_refund_type: 'RRBOC',
    negotiation_status: 'PENDING_RESPOND',
    seller_proof_status: 'NOT_NEEDED',
    seller_compensation_status: 'NOT_REQUIRED',
    user: { username: order?.buyerName ?? '', email: '****', portrait: '' },
    image: [],
    item: lines.map((line) => ({
      item_id: Number(line.itemId),
      model_id: Number(line.modelId),
      name: line.itemName,
      images: [],
      amount: line.quantity,
      item_price: amountOf(line.priceMinor, market),
      item_sku: line.itemSku,
      variation_sku: line.modelSku,
    })),
  };
}
