import { bulkAnswer, bulkRequests, bulkRow } from './bulk-rows.ts';
import { type Answer, type Call, type JsonObject, noContent, ok, param, sellerOf, textField } from './call.ts';
import { wrongValue } from './item-document.ts';
import { isMarketplace } from './markets.ts';
import type { ItemGroup, Offer } from './model.ts';
import { offerOf } from './offer-calls.ts';
import { endListing, goLive, requireOfferPublishable } from './publish-offer.ts';
import { Refusal } from './refusal.ts';
import { routesOf } from './route.ts';
import { offersOf } from './shelf.ts';

/** A published offer keeps its listing, and a warning says so. */
function publishOne(call: Call, offer: Offer): JsonObject {
  requireAlone(call, offer);
  if (offer.isPublished) {
    const warning = new Refusal(25402, 'System warning. The offer is published already.', { status: 200 }).view();
    return { listingId: offer.listingId, warnings: [warning] };
  }
  requireOfferPublishable(call.world, offer);
  return { listingId: goLive(call.world, offer), warnings: [] };
}

/** Variations live in one listing, which other calls publish and end. @throws Refusal 25002 */
function requireAlone(call: Call, offer: Offer): void {
  for (const group of call.world.groups.all()) {
    if (group.sellerId === offer.sellerId && group.skus.includes(offer.sku)) {
      throw new Refusal(25002, `A user error has occurred. ${offer.sku} belongs to the inventory item group ${group.key}.`);
    }
  }
}

function withdraw(call: Call): Answer {
  const offer = offerOf(call, param(call));
  requireAlone(call, offer);
  if (!offer.isPublished) throw new Refusal(25002, 'A user error has occurred. The offer is not published.');
  endListing(call.world, offer);
  return ok({ listingId: offer.listingId, warnings: [] });
}

function bulkPublish(call: Call): Answer {
  const rows = bulkRequests(call, 25709).map((request) => {
    const offerId = textField(request, 'offerId') ?? '';
    return bulkRow({ offerId }, () => ({ statusCode: 200, errors: [], ...publishOne(call, offerOf(call, offerId)) }));
  });
  return bulkAnswer(rows);
}

/** The group of the body, and its offers on the marketplace of the body. @throws Refusal 25705, 25709 */
function groupOffers(call: Call): { group: ItemGroup; offers: Offer[] } {
  const key = textField(call.body, 'inventoryItemGroupKey') ?? '';
  const marketplaceId = textField(call.body, 'marketplaceId') ?? '';
  if (!isMarketplace(marketplaceId)) throw wrongValue('marketplaceId');
  const group = call.world.groups.get(`${sellerOf(call).id}/${key}`);
  if (!group)
    throw new Refusal(25705, `The Inventory Item Group named ${key} could not be found or is not available in the system.`, {
      status: 400,
    });
  const offers = group.skus
    .flatMap((sku) => offersOf(call.world, group.sellerId, sku))
    .filter((offer) => offer.marketplaceId === marketplaceId);
  return { group, offers };
}

/** One listing for all members; those that came later join it. */
function publishGroup(call: Call): Answer {
  const { offers } = groupOffers(call);
  if (offers.length === 0) throw new Refusal(25713, 'This Offer is not available.', { status: 400 });
  for (const offer of offers) requireOfferPublishable(call.world, offer);
  const live = offers.find(({ isPublished }) => isPublished)?.listingId ?? call.world.identifiers.next('listing');
  for (const offer of offers) if (!offer.isPublished) goLive(call.world, offer, live);
  return ok({ listingId: live, warnings: [] });
}

function withdrawGroup(call: Call): Answer {
  const live = groupOffers(call).offers.filter(({ isPublished }) => isPublished);
  if (live.length === 0) throw new Refusal(25725, 'No offer found');
  for (const offer of live) endListing(call.world, offer);
  return noContent;
}

const route = routesOf({ base: '/sell/inventory/v1', resource: 'inventory', scopes: ['sell.inventory'] });

export const publishRoutes = [
  route('offers.publish', 'POST /offer/*/publish', (call) => ok(publishOne(call, offerOf(call, param(call))))),
  route('offers.withdraw', 'POST /offer/*/withdraw', withdraw),
  route('offers.bulk-publish', 'POST /bulk_publish_offer', bulkPublish),
  route('groups.publish', 'POST /offer/publish_by_inventory_item_group', publishGroup),
  route('groups.withdraw', 'POST /offer/withdraw_by_inventory_item_group', withdrawGroup),
];
