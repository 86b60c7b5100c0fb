import { PlatformFailure, type StockCapability } from '@shopfleet/platform-kit';
import type { EbayClient } from './client.ts';
import { isPublished, offerOf, readItems, readOffers, withOffers } from './inventory.ts';
import { shownQuantity } from './listing-mapping.ts';
import type { SkuQueue } from './sku-queue.ts';
import type { WireOffer } from './wire/inventory.ts';
import { type QuantityRow, writeQuantities } from './write-quantities.ts';

const maxQuantity = 99_999;

export function createStock(client: EbayClient, queue: SkuQueue): StockCapability {
  return {
    async readStock(access, externalVariantIds) {
      const items = await withOffers(client, access, await readItems(client, access, [...new Set(externalVariantIds)]));
      const shown = items.map(({ item, offers }) => [item.sku, shownQuantity(item, offerOf(access, offers))] as const);
      return new Map(shown.flatMap(([sku, quantity]) => (quantity === undefined ? [] : [[sku, quantity] as const])));
    },

    async writeStock(access, { externalVariantId: sku, quantity }) {
      if (!Number.isSafeInteger(quantity) || quantity < 0 || quantity > maxQuantity) {
        throw new PlatformFailure('invalid', `eBay takes 0 to ${maxQuantity} units, not ${quantity}`, { fields: ['quantity'] });
      }
      await queue.run(access.externalId, sku, async () => {
        await writeQuantities(client, access, rowFor(sku, quantity, await readOffers(client, access, sku)));
      });
    },
  };
}

/**
 * Buyers see the lesser of the item's number and the offer's own, so both are set. Offers that are not published are left alone: this
 * call is not for them, and publishing brings them up to date.
 */
export function rowFor(sku: string, quantity: number, offers: readonly WireOffer[]): QuantityRow {
  const capped = offers.filter((offer) => isPublished(offer) && offer.format !== 'AUCTION' && offer.availableQuantity !== undefined);
  return {
    sku,
    shipToLocationAvailability: { quantity },
    ...(capped.length > 0 ? { offers: capped.map(({ offerId }) => ({ offerId, availableQuantity: quantity })) } : {}),
  };
}
