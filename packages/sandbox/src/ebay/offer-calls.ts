import { bulkAnswer, bulkRequests, bulkRow } from './bulk-rows.ts';
import { type Answer, type Call, type JsonObject, noContent, ok, param, sellerOf } from './call.ts';
import { inventoryPage } from './inventory-paging.ts';
import { readSku, wrongValue } from './item-document.ts';
import { isMarketplace } from './markets.ts';
import type { Offer } from './model.ts';
import { readOffer } from './offer-document.ts';
import { offerView } from './offer-view.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { requireOfferPublishable } from './publish-offer.ts';
import { Refusal } from './refusal.ts';
import { reviseListing } from './revisions.ts';
import { routesOf } from './route.ts';
import { itemKey, offersOf } from './shelf.ts';

export const noOffer = (): Refusal => new Refusal(25713, 'This Offer is not available.');

/** @throws Refusal 25713 */
export function offerOf(call: Call, id: string): Offer {
  const offer = call.world.offers.get(id);
  if (!offer || offer.legacy || offer.sellerId !== sellerOf(call).id) throw noOffer();
  return offer;
}

/** Of one SKU: a list of all offers does not exist. */
function getOffers(call: Call): Answer {
  const { query, world } = call;
  const sku = query.get('sku');
  if (!sku) throw wrongValue('sku');
  const marketplaceId = query.get('marketplace_id');
  const format = query.get('format');
  const found = offersOf(world, sellerOf(call).id, sku).filter(
    (offer) => (!marketplaceId || offer.marketplaceId === marketplaceId) && (!format || offer.format === format),
  );
  if (found.length === 0) throw noOffer();
  const page = inventoryPage(call, found, { sku, marketplace_id: marketplaceId, format });
  return ok({
    ...page.links,
    total: page.total,
    size: page.items.length,
    limit: page.limit,
    offers: page.items.map((offer) => offerView(world, offer)),
  });
}

function createOne(call: Call, body: JsonObject): Offer {
  const { world } = call;
  const seller = sellerOf(call);
  const sku = readSku(body.sku);
  const { marketplaceId, format } = body;
  if (typeof marketplaceId !== 'string' || !isMarketplace(marketplaceId)) throw wrongValue('marketplaceId');
  if (format !== 'FIXED_PRICE') throw wrongValue('format');
  if (!world.items.get(itemKey(seller.id, sku))) throw new Refusal(25702, `${sku} could not be found or is not available in the system.`);
  const twin = offersOf(world, seller.id, sku).find((offer) => offer.marketplaceId === marketplaceId && offer.format === format);
  if (twin) throw new Refusal(25002, 'A user error has occurred. Offer entity already exists.', { parameters: { offerId: twin.id } });
  const offer: Offer = {
    id: world.identifiers.next('offer'),
    sellerId: seller.id,
    sku,
    marketplaceId,
    format,
    ...readOffer(body, marketplaceId),
    isPublished: false,
    soldQuantity: 0,
    onHold: false,
    revisions: { day: '', count: 0 },
  };
  return world.offers.save(offer);
}

const createOffer = (call: Call): Answer => ({ status: 201, body: { offerId: createOne(call, call.body).id } });

function bulkCreate(call: Call): Answer {
  const rows = bulkRequests(call, 25709).map((request) => {
    const { sku, marketplaceId, format } = request;
    return bulkRow({ sku, marketplaceId, format }, () => ({
      statusCode: 200,
      offerId: createOne(call, request).id,
      errors: [],
      warnings: [],
    }));
  });
  return bulkAnswer(rows);
}

/** Replaces everything but SKU, marketplace and format; a live listing is revised by it. */
function updateOffer(call: Call): Answer {
  const { world } = call;
  const offer = offerOf(call, param(call));
  const { priceMinor: _price, currency: _currency, availableQuantity: _quantity, ...kept } = offer;
  const next: Offer = { ...kept, ...readOffer(call.body, offer.marketplaceId) };
  if (offer.isPublished) {
    requireOfferPublishable(world, next);
    reviseListing(world, next);
  }
  world.offers.save(next);
  return noContent;
}

function deleteOffer(call: Call): Answer {
  call.world.offers.delete(offerOf(call, param(call)).id);
  return noContent;
}

const route = routesOf({ base: '/sell/inventory/v1', resource: 'inventory', scopes: ['sell.inventory', 'sell.inventory.readonly'] });
const write = { scopes: ['sell.inventory'] };
const writeText = { ...write, writesText: true };

export const offerRoutes = [
  route('offers.list', 'GET /offer', getOffers),
  route('offers.create', 'POST /offer', createOffer, writeText),
  route('offers.bulk-create', 'POST /bulk_create_offer', bulkCreate, writeText),
  route('offers.get', 'GET /offer/*', (call) => ok(offerView(call.world, offerOf(call, param(call))))),
  route(
    'offers.update',
    'PUT /offer/*',
    oneAtATime((call) => [offerOf(call, param(call)).sku], updateOffer),
    writeText,
  ),
  route('offers.delete', 'DELETE /offer/*', deleteOffer, write),
];
