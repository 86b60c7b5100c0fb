import { type Answer, type Call, idField, type JsonObject, numberField, objectList, orderOf, requiredText } from './call.ts';
import type { Order, ParcelItem } from './model.ts';
import { parcelItems } from './order-view.ts';
import { createParcel, liveParcels } from './parcel-birth.ts';
import { Refusal, wrong } from './refusal.ts';
import type { World } from './world.ts';

const mostPackages = 5;

/** Divides an order into packages; every item must be named, and goes whole into one of them. */
export function splitOrder(call: Call): Answer {
  const { world, body } = call;
  const order = orderOf(call, requiredText(body, 'order_sn'));
  refuseSplitting(world, order);
  const groups = objectList(body, 'package_list', mostPackages).map((group) => objectList(group, 'item_list'));
  if (groups.length < 2) throw wrong('package_list');
  const packages = groups.map((items) => items.map((item) => itemOf(order, item)));
  refuseIncomplete(order, packages.flat());
  replaceParcels(world, order, packages);
  order.isSplit = true;
  touch(world, order);
  return {
    response: {
      order_sn: order.id,
      package_list: liveParcels(world, order).map((parcel) => ({
        package_number: parcel.id,
        item_list: parcelItems(parcel, order),
      })),
    },
  };
}

/** One package again; the answer is the envelope alone. */
export function unsplitOrder(call: Call): Answer {
  const { world, body } = call;
  const order = orderOf(call, requiredText(body, 'order_sn'));
  const isTouched = liveParcels(world, order).some((parcel) => parcel.arrangedTime !== undefined);
  if (!order.isSplit || order.status !== 'READY_TO_SHIP' || isTouched) {
    throw new Refusal('order.order_cannot_unsplit', 'The order cannot be put together.');
  }
  replaceParcels(world, order, [liveParcels(world, order).flatMap((parcel) => parcel.items)]);
  order.isSplit = false;
  touch(world, order);
  return {};
}

function refuseSplitting(world: World, order: Order): void {
  if (order.isFulfilledByShopee) throw new Refusal('order.order_cannot_split_pff', 'Shopee ships this order.');
  if (order.isSplit) throw new Refusal('order.order_has_been_split', 'The order was split already.');
  const isTouched = liveParcels(world, order).some((parcel) => parcel.arrangedTime !== undefined);
  if (order.status !== 'READY_TO_SHIP' || isTouched) throw new Refusal('order.order_cannot_split', 'The order cannot be split.');
}

function itemOf(order: Order, source: JsonObject): ParcelItem {
  const itemId = idField(source, 'item_id');
  const modelId = idField(source, 'model_id');
  const line = order.lines.find((candidate) => candidate.itemId === itemId && candidate.modelId === modelId);
  if (!line) throw new Refusal('order.order_split_item_not_exist', 'The item is not in the order.');
  const quantity = line.quantity - line.cancelled;
  if ((numberField(source, 'model_quantity') ?? quantity) !== quantity) {
    throw new Refusal('order.order_split_wrong_item_quantity', 'The units of an item must stay together.');
  }
  return { itemId, modelId, quantity };
}

const keyOf = (item: { readonly itemId: string; readonly modelId: string }): string => `${item.itemId}/${item.modelId}`;

function refuseIncomplete(order: Order, items: readonly ParcelItem[]): void {
  const named = new Set(items.map(keyOf));
  if (named.size < items.length) throw new Refusal('order.order_split_duplicate_item', 'An item is named twice.');
  if (order.lines.some((line) => line.cancelled < line.quantity && !named.has(keyOf(line)))) {
    throw new Refusal('order.order_split_missing_item', 'An item is not named.');
  }
}

/** Former packages are void, without a word: the app learns of the new ones by the answer or by reading. */
function replaceParcels(world: World, order: Order, packages: readonly (readonly ParcelItem[])[]): void {
  for (const parcel of liveParcels(world, order)) world.parcels.save(Object.assign(parcel, { status: 'LOGISTICS_INVALID' }));
  for (const items of packages) createParcel(world, order, items);
}

function touch(world: World, order: Order): void {
  order.updateTime = world.clock.nowSeconds();
  world.orders.save(order);
}
