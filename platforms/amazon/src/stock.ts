import { PlatformFailure, type ShopAccess, type StockCapability } from '@shopfleet/platform-kit';
import { type AmazonClient, sellerOf } from './client.ts';
import { endpoints } from './endpoints.ts';
import { availabilityOf } from './listing-attributes.ts';
import { merchantChannel, merchantQuantity } from './listing-mapping.ts';
import { readListing } from './listings.ts';
import { anyProductType, patchListing } from './submit-listing.ts';
import { listingPageSchema, type WireListing } from './wire/listing.ts';

const maxSkus = 20;
const includedData = ['fulfillmentAvailability'];

export function createStock(client: AmazonClient): StockCapability {
  async function findListings(access: ShopAccess, skus: readonly string[]): Promise<readonly WireListing[]> {
    const { items } = await client.call(access, endpoints.searchListings, {
      path: { sellerId: sellerOf(access) },
      query: { marketplaceIds: [access.addressKey], identifiers: skus, identifiersType: 'SKU', includedData, pageSize: maxSkus },
      data: listingPageSchema,
    });
    return items;
  }

  async function findListing(access: ShopAccess, sku: string): Promise<readonly WireListing[]> {
    try {
      return [await readListing(client, access, sku, includedData)];
    } catch (error) {
      if (error instanceof PlatformFailure && error.kind === 'not-found') return [];
      throw error;
    }
  }

  return {
    async readStock(access, externalVariantIds) {
      // A list is joined by commas: a code that holds one must be asked for alone.
      const alone = externalVariantIds.filter((sku) => sku.includes(','));
      const together = externalVariantIds.filter((sku) => !sku.includes(','));
      const found: WireListing[] = [];
      for (let from = 0; from < together.length; from += maxSkus) {
        found.push(...(await findListings(access, together.slice(from, from + maxSkus))));
      }
      for (const sku of alone) found.push(...(await findListing(access, sku)));
      return new Map(
        found.flatMap((listing) => {
          const quantity = merchantQuantity(listing);
          return quantity === undefined ? [] : [[listing.sku, quantity] as const];
        }),
      );
    },

    async writeStock(access, { externalVariantId, quantity }) {
      if (!Number.isSafeInteger(quantity) || quantity < 0) {
        throw new PlatformFailure('invalid', `Amazon takes whole units from 0 on, not ${quantity}`, { fields: ['quantity'] });
      }
      // Written beside goods that lie at Amazon, the number would be a second offer.
      const { fulfillmentAvailability: places } = await readListing(client, access, externalVariantId, includedData);
      if (places.length > 0 && !places.some(({ fulfillmentChannelCode }) => fulfillmentChannelCode === merchantChannel)) {
        throw new PlatformFailure('unsupported', 'These goods lie at Amazon (FBA), which counts them itself');
      }
      // `merge` keeps the lead time and the restock date that stand beside the quantity.
      const value = [availabilityOf(quantity)];
      await patchListing(client, access, externalVariantId, anyProductType, [
        { op: 'merge', path: '/attributes/fulfillment_availability', value },
      ]);
    },
  };
}
