import { type ListingsCapability, PlatformFailure, type PlatformListing, type ShopAccess } from '@shopfleet/platform-kit';
import { removeListing, setActive, updateListing } from './change-listing.ts';
import type { EbayClient } from './client.ts';
import { createListing } from './create-listing.ts';
import { endpoints } from './endpoints.ts';
import { inParallel } from './in-parallel.ts';
import { callsAtOnce, readGroup, readItem, readItems, withOffers } from './inventory.ts';
import { readListingId } from './listing-id.ts';
import { mapGroup, mapItem } from './listing-mapping.ts';
import { json } from './read-answer.ts';
import type { SkuQueue } from './sku-queue.ts';
import { itemPageSchema, type WireGroup, type WireItem } from './wire/inventory.ts';
import { writePrice } from './write-price.ts';

/** Each item costs a call for its offers, so a page is small enough to come back soon. */
const itemsPerPage = 50;

export function createListings(client: EbayClient, queue: SkuQueue): ListingsCapability {
  /** There is no list of all offers, and none of groups: items are swept, and both are found through them. */
  async function sweepPage(access: ShopAccess, offset: number) {
    const query = { limit: String(itemsPerPage), offset: String(offset) };
    const page = await client.call(access, endpoints.getItems, { query, answer: json(itemPageSchema) });
    const singles = page.inventoryItems.filter((item) => groupsOf(item).length === 0);
    const keys = [...new Set(page.inventoryItems.flatMap(groupsOf))];
    const listings = (await withOffers(client, access, singles)).map((one) => mapItem(access, one));
    const onPage = new Map(page.inventoryItems.map((item) => [item.sku, item]));
    const groups = await inParallel(keys, callsAtOnce, (key) => fetchGroup(access, key, onPage));
    const isLast = page.next === '' || page.inventoryItems.length === 0 || (page.size !== undefined && offset + 1 >= page.size);
    return { listings: [...listings, ...groups.flatMap((one) => one ?? [])], isLast, total: page.total };
  }

  /** A group comes with the page of its first item, so that a sweep gives it out once. */
  async function fetchGroup(access: ShopAccess, key: string, onPage: ReadonlyMap<string, WireItem>): Promise<PlatformListing | undefined> {
    const group = await readGroup(client, access, key).catch(undefinedWhenUnknown);
    const first = group?.variantSKUs[0];
    return group && first !== undefined && onPage.has(first) ? readMembers(access, key, group, onPage) : undefined;
  }

  async function readMembers(access: ShopAccess, key: string, group: WireGroup, known: ReadonlyMap<string, WireItem>) {
    const missing = group.variantSKUs.filter((sku) => !known.has(sku));
    const read = new Map((await readItems(client, access, missing)).map((item) => [item.sku, item]));
    const items = group.variantSKUs.flatMap((sku) => known.get(sku) ?? read.get(sku) ?? []);
    return mapGroup(access, key, group, await withOffers(client, access, items));
  }

  return {
    // eBay does not say when an item changed: every reading is a whole one.
    async listUpdated(access, { pageToken }) {
      const offset = readPage(pageToken);
      const { listings, isLast, total } = await sweepPage(access, offset);
      return { listings, nextPageToken: isLast ? undefined : String(offset + 1), total };
    },

    async fetchListing(access, externalId) {
      const key = readListingId(externalId);
      if ('group' in key) return readMembers(access, key.group, await readGroup(client, access, key.group), new Map());
      const item = await readItem(client, access, key.sku);
      // What was sold by itself and joined a group is a variant of the group's listing.
      if (groupsOf(item).length > 0) throw new PlatformFailure('not-found', 'This item is a variant of another listing now');
      const [one] = await withOffers(client, access, [item]);
      if (!one) throw new PlatformFailure('not-found', 'eBay does not know this item');
      return mapItem(access, one);
    },

    create: (access, draft) => createListing(client, access, draft),
    update: (access, externalId, change) => updateListing(client, queue, access, externalId, change),
    setActive: (access, externalId, isActive) => setActive(client, queue, access, externalId, isActive),
    remove: (access, externalId) => removeListing(client, queue, access, externalId),
    writePrice: (access, change) => writePrice(client, queue, access, change),
  };
}

const groupsOf = ({ inventoryItemGroupKeys, groupIds }: WireItem): string[] => [...new Set([...inventoryItemGroupKeys, ...groupIds])];

function readPage(pageToken: string | undefined): number {
  if (pageToken === undefined) return 0;
  if (/^\d{1,9}$/.test(pageToken)) return Number(pageToken);
  throw new PlatformFailure('invalid', 'This page token is not one of ours', { fields: ['pageToken'] });
}

function undefinedWhenUnknown(error: unknown): undefined {
  if (error instanceof PlatformFailure && error.kind === 'not-found') return undefined;
  throw error;
}
