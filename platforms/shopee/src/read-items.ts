import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { itemDetailsSchema, modelsSchema, type WireItem, type WireModels } from './wire/item.ts';

/** Items that one call gives. */
export const itemsPerCall = 50;
/** Model lists that are asked for at once. */
const atOnce = 5;

/** Items by their ids, at most 50; those that the shop does not have are left out. */
export async function readItems(client: ShopeeClient, access: ShopAccess, itemIds: readonly string[]): Promise<readonly WireItem[]> {
  if (itemIds.length === 0) return [];
  try {
    const query = { item_id_list: itemIds.join(',') };
    return (await client.call(access, endpoints.getItems, { query, data: itemDetailsSchema })).item_list;
  } catch (error) {
    if (error instanceof PlatformFailure && error.kind === 'not-found') return [];
    throw error;
  }
}

/** One item. Throws `not-found`. */
export async function readItem(client: ShopeeClient, access: ShopAccess, itemId: string): Promise<WireItem> {
  const item = (await readItems(client, access, [itemId])).find(({ item_id }) => item_id === itemId);
  if (!item) throw new PlatformFailure('not-found', 'Shopee does not know this product in this shop');
  return item;
}

export function readModels(client: ShopeeClient, access: ShopAccess, itemId: string): Promise<WireModels> {
  return client.call(access, endpoints.getModels, { query: { item_id: itemId }, data: modelsSchema });
}

/** The models of those items that have any, by item. */
export async function readAllModels(
  client: ShopeeClient,
  access: ShopAccess,
  items: readonly WireItem[],
): Promise<ReadonlyMap<string, WireModels>> {
  const found = new Map<string, WireModels>();
  const waiting = items.filter(({ has_model }) => has_model).map(({ item_id }) => item_id);
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) found.set(id, await readModels(client, access, id));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return found;
}
