import { type PolicyKind, policyId } from './account-calls.ts';
import { textField } from './call.ts';
import { requirePublishable } from './item-document.ts';
import type { Offer } from './model.ts';
import { locationKeyOf, policiesOf } from './offer-document.ts';
import { listingStatus } from './offer-view.ts';
import { Refusal } from './refusal.ts';
import { itemOf } from './shelf.ts';
import type { World } from './world.ts';

const policyErrors: readonly (readonly [PolicyKind, number])[] = [
  ['fulfillment', 25007],
  ['payment', 25008],
  ['return', 25009],
];

/** What a live listing must have. Policies of another marketplace are answered as if the offer were not there. @throws Refusal */
export function requireOfferPublishable(world: World, offer: Offer): void {
  const item = itemOf(world, offer);
  if (!item) throw new Refusal(25702, `${offer.sku} could not be found or is not available in the system.`);
  requirePublishable(item.content);
  if (offer.priceMinor === undefined) throw new Refusal(25003, 'Invalid price. The price is missing.');
  if (offer.availableQuantity === undefined && item.quantity === undefined)
    throw new Refusal(25004, 'Invalid quantity. The quantity is missing.');
  if (!/^\d+$/.test(textField(offer.content, 'categoryId') ?? ''))
    throw new Refusal(25005, 'Invalid category. The category is not a leaf.');
  const policies = policiesOf(offer.content);
  for (const [kind, errorId] of policyErrors) {
    const id = textField(policies, `${kind}PolicyId`);
    if (!id) throw new Refusal(errorId, `Invalid ${kind} policy information. The policy is missing.`);
    if (id !== policyId(kind, offer.sellerId, offer.marketplaceId)) throw new Refusal(25713, 'This Offer is not available.');
  }
  const location = world.locations.get(`${offer.sellerId}/${locationKeyOf(offer.content) ?? ''}`);
  if (!location?.isEnabled) throw new Refusal(25012, 'Invalid location. The inventory location is missing or disabled.');
  const group = [...world.groups.all()].find(({ sellerId, skus }) => sellerId === offer.sellerId && skus.includes(offer.sku));
  const description = textField(offer.content, 'listingDescription') ?? group?.content.description ?? item.content.product;
  if (description === undefined) throw new Refusal(25016, 'The listingDescription value is invalid.');
}

/** A listing that ended comes back under another id. */
export function goLive(world: World, offer: Offer, listingId = world.identifiers.next('listing')): string {
  world.offers.save(Object.assign(offer, { listingId, isPublished: true, soldQuantity: 0 }));
  announceListing(world, offer);
  return listingId;
}

export function endListing(world: World, offer: Offer): void {
  world.offers.save(Object.assign(offer, { isPublished: false }));
  announceListing(world, offer);
}

function announceListing(world: World, offer: Offer): void {
  const username = world.sellers.get(offer.sellerId)?.username;
  world.emit({
    topic: 'LISTING',
    sellerId: offer.sellerId,
    data: {
      user: { userId: offer.sellerId, username },
      listing: { listingId: offer.listingId, listingStatus: offer.isPublished ? listingStatus(world, offer) : 'ENDED' },
    },
  });
}
