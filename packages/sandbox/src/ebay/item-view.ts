import type { JsonObject } from './call.ts';
import type { InventoryItem } from './model.ts';
import type { World } from './world.ts';

/** An item as it is read: what was written, its quantity, and the groups it is in. The bulk call leaves out `groupIds`. */
export function itemView(world: World, item: InventoryItem, { isBulk } = { isBulk: false }): JsonObject {
  const groups = [...world.groups.all()].filter(({ sellerId, skus }) => sellerId === item.sellerId && skus.includes(item.sku));
  const keys = groups.map(({ key }) => key);
  return {
    sku: item.sku,
    locale: item.locale,
    ...item.content,
    availability: {
      ...(item.quantity === undefined
        ? {}
        : { shipToLocationAvailability: { quantity: item.quantity, allocationByFormat: { fixedPrice: item.quantity } } }),
    },
    ...(keys.length > 0 ? { ...(isBulk ? {} : { groupIds: keys }), inventoryItemGroupKeys: keys } : {}),
  };
}
