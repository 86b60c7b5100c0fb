import { type ListingChange, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { EbayClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { inParallel } from './in-parallel.ts';
import { callsAtOnce, isPublished, offerOf, readGroup, readItem, readOffers, readRawItem } from './inventory.ts';
import { assertWritable } from './listing-draft.ts';
import { readListingId } from './listing-id.ts';
import { putOffer } from './put-offer.ts';
import { json, nothing } from './read-answer.ts';
import type { SkuQueue } from './sku-queue.ts';
import { memberOf, type Raw, rawSchema, type WireOffer, without } from './wire/inventory.ts';

/** Said of an item, not taken back. */
const readOnly = ['sku', 'locale', 'groupIds', 'inventoryItemGroupKeys'] as const;

/** Reads what there is, changes it and writes all of it back; then the offers, which is what changes a live listing. */
export async function updateListing(
  client: EbayClient,
  queue: SkuQueue,
  access: ShopAccess,
  externalId: string,
  change: ListingChange,
): Promise<void> {
  assertWritable(change);
  const key = readListingId(externalId);
  if ('group' in key) return updateGroup(client, queue, access, key.group, change);
  await queue.run(access.externalId, key.sku, async () => {
    const raw = await readRawItem(client, access, key.sku);
    const body = changedItem(raw, change);
    await client.call(access, endpoints.putItem, { path: { sku: key.sku }, body, ...languageOf(raw), answer: nothing });
    await touchOffers(client, access, key.sku, change);
  });
}

async function updateGroup(client: EbayClient, queue: SkuQueue, access: ShopAccess, group: string, change: ListingChange): Promise<void> {
  const raw = await client.call(access, endpoints.getGroup, { path: { group }, answer: json(rawSchema) });
  const body = without({ ...raw, ...changedTexts(raw, change) }, 'inventoryItemGroupKey');
  await client.call(access, endpoints.putGroup, { path: { group }, body, answer: nothing });
  const { variantSKUs } = await readGroup(client, access, group);
  for (const sku of variantSKUs) await queue.run(access.externalId, sku, () => touchOffers(client, access, sku, change));
}

/** An item with its product changed and everything else as it was. Numbers by format are read-only beside the quantity. */
export function changedItem(raw: Raw, change: ListingChange): Raw {
  const product = memberOf(raw, 'product');
  const availability = memberOf(raw, 'availability');
  const shipTo = without(memberOf(availability, 'shipToLocationAvailability'), 'allocationByFormat');
  return {
    ...without(raw, ...readOnly),
    ...(Object.keys(shipTo).length > 0 ? { availability: { ...availability, shipToLocationAvailability: shipTo } } : {}),
    product: { ...product, ...changedTexts(product, change) },
  };
}

/** Items and groups spell these members alike. Attributes that are not named stay. */
function changedTexts(raw: Raw, { title, description, images, attributes }: ListingChange): Raw {
  const aspects = Object.entries(attributes ?? {}).map(([name, value]) => [name, [value]]);
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(images === undefined ? {} : { imageUrls: images }),
    ...(attributes === undefined ? {} : { aspects: { ...memberOf(raw, 'aspects'), ...Object.fromEntries(aspects) } }),
  };
}

/** The item's texts have one language; a write in another would overwrite them. eBay writes `en_US` and reads `en-US`. */
function languageOf({ locale }: Raw): { language: string } | undefined {
  return typeof locale === 'string' && locale !== '' ? { language: locale.replace('_', '-') } : undefined;
}

/** Published offers are written back even when nothing of theirs changed: the live listing follows an offer, not its item. */
async function touchOffers(client: EbayClient, access: ShopAccess, sku: string, { description }: ListingChange): Promise<void> {
  const offer = offerOf(access, await readOffers(client, access, sku));
  if (!offer || (description === undefined && !isPublished(offer))) return;
  await putOffer(client, access, { offerId: offer.offerId, sku }, (raw) => ({
    ...raw,
    ...(description === undefined ? {} : { listingDescription: description }),
  }));
}

/** Puts a listing up or takes it down; what is so already stays. The offers stay, but being put up again gives a new number. */
export async function setActive(
  client: EbayClient,
  queue: SkuQueue,
  access: ShopAccess,
  externalId: string,
  isActive: boolean,
): Promise<void> {
  const key = readListingId(externalId);
  const skus = 'group' in key ? (await readGroup(client, access, key.group)).variantSKUs : [key.sku];
  const all = await inParallel(skus, callsAtOnce, (sku) => readOffers(client, access, sku));
  const offers = all.flatMap((some) => offerOf(access, some) ?? []);
  const [first] = offers;
  if (!first) throw new PlatformFailure('conflict', 'This item has no offer that could be published');
  const waiting = offers.filter((offer) => isPublished(offer) !== isActive);
  if (waiting.length === 0) return;
  if (isActive) for (const offer of waiting) await queue.run(access.externalId, offer.sku, () => raiseCap(client, access, offer));
  if ('group' in key) {
    const body = { inventoryItemGroupKey: key.group, marketplaceId: first.marketplaceId };
    await client.call(access, isActive ? endpoints.publishGroup : endpoints.withdrawGroup, { body, answer: nothing });
  } else {
    const path = { offer: first.offerId };
    await client.call(access, isActive ? endpoints.publishOffer : endpoints.withdrawOffer, { path, answer: nothing });
  }
}

/** While an offer was down, stock was written to its item alone. */
async function raiseCap(client: EbayClient, access: ShopAccess, { offerId, sku, availableQuantity }: WireOffer): Promise<void> {
  const has = (await readItem(client, access, sku)).availability?.shipToLocationAvailability?.quantity;
  if (has === undefined || has === availableQuantity) return;
  await putOffer(client, access, { offerId, sku }, (raw) => ({ ...raw, availableQuantity: has }));
}

/** Ends the listing and takes item and offers away; of a group all of its items, then the group. */
export async function removeListing(client: EbayClient, queue: SkuQueue, access: ShopAccess, externalId: string): Promise<void> {
  const key = readListingId(externalId);
  const remove = (sku: string) =>
    queue.run(access.externalId, sku, () => client.call(access, endpoints.deleteItem, { path: { sku }, answer: nothing }));
  if ('sku' in key) return remove(key.sku);
  const { variantSKUs } = await readGroup(client, access, key.group);
  for (const sku of variantSKUs) await remove(sku).catch(ignoreUnknown);
  await client.call(access, endpoints.deleteGroup, { path: { group: key.group }, answer: nothing }).catch(ignoreUnknown);
}

function ignoreUnknown(error: unknown): void {
  if (!(error instanceof PlatformFailure) || error.kind !== 'not-found') throw error;
}
