import { type ListingsCapability, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import { type AmazonClient, sellerOf } from './client.ts';
import { endpoints } from './endpoints.ts';
import { changeAttributes, draftAttributes, offerOf } from './listing-attributes.ts';
import { mapListing } from './listing-mapping.ts';
import { firstPlace, nextPlace, readPlace, writePlace } from './listing-pages.ts';
import { marketplaceOf } from './marketplaces.ts';
import { anyProductType, listingAddress, patchListing, submitListing } from './submit-listing.ts';
import { listingPageSchema, listingSchema, type WireListing } from './wire/listing.ts';

const includedData = ['summaries', 'attributes', 'offers', 'fulfillmentAvailability', 'relationships'];
const pageSize = 20;

export function createListings(client: AmazonClient): ListingsCapability {
  return {
    async listUpdated(access, { since, pageToken }) {
      const place = pageToken === undefined ? firstPlace(since) : readPlace(pageToken);
      const page = await client.call(access, endpoints.searchListings, {
        path: { sellerId: sellerOf(access) },
        query: {
          marketplaceIds: [access.addressKey],
          includedData,
          sortBy: 'lastUpdatedDate',
          sortOrder: 'ASC',
          pageSize,
          lastUpdatedAfter: place.after,
          pageToken: place.token,
        },
        data: listingPageSchema,
      });
      const listings = page.items.map((item) => mapListing(item, access.addressKey));
      const next = nextPlace(place, {
        count: listings.length,
        newest: listings.findLast(({ updatedAt }) => updatedAt)?.updatedAt,
        nextToken: page.pagination?.nextToken ?? '',
        total: page.numberOfResults,
      });
      const isWhole = pageToken === undefined && place.seen === 0;
      return { listings, nextPageToken: next && writePlace(next), total: isWhole ? page.numberOfResults : undefined };
    },

    async fetchListing(access, externalId) {
      return mapListing(await readListing(client, access, externalId, includedData), access.addressKey);
    },

    async create(access, draft) {
      const { sku, attributes } = draftAttributes(draft, marketplaceOf(access.addressKey));
      // The same call would overwrite a listing that is there.
      if (await isKnown(client, access, sku))
        throw new PlatformFailure('conflict', `Amazon has a listing ${sku} already`, { fields: ['sellerCode'] });
      const requirements = 'merchant_suggested_asin' in attributes ? 'LISTING_OFFER_ONLY' : 'LISTING';
      await submitListing(client, access, endpoints.putListing, sku, { productType: draft.categoryId, requirements, attributes });
      return { externalId: sku };
    },

    async update(access, externalId, change) {
      const attributes = changeAttributes(change, marketplaceOf(access.addressKey));
      const patches = Object.entries(attributes).map(([name, value]) => ({ op: 'replace', path: `/attributes/${name}`, value }) as const);
      if (patches.length === 0) return;
      const { summaries } = await readListing(client, access, externalId, ['summaries']);
      const productType = summaries.find(({ marketplaceId }) => marketplaceId === access.addressKey)?.productType || anyProductType;
      await patchListing(client, access, externalId, productType, patches);
    },

    async remove(access, externalId) {
      await submitListing(client, access, endpoints.deleteListing, externalId);
    },

    async writePrice(access, { externalListingId, price }) {
      const value = [offerOf(price, access.addressKey)];
      await patchListing(client, access, externalListingId, anyProductType, [
        { op: 'merge', path: '/attributes/purchasable_offer', value },
      ]);
    },
  };
}

/** Throws `not-found`. */
export function readListing(client: AmazonClient, access: ShopAccess, sku: string, parts: readonly string[]): Promise<WireListing> {
  const { path, query } = listingAddress(access, sku);
  return client.call(access, endpoints.getListing, { path, query: { ...query, includedData: parts }, data: listingSchema });
}

async function isKnown(client: AmazonClient, access: ShopAccess, sku: string): Promise<boolean> {
  try {
    await readListing(client, access, sku, ['summaries']);
    return true;
  } catch (error) {
    if (error instanceof PlatformFailure && error.kind === 'not-found') return false;
    throw error;
  }
}
