import { type Answer, type Call, idField, numberField, objectList, orderOf, requiredText, shopOf } from './call.ts';
import { answerCancel } from './cancel-life.ts';
import type { Order, OrderLine } from './model.ts';
import { cancelOrder } from './order-life.ts';
import { cancelUnits } from './partial-cancel.ts';
import { Refusal, wrong } from './refusal.ts';

const everywhere = ['OUT_OF_STOCK', 'CUSTOMER_REQUEST', 'COD_NOT_SUPPORTED'];
const regionsWithAreas = ['TW', 'MY'];

/** The seller cancels, before anything is arranged: the whole order, or (`partial_cancel_item_list`) some units. */
export function cancelBySeller(call: Call): Answer {
  const { world, body } = call;
  const order = orderOf(call, requiredText(body, 'order_sn'));
  const reason = requiredText(body, 'cancel_reason');
  const isArea = reason === 'UNDELIVERABLE_AREA' && regionsWithAreas.includes(shopOf(call).region);
  if (!everywhere.includes(reason) && !isArea) throw wrong('cancel_reason');
  if (order.isFulfilledByShopee) throw new Refusal('order. error_param', 'An order of the warehouse cannot be cancelled by the seller.');
  if (order.status !== 'READY_TO_SHIP') throw new Refusal('order.error_limit', 'The order cannot be cancelled any more.');
  if (reason === 'OUT_OF_STOCK' && body.partial_cancel_item_list === undefined) {
    for (const item of objectList(body, 'item_list')) lineOf(order, idField(item, 'item_id'), idField(item, 'model_id'));
  }
  if (body.partial_cancel_item_list === undefined) cancelOrder(world, order, reason, 'seller');
  else cancelUnits(world, order, unitsOf(call, order), reason);
  return { response: { update_time: order.updateTime } };
}

function lineOf(order: Order, itemId: string, modelId: string): OrderLine {
  const line = order.lines.find((candidate) => candidate.itemId === itemId && candidate.modelId === modelId);
  if (!line) throw new Refusal('error_param', 'Wrong parameters, detail: the item is not in the order.');
  return line;
}

function unitsOf(call: Call, order: Order): { line: OrderLine; units: number }[] {
  if (order.isSplit) throw new Refusal('order.error_limit', 'A part of the order cannot be cancelled.');
  return objectList(call.body, 'partial_cancel_item_list').map((item) => {
    const line = lineOf(order, idField(item, 'item_id'), idField(item, 'model_id'));
    const units = numberField(item, 'model_quantity') ?? 0;
    if (!Number.isInteger(units) || units < 1 || units > line.quantity - line.cancelled) throw wrong('model_quantity');
    return { line, units };
  });
}

export function handleBuyerCancellation(call: Call): Answer {
  const { world, body } = call;
  const order = orderOf(call, requiredText(body, 'order_sn'));
  const operation = requiredText(body, 'operation');
  if (operation !== 'ACCEPT' && operation !== 'REJECT') throw wrong('operation');
  if (order.status !== 'IN_CANCEL') {
    throw new Refusal('order.cancel_order_invalid_status', 'The status of the order does not allow it.');
  }
  answerCancel(world, order, operation === 'ACCEPT');
  return { response: { update_time: order.updateTime } };
}
