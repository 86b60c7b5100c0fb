import { type ListingDraft, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { EbayClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { readOffers } from './inventory.ts';
import { assertDraft, groupBody, groupKeyOf, itemBody, offerBody } from './listing-draft.ts';
import { listingIdOf } from './listing-id.ts';
import { readOfferPlace } from './offer-place.ts';
import { json, nothing } from './read-answer.ts';
import { createdOfferSchema } from './wire/inventory.ts';

/**
 * Makes a listing and publishes it: item and offer for each variant, and a group where there are several. Seller codes that are listed
 * already are a `conflict`; what an interrupted run left behind without an offer is gone over again.
 */
export async function createListing(client: EbayClient, access: ShopAccess, draft: ListingDraft): Promise<{ externalId: string }> {
  assertDraft(draft);
  await assertFree(client, access, draft);
  const place = await readOfferPlace(client, access);
  const offerIds: string[] = [];
  for (const variant of draft.variants) {
    const body = itemBody(draft, variant, access.addressKey);
    await client.call(access, endpoints.putItem, { path: { sku: variant.sellerCode }, body, answer: nothing });
  }
  const codes = draft.variants.map(({ sellerCode }) => sellerCode);
  const group = codes.length > 1 ? groupKeyOf(codes) : undefined;
  if (group !== undefined) await client.call(access, endpoints.putGroup, { path: { group }, body: groupBody(draft), answer: nothing });
  for (const variant of draft.variants) {
    const body = offerBody(draft, variant, place);
    offerIds.push((await client.call(access, endpoints.createOffer, { body, answer: json(createdOfferSchema) })).offerId);
  }
  if (group !== undefined) {
    const body = { inventoryItemGroupKey: group, marketplaceId: access.addressKey };
    await client.call(access, endpoints.publishGroup, { body, answer: nothing });
    return { externalId: listingIdOf({ group }) };
  }
  const [offer = ''] = offerIds;
  await client.call(access, endpoints.publishOffer, { path: { offer }, answer: nothing });
  return { externalId: listingIdOf({ sku: codes[0] ?? '' }) };
}

async function assertFree(client: EbayClient, access: ShopAccess, { variants }: ListingDraft): Promise<void> {
  for (const { sellerCode } of variants) {
    if ((await readOffers(client, access, sellerCode)).length === 0) continue;
    throw new PlatformFailure('conflict', `The seller code ${sellerCode} is listed on eBay already`, { fields: ['variants.sellerCode'] });
  }
}
