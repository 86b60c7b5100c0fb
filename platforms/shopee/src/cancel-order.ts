import { type CancelReason, type OrdersCapability, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { lineBody, lineIdOf, liveItems, toNumber, unitsLeft } from './line-id.ts';
import { fetchWireOrder } from './read-orders.ts';
import { nothingSchema } from './wire/envelope.ts';
import type { WireOrder } from './wire/order.ts';

type CancelInput = Parameters<NonNullable<OrdersCapability['cancel']>>[1];
type AnswerInput = Parameters<NonNullable<OrdersCapability['answerCancellation']>>[1];

const reasons: Readonly<Record<CancelReason, string>> = {
  'out-of-stock': 'OUT_OF_STOCK',
  'buyer-asked': 'CUSTOMER_REQUEST',
  undeliverable: 'UNDELIVERABLE_AREA',
};
/** Where "undeliverable" is a reason that Shopee takes. */
const undeliverableRegions: ReadonlySet<string> = new Set(['MY', 'TW']);

/** Cancels an order, or lines of it where Shopee allows that. */
export async function cancelOrder(client: ShopeeClient, access: ShopAccess, input: CancelInput): Promise<void> {
  if (input.reason === 'undeliverable' && !undeliverableRegions.has(access.region)) {
    throw new PlatformFailure('unsupported', 'Shopee takes this reason in Malaysia and Taiwan only; choose another one', {
      fields: ['reason'],
    });
  }
  const body = cancelBody(await fetchWireOrder(client, access, input.externalOrderId), input);
  await client.call(access, endpoints.cancelOrder, { body, data: nothingSchema });
}

/** Throws `not-found` for a line that the order does not have, `unsupported` where a part cannot be cancelled. */
export function cancelBody(order: WireOrder, { reason, externalLineIds }: CancelInput): object {
  const live = liveItems(order);
  const named = live.filter((item) => externalLineIds.includes(lineIdOf(item)));
  if (named.length < new Set(externalLineIds).size) throw new PlatformFailure('not-found', 'The order has no such line');
  const isWhole = named.length === 0 || named.length === live.length;
  if (!isWhole && order.can_partial_cancel_order === false) {
    throw new PlatformFailure('unsupported', 'Shopee lets this order be cancelled only as a whole');
  }
  const items = isWhole ? live : named;
  const short = items.map((item) => ({ item_id: toNumber(item.item_id), model_id: toNumber(item.model_id) }));
  const part = named.map((item) => ({ ...lineBody(item), model_quantity: unitsLeft(item) }));
  return {
    order_sn: order.order_sn,
    cancel_reason: reasons[reason],
    ...(reason === 'out-of-stock' ? { item_list: short } : {}),
    ...(isWhole ? {} : { partial_cancel_item_list: part }),
  };
}

/** Accepts or rejects the buyer's wish. */
export async function answerCancellation(client: ShopeeClient, access: ShopAccess, input: AnswerInput): Promise<void> {
  const body = { order_sn: input.externalOrderId, operation: input.isAccepted ? 'ACCEPT' : 'REJECT' };
  await client.call(access, endpoints.answerCancellation, { body, data: nothingSchema });
}
