import { bulkAnswer, bulkRequests, bulkRow } from './bulk-rows.ts';
import { type Answer, type Call, type JsonObject, sellerOf, textField } from './call.ts';
import { migrateListing } from './legacy-listing.ts';
import { Refusal } from './refusal.ts';
import { routesOf } from './route.ts';

const mostListings = 5;

/** Brings listings of the older API into this one. */
function bulkMigrate(call: Call): Answer {
  const rows = bulkRequests(call, 25709, mostListings).map((request) => {
    const listingId = textField(request, 'listingId') ?? '';
    return bulkRow({ listingId }, () => migrateOne(call, listingId));
  });
  return bulkAnswer(rows);
}

function migrateOne(call: Call, listingId: string): JsonObject & { readonly statusCode: number } {
  const { world } = call;
  const seller = sellerOf(call);
  const found = [...world.offers.all()].find((offer) => offer.sellerId === seller.id && offer.legacy && offer.listingId === listingId);
  const offer = found && migrateListing(world, found);
  if (!offer) throw new Refusal(25718, 'Cannot migrate listing.');
  return {
    statusCode: 200,
    marketplaceId: offer.marketplaceId,
    inventoryItems: [{ sku: offer.sku, offerId: offer.id }],
    errors: [],
    warnings: [],
  };
}

const route = routesOf({ base: '/sell/inventory/v1', resource: 'inventory', scopes: ['sell.inventory'] });

export const migrateRoutes = [route('listings.migrate', 'POST /bulk_migrate_listing', bulkMigrate)];
