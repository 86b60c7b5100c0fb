import { bulkAnswer, bulkRequests, bulkRow } from './bulk-rows.ts';
import { type Answer, type Call, type JsonObject, noContent, ok, param, sellerOf, textField } from './call.ts';
import { inventoryPage } from './inventory-paging.ts';
import { readItem, readSku } from './item-document.ts';
import { itemView } from './item-view.ts';
import type { InventoryItem } from './model.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { Refusal } from './refusal.ts';
import { reviseListingsOf } from './revisions.ts';
import { routesOf } from './route.ts';
import { itemKey, removeItem } from './shelf.ts';

/** @throws Refusal 25710 */
export function itemOfCall(call: Call, sku: string): InventoryItem {
  const item = call.world.items.get(itemKey(sellerOf(call).id, sku));
  if (!item) throw new Refusal(25710, "We didn't find the resource/entity you are requesting. Please verify the request");
  return item;
}

function getItems(call: Call): Answer {
  const seller = sellerOf(call);
  const page = inventoryPage(
    call,
    [...call.world.items.all()].filter(({ sellerId }) => sellerId === seller.id),
  );
  return ok({
    ...page.links,
    total: page.total,
    size: page.pages,
    limit: page.limit,
    inventoryItems: page.items.map((item) => itemView(call.world, item)),
  });
}

/** Creates, or replaces everything: what is left out is gone. */
function putItem(call: Call): Answer {
  const sku = readSku(param(call));
  const isNew = writeItem(call, sku, call.language, call.body);
  return isNew ? { status: 201, body: {}, headers: { 'content-language': call.language } } : noContent;
}

function writeItem(call: Call, sku: string, language: string, body: JsonObject): boolean {
  const { world } = call;
  const seller = sellerOf(call);
  const { content, quantity } = readItem(body);
  const known = world.items.get(itemKey(seller.id, sku));
  if (known) reviseListingsOf(world, seller.id, sku);
  world.items.save({
    id: itemKey(seller.id, sku),
    sellerId: seller.id,
    sku,
    locale: language.replace('-', '_'),
    content,
    ...(quantity === undefined ? {} : { quantity }),
  });
  return known === undefined;
}

function deleteItem(call: Call): Answer {
  removeItem(call.world, itemOfCall(call, param(call)));
  return noContent;
}

function bulkGet(call: Call): Answer {
  const requests = bulkRequests(call, 25727);
  const skus = requests.map((request) => readSku(request.sku));
  if (new Set(skus).size < skus.length) throw new Refusal(25734, 'SKU should be unique in the request.');
  const rows = skus.map((sku) =>
    bulkRow({ sku }, () => ({
      statusCode: 200,
      inventoryItem: itemView(call.world, itemOfCall(call, sku), { isBulk: true }),
      errors: [],
      warnings: [],
    })),
  );
  return bulkAnswer(rows);
}

function bulkPut(call: Call): Answer {
  const requests = bulkRequests(call, 25727);
  const skus = requests.map(({ sku }) => sku);
  if (new Set(skus).size < skus.length) throw new Refusal(25728, 'InventoryItems should be unique in the request.');
  if (requests.some((request) => !textField(request, 'sku') || !/^[a-z]{2}_[A-Z]{2}$/.test(textField(request, 'locale') ?? ''))) {
    throw new Refusal(25733, 'Valid SKU and locale information are required for all the InventoryItems in the request.');
  }
  const rows = requests.map((request) => {
    const locale = textField(request, 'locale') ?? '';
    return bulkRow({ sku: request.sku, locale }, () => {
      const isNew = writeItem(call, readSku(request.sku), locale.replace('_', '-'), request);
      return { statusCode: isNew ? 201 : 200, errors: [], warnings: [] };
    });
  });
  return bulkAnswer(rows);
}

const skuOfPath = (call: Call): string[] => [param(call)];

const route = routesOf({ base: '/sell/inventory/v1', resource: 'inventory', scopes: ['sell.inventory', 'sell.inventory.readonly'] });
const write = { scopes: ['sell.inventory'] };
const writeText = { ...write, writesText: true };

export const itemRoutes = [
  route('items.list', 'GET /inventory_item', getItems),
  route('items.get', 'GET /inventory_item/*', (call) => ok(itemView(call.world, itemOfCall(call, param(call))))),
  route('items.put', 'PUT /inventory_item/*', oneAtATime(skuOfPath, putItem), writeText),
  route('items.delete', 'DELETE /inventory_item/*', oneAtATime(skuOfPath, deleteItem), write),
  route('items.bulk-get', 'POST /bulk_get_inventory_item', bulkGet),
  route('items.bulk-put', 'POST /bulk_create_or_replace_inventory_item', bulkPut, writeText),
];
