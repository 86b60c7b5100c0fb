import { PlatformFailure } from '@shopfleet/platform-kit';
import type { WireOrder, WireOrderItem } from './wire/order.ts';

/** What names a line of an order wherever Shopee speaks of it. The ids stay text: some are longer than a number holds. */
export interface LineParts {
  readonly item_id: string;
  readonly model_id: string;
  readonly order_item_id: string;
  readonly promotion_group_id: string;
}

/** The id of a line, made of its four ids: Shopee has none that its packages know as well. */
export function lineIdOf({ item_id, model_id, order_item_id, promotion_group_id }: LineParts): string {
  return [item_id, model_id, order_item_id, promotion_group_id].join(':');
}

/** Units of a line that were not cancelled. */
export function unitsLeft(item: WireOrderItem): number {
  return item.model_quantity_purchased - item.cancelled_qty;
}

/** The lines of an order that are still wanted. */
export function liveItems(order: WireOrder): readonly WireOrderItem[] {
  return order.item_list.filter((item) => unitsLeft(item) > 0);
}

/** The id of a variant: of the item and its model, 0 for an item without models. */
export function variantIdOf(itemId: string, modelId: string): string {
  return `${itemId}:${modelId}`;
}

/** Item and model of a variant. Throws `invalid` for text that names none. */
export function readVariantId(externalVariantId: string): { itemId: string; modelId: string } {
  const match = /^(\d+):(\d+)$/.exec(externalVariantId);
  if (!match?.[1] || !match[2]) throw new PlatformFailure('invalid', `"${externalVariantId}" is no variant of Shopee`);
  return { itemId: match[1], modelId: match[2] };
}

/** An id as the number that request bodies want. Throws `invalid` for one that a number cannot hold. */
export function toNumber(id: string): number {
  const number = Number(id);
  if (!/^\d+$/.test(id) || !Number.isSafeInteger(number)) throw new PlatformFailure('invalid', `"${id}" is no id of Shopee`);
  return number;
}

/** The members that name a line in a request body. */
export function lineBody(line: LineParts): Record<keyof LineParts, number> {
  return {
    item_id: toNumber(line.item_id),
    model_id: toNumber(line.model_id),
    order_item_id: toNumber(line.order_item_id),
    promotion_group_id: toNumber(line.promotion_group_id),
  };
}
