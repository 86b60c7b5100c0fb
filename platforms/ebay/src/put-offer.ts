import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { EbayClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { readRawOffers } from './inventory.ts';
import { nothing } from './read-answer.ts';
import { type Raw, without } from './wire/inventory.ts';

/** Said of an offer, not taken back. */
const readOnly = ['offerId', 'sku', 'marketplaceId', 'format', 'status', 'listing'] as const;

/** Reads an offer as it is, changes it, and writes all of it back: what a write leaves out is erased. A live listing changes with it. */
export async function putOffer(
  client: EbayClient,
  access: ShopAccess,
  { offerId, sku }: { offerId: string; sku: string },
  change: (raw: Raw) => Raw,
): Promise<void> {
  const found = (await readRawOffers(client, access, sku)).find((raw) => String(raw.offerId) === offerId);
  if (!found) throw new PlatformFailure('not-found', 'eBay has no such offer');
  const body = without(change(found), ...readOnly);
  await client.call(access, endpoints.putOffer, { path: { offer: offerId }, body, answer: nothing });
}
