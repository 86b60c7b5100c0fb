import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { EbayClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { inParallel, inParts } from './in-parallel.ts';
import { json } from './read-answer.ts';
import {
  groupSchema,
  itemSchema,
  itemsBySkuSchema,
  offersSchema,
  type Raw,
  rawOffersSchema,
  rawSchema,
  type WireGroup,
  type WireItem,
  type WireOffer,
} from './wire/inventory.ts';

/** How many calls of one sweep are under way together. */
export const callsAtOnce = 6;
const skusPerCall = 25;
const offersPerCall = '100';

/** An item with all of its offers, of every marketplace. */
export interface ItemWithOffers {
  readonly item: WireItem;
  readonly offers: readonly WireOffer[];
}

export function readItem(client: EbayClient, access: ShopAccess, sku: string): Promise<WireItem> {
  return client.call(access, endpoints.getItem, { path: { sku }, answer: json(itemSchema) });
}

/** As it came, to be written back. */
export function readRawItem(client: EbayClient, access: ShopAccess, sku: string): Promise<Raw> {
  return client.call(access, endpoints.getItem, { path: { sku }, answer: json(rawSchema) });
}

/** Items by their SKUs, 25 a call; those that eBay does not know are left out. */
export async function readItems(client: EbayClient, access: ShopAccess, skus: readonly string[]): Promise<WireItem[]> {
  const parts = await inParallel(inParts(skus, skusPerCall), callsAtOnce, async (part) => {
    const body = { requests: part.map((sku) => ({ sku })) };
    const { responses } = await client.call(access, endpoints.getItemsBySku, { body, answer: json(itemsBySkuSchema) });
    return responses.flatMap(({ sku, statusCode, inventoryItem }) => {
      if (statusCode >= 500) throw new PlatformFailure('unavailable', `eBay could not read the item ${sku}`);
      return statusCode < 300 && inventoryItem ? [itemSchema.parse({ ...inventoryItem, sku })] : [];
    });
  });
  return parts.flat();
}

/** The offers of one SKU; none when eBay answers that there is no such offer. */
export function readOffers(client: EbayClient, access: ShopAccess, sku: string): Promise<readonly WireOffer[]> {
  const query = { sku, limit: offersPerCall };
  return client
    .call(access, endpoints.getOffers, { query, answer: json(offersSchema) })
    .then(({ offers }) => offers)
    .catch(noneWhenUnknown);
}

/** The same as they came, to be written back. */
export function readRawOffers(client: EbayClient, access: ShopAccess, sku: string): Promise<readonly Raw[]> {
  const query = { sku, limit: offersPerCall };
  return client
    .call(access, endpoints.getOffers, { query, answer: json(rawOffersSchema) })
    .then(({ offers }) => offers)
    .catch(noneWhenUnknown);
}

function noneWhenUnknown(error: unknown): [] {
  if (error instanceof PlatformFailure && error.kind === 'not-found') return [];
  throw error;
}

export function withOffers(client: EbayClient, access: ShopAccess, items: readonly WireItem[]): Promise<ItemWithOffers[]> {
  return inParallel(items, callsAtOnce, async (item) => ({ item, offers: await readOffers(client, access, item.sku) }));
}

export function readGroup(client: EbayClient, access: ShopAccess, group: string): Promise<WireGroup> {
  return client.call(access, endpoints.getGroup, { path: { group }, answer: json(groupSchema) });
}

/** The offer that stands for an item in this shop: of its own marketplace, else the first; auctions are not ours. */
export function offerOf(access: ShopAccess, offers: readonly WireOffer[]): WireOffer | undefined {
  const fixed = offers.filter(({ format }) => format !== 'AUCTION');
  return fixed.find(({ marketplaceId }) => marketplaceId === access.addressKey) ?? fixed[0];
}

const isPublished = ({ status }: WireOffer): boolean => status === 'PUBLISHED';

export { isPublished };
