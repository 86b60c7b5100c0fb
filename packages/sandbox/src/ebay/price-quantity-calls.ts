import { type BulkRow, bulkAnswer, bulkRequests, bulkRow } from './bulk-rows.ts';
import { type Answer, type Call, isObject, isWhole, type JsonObject, listField, objectField, sellerOf, textField } from './call.ts';
import { wrongValue } from './item-document.ts';
import type { Offer } from './model.ts';
import { readPrice } from './offer-document.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { Refusal } from './refusal.ts';
import { reviseListing, reviseListingsOf } from './revisions.ts';
import { routesOf } from './route.ts';
import { itemKey } from './shelf.ts';

/** Quantity of items, and quantity or price of offers; the only write that leaves the rest alone. Each row stands for itself. */
function bulkUpdate(call: Call): Answer {
  const rows = bulkRequests(call, 25709).flatMap((request) => updateOne(call, request));
  return bulkAnswer(rows);
}

function updateOne(call: Call, request: JsonObject): BulkRow[] {
  const sku = textField(request, 'sku');
  const head = sku === undefined ? {} : { sku };
  const rows: BulkRow[] = [];
  const offers = listField(request, 'offers') ?? [];
  if (request.shipToLocationAvailability !== undefined || offers.length === 0) {
    const row = bulkRow(head, () => updateItem(call, sku, request));
    // An item that went well shows in the rows of its offers, if there are any.
    if (row.statusCode >= 300) return [row];
    if (offers.length === 0) rows.push(row);
  }
  for (const entry of offers) {
    const offerId = isObject(entry) ? textField(entry, 'offerId') : undefined;
    rows.push(bulkRow({ ...head, offerId }, () => updateOffer(call, sku, entry)));
  }
  return rows;
}

const done = { statusCode: 200, errors: [], warnings: [] } as const;

function updateItem(call: Call, sku: string | undefined, request: JsonObject): typeof done {
  const quantity = objectField(request, 'shipToLocationAvailability')?.quantity;
  if (!isWhole(quantity)) throw wrongValue('shipToLocationAvailability.quantity');
  const item = call.world.items.get(itemKey(sellerOf(call).id, sku ?? ''));
  if (!item) throw wrongValue('sku');
  reviseListingsOf(call.world, item.sellerId, item.sku);
  call.world.items.save(Object.assign(item, { quantity }));
  return done;
}

function updateOffer(call: Call, sku: string | undefined, entry: unknown): typeof done {
  if (!isObject(entry)) throw wrongValue('offers');
  const offer = call.world.offers.get(textField(entry, 'offerId') ?? '');
  if (!offer || offer.sellerId !== sellerOf(call).id || (sku !== undefined && offer.sku !== sku)) throw wrongValue('offerId');
  if (offer.onHold) throw new Refusal(25759, 'transaction is not possible as the parent listing is on-hold.');
  const { availableQuantity, price } = entry;
  if (availableQuantity === undefined && price === undefined) throw wrongValue('offers');
  if (availableQuantity !== undefined && !isWhole(availableQuantity)) throw wrongValue('availableQuantity');
  const newPrice = price === undefined ? undefined : readPrice(price, offer.marketplaceId);
  reviseListing(call.world, offer);
  save(call, offer, { availableQuantity, ...newPrice });
  return done;
}

function save(call: Call, offer: Offer, changes: { availableQuantity: number | undefined; priceMinor?: number; currency?: string }): void {
  const { availableQuantity, ...price } = changes;
  call.world.offers.save(Object.assign(offer, price, availableQuantity === undefined ? {} : { availableQuantity }));
}

/** Also those that are named by their offers alone. */
function skusOfRequests(call: Call): (string | undefined)[] {
  const requests = (listField(call.body, 'requests') ?? []).filter(isObject);
  const offers = requests.flatMap((request) => (listField(request, 'offers') ?? []).filter(isObject));
  return [
    ...requests.map((request) => textField(request, 'sku')),
    ...offers.map((offer) => call.world.offers.get(textField(offer, 'offerId') ?? '')?.sku),
  ];
}

const route = routesOf({ base: '/sell/inventory/v1', resource: 'inventory', scopes: ['sell.inventory'] });

export const priceQuantityRoutes = [route('stock.update', 'POST /bulk_update_price_quantity', oneAtATime(skusOfRequests, bulkUpdate))];
