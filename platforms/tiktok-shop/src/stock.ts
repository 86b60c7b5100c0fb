import { PlatformFailure, type StockCapability } from '@shopfleet/platform-kit';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { itemErrorsSchema } from './wire/envelope.ts';
import { inventorySchema } from './wire/product.ts';

const maxSkuIds = 600;
const maxQuantity = 99_999;

export interface WarehouseStock {
  readonly warehouseId: string;
  readonly quantity: number;
}

export function createStock(client: TikTokClient): StockCapability {
  return {
    async readStock(access, externalVariantIds) {
      const found = new Map<string, number>();
      for (let from = 0; from < externalVariantIds.length; from += maxSkuIds) {
        const body = { sku_ids: externalVariantIds.slice(from, from + maxSkuIds) };
        const { inventory } = await client.call(access, endpoints.searchInventory, { body, data: inventorySchema });
        for (const sku of inventory.flatMap(({ skus }) => skus)) {
          const summed = sku.warehouse_inventory.reduce((sum, place) => sum + (place.available_quantity ?? 0), 0);
          found.set(sku.id, sku.total_available_quantity ?? summed);
        }
      }
      return found;
    },

    async writeStock(access, { externalListingId, externalVariantId, quantity }) {
      if (!Number.isSafeInteger(quantity) || quantity < 0 || quantity > maxQuantity) {
        throw new PlatformFailure('invalid', `TikTok Shop takes 0 to ${maxQuantity} units, not ${quantity}`, { fields: ['quantity'] });
      }
      const { inventory } = await client.call(access, endpoints.searchInventory, {
        body: { sku_ids: [externalVariantId] },
        data: inventorySchema,
      });
      const sku = inventory.flatMap(({ skus }) => skus).find(({ id }) => id === externalVariantId);
      if (!sku) throw new PlatformFailure('not-found', 'TikTok Shop does not know this variant in this shop');
      const places = sku.warehouse_inventory.map((place) => ({
        warehouseId: place.warehouse_id,
        quantity: place.available_quantity ?? 0,
      }));
      const spread = spreadOver(places, quantity).map((place) => ({ warehouse_id: place.warehouseId, quantity: place.quantity }));
      const body = { skus: [{ id: externalVariantId, inventory: spread.length > 0 ? spread : [{ quantity }] }] };
      const { errors } = await client.call(access, endpoints.updateInventory, { id: externalListingId, body, data: itemErrorsSchema });
      const first = errors[0];
      if (!first) return;
      const inner = first.detail?.extra_errors[0];
      throw new PlatformFailure('invalid', `TikTok Shop did not take the stock: ${inner?.message || first.message}`, {
        vendorCode: String(inner?.code ?? first.code),
      });
    },
  };
}

/**
 * Spreads an absolute quantity over all warehouses of a variant, in the proportion in which it lies there now; what does not
 * divide goes to the fullest. Every warehouse is named, as the platform demands.
 */
export function spreadOver(places: readonly WarehouseStock[], quantity: number): WarehouseStock[] {
  const total = places.reduce((sum, place) => sum + place.quantity, 0);
  const spread = places.map((place) => ({ ...place, quantity: total === 0 ? 0 : Math.floor((quantity * place.quantity) / total) }));
  const rest = quantity - spread.reduce((sum, place) => sum + place.quantity, 0);
  const fullest = places.reduce((best, place, index) => (place.quantity > (places[best]?.quantity ?? -1) ? index : best), 0);
  return spread.map((place, index) => (index === fullest ? { ...place, quantity: place.quantity + rest } : place));
}
