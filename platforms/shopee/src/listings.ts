import type { Clock } from '@shopfleet/kernel';
import { type ListingsCapability, PlatformFailure, type PlatformListing, type ShopAccess } from '@shopfleet/platform-kit';
import type { ShopeeClient } from './client.ts';
import { createListing } from './create-listing.ts';
import { endpoints } from './endpoints.ts';
import { firstItemWindow, halfItemWindow, type ItemWindow, nextItemWindow, readItemToken, writeItemToken } from './item-windows.ts';
import { mapItem } from './listing-mapping.ts';
import { itemsPerCall, readAllModels, readItem, readItems } from './read-items.ts';
import type { ShopFacts } from './shop-facts.ts';
import { uploadImage } from './upload-image.ts';
import { itemListSchema, type WireItem } from './wire/item.ts';
import { removeListing, setActive, updateListing, writePrice } from './write-listing.ts';

const shown = ['NORMAL', 'UNLIST', 'BANNED', 'REVIEWING'];
const deleted = ['SELLER_DELETE', 'SHOPEE_DELETE'];

export interface ListingsOptions {
  readonly client: ShopeeClient;
  readonly clock: Clock;
  readonly facts: ShopFacts;
  /** How long Shopee needs after a new item before it takes its variations. */
  readonly variationWaitMs: number;
}

export function createListings({ client, clock, facts, variationWaitMs }: ListingsOptions): ListingsCapability {
  // The first import has no use for what was deleted; later ones must hear of it.
  const listPage = (access: ShopAccess, { from, to, offset }: ItemWindow, isIncremental: boolean) =>
    client.call(access, endpoints.listItems, {
      query: {
        offset: String(offset),
        page_size: String(itemsPerCall),
        item_status: isIncremental ? [...shown, ...deleted] : shown,
        update_time_from: String(from),
        update_time_to: String(to),
      },
      data: itemListSchema,
    });

  async function mapAll(access: ShopAccess, items: readonly WireItem[]): Promise<PlatformListing[]> {
    const [models, categoryNames] = await Promise.all([readAllModels(client, access, items), facts.categoryNames(access)]);
    return items.map((item) => mapItem(item, models.get(item.item_id), { shop: access, categoryNames }));
  }

  return {
    async listUpdated(access, { since, pageToken }) {
      let window = pageToken === undefined ? firstItemWindow(since, clock.now()) : readItemToken(pageToken);
      let page = await listPage(access, window, since !== undefined);
      for (let half = halfItemWindow(window, page.total_count); half; half = halfItemWindow(window, page.total_count)) {
        window = half;
        page = await listPage(access, window, since !== undefined);
      }
      const next = nextItemWindow(window, { hasNext: page.has_next_page, nextOffset: page.next_offset });
      const items = await readItems(
        client,
        access,
        page.item.map(({ item_id }) => item_id),
      );
      const isWhole = pageToken === undefined && window.to >= window.end;
      return {
        listings: await mapAll(access, items),
        nextPageToken: next && writeItemToken(next),
        total: isWhole ? page.total_count : undefined,
      };
    },

    async fetchListing(access, externalId) {
      const item = await readItem(client, access, externalId);
      const [listing] = deleted.includes(item.item_status) ? [] : await mapAll(access, [item]);
      // Shopee goes on showing what was deleted.
      if (!listing) throw new PlatformFailure('not-found', 'Shopee does not have this product in this shop any more');
      return listing;
    },

    create: (access, draft) => createListing({ client, facts, variationWaitMs }, access, draft),
    update: (access, externalId, change) => updateListing(client, access, externalId, change),
    setActive: (access, externalId, isActive) => setActive(client, access, externalId, isActive),
    remove: (access, externalId) => removeListing(client, access, externalId),
    uploadImage: (_access, image) => uploadImage(client, image),
    writePrice: (access, change) => writePrice(client, access, change),
  };
}
