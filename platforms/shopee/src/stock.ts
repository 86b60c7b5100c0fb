import { PlatformFailure, type ShopAccess, type StockCapability } from '@shopfleet/platform-kit';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { readVariantId, toNumber, variantIdOf } from './line-id.ts';
import { quantityOf } from './listing-mapping.ts';
import { itemsPerCall, readAllModels, readItem, readItems, readModels } from './read-items.ts';
import type { ShopFacts } from './shop-facts.ts';
import { failureListSchema, type WireStock } from './wire/item.ts';

export interface LocationStock {
  readonly locationId: string;
  readonly quantity: number;
}

export function createStock(client: ShopeeClient, facts: ShopFacts): StockCapability {
  async function readWireStock(access: ShopAccess, itemId: string, modelId: string): Promise<WireStock> {
    if (modelId === '0') return (await readItem(client, access, itemId)).stock_info_v2;
    const model = (await readModels(client, access, itemId)).model.find(({ model_id }) => model_id === modelId);
    if (!model) throw new PlatformFailure('not-found', 'Shopee does not know this variant in this shop');
    return model.stock_info_v2;
  }

  /** A shop with one place names none; the others spread the number over the places that hold the variant. */
  async function spread(access: ShopAccess, itemId: string, modelId: string, quantity: number): Promise<readonly object[]> {
    const locations = await facts.locations(access);
    if (locations.length === 0) return [{ stock: quantity }];
    const known = (await readWireStock(access, itemId, modelId))?.seller_stock ?? [];
    const named = known
      .filter(({ location_id }) => location_id !== '')
      .map(({ location_id, stock }) => ({ locationId: location_id, quantity: stock }));
    // An item keeps the style that it has.
    if (known.length > 0 && named.length === 0) return [{ stock: quantity }];
    const places = named.length > 0 ? named : locations.slice(0, 1).map((locationId) => ({ locationId, quantity: 0 }));
    return spreadOver(places, quantity).map((place) => ({ location_id: place.locationId, stock: place.quantity }));
  }

  return {
    async readStock(access, externalVariantIds) {
      const found = new Map<string, number>();
      const itemIds = [...new Set(externalVariantIds.map((id) => readVariantId(id).itemId))];
      for (let from = 0; from < itemIds.length; from += itemsPerCall) {
        const items = await readItems(client, access, itemIds.slice(from, from + itemsPerCall));
        const models = await readAllModels(client, access, items);
        for (const item of items) {
          const stocks = models.get(item.item_id)?.model.map((model) => [model.model_id, model.stock_info_v2] as const);
          for (const [modelId, stock] of stocks ?? [['0', item.stock_info_v2] as const]) {
            const quantity = quantityOf(stock);
            if (quantity !== undefined) found.set(variantIdOf(item.item_id, modelId), quantity);
          }
        }
      }
      const asked = new Set(externalVariantIds);
      return new Map([...found].filter(([id]) => asked.has(id)));
    },

    async writeStock(access, { externalVariantId, quantity }) {
      if (!Number.isSafeInteger(quantity) || quantity < 0) {
        throw new PlatformFailure('invalid', `Shopee takes whole numbers from 0, not ${quantity}`, { fields: ['quantity'] });
      }
      const { itemId, modelId } = readVariantId(externalVariantId);
      const seller_stock = await spread(access, itemId, modelId, quantity);
      const body = { item_id: toNumber(itemId), stock_list: [{ model_id: toNumber(modelId), seller_stock }] };
      const { failure_list } = await client.call(access, endpoints.updateStock, { body, data: failureListSchema });
      const [failed] = failure_list;
      if (failed) throw new PlatformFailure('conflict', `Shopee did not take the stock: ${failed.failed_reason}`);
    },
  };
}

/** Spreads a number over places in the proportion in which the goods lie there; what does not divide goes to the fullest. */
export function spreadOver(places: readonly LocationStock[], quantity: number): LocationStock[] {
  const total = places.reduce((sum, place) => sum + place.quantity, 0);
  const spread = places.map((place) => ({ ...place, quantity: total === 0 ? 0 : Math.floor((quantity * place.quantity) / total) }));
  const rest = quantity - spread.reduce((sum, place) => sum + place.quantity, 0);
  const fullest = places.reduce((best, place, index) => (place.quantity > (places[best]?.quantity ?? -1) ? index : best), 0);
  return spread.map((place, index) => (index === fullest ? { ...place, quantity: place.quantity + rest } : place));
}
