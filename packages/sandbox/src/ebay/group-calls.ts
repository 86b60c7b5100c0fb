import { type Answer, type Call, type JsonObject, noContent, ok, param, sellerOf } from './call.ts';
import { isTextList, wrongValue } from './item-document.ts';
import type { ItemGroup } from './model.ts';
import { endListing } from './publish-offer.ts';
import { Refusal } from './refusal.ts';
import { reviseListing } from './revisions.ts';
import { routesOf } from './route.ts';
import { itemKey, offersOf } from './shelf.ts';

/** @throws Refusal 25705 */
function groupOf(call: Call): ItemGroup {
  const group = call.world.groups.get(`${sellerOf(call).id}/${param(call)}`);
  if (!group)
    throw new Refusal(25705, `The Inventory Item Group named ${param(call)} could not be found or is not available in the system.`);
  return group;
}

const view = (group: ItemGroup): JsonObject => ({ inventoryItemGroupKey: group.key, ...group.content, variantSKUs: group.skus });

/** Creates, or replaces everything; members that are left out leave the listing. */
function putGroup(call: Call): Answer {
  const { world } = call;
  const seller = sellerOf(call);
  const key = param(call);
  const skus = call.body.variantSKUs;
  if (!isTextList(skus) || skus.length === 0 || new Set(skus).size < skus.length) throw wrongValue('variantSKUs');
  const known = world.groups.get(`${seller.id}/${key}`);
  for (const sku of skus) requireFree(call, sku, known);
  for (const sku of known?.skus ?? []) {
    for (const offer of offersOf(world, seller.id, sku)) {
      if (!offer.isPublished) continue;
      if (skus.includes(sku)) reviseListing(world, offer);
      else endListing(world, offer);
    }
  }
  const { inventoryItemGroupKey: _key, variantSKUs: _skus, ...content } = call.body;
  world.groups.save({ id: `${seller.id}/${key}`, sellerId: seller.id, key, content, skus });
  return known ? noContent : { status: 201, body: {}, headers: { 'content-language': call.language } };
}

/** A SKU that is listed alone cannot join. @throws Refusal 25701, 25704 */
function requireFree(call: Call, sku: string, known: ItemGroup | undefined): void {
  const seller = sellerOf(call);
  if (!call.world.items.get(itemKey(seller.id, sku)))
    throw new Refusal(25701, 'One or more of the supplied SKU(s) could not be found in the system.');
  if (known?.skus.includes(sku)) return;
  if (offersOf(call.world, seller.id, sku).some(({ isPublished }) => isPublished)) {
    throw new Refusal(25704, `${sku} is listed already and cannot join a group.`);
  }
}

function deleteGroup(call: Call): Answer {
  const group = groupOf(call);
  for (const sku of group.skus) {
    for (const offer of offersOf(call.world, group.sellerId, sku)) if (offer.isPublished) endListing(call.world, offer);
  }
  call.world.groups.delete(group.id);
  return noContent;
}

const route = routesOf({
  base: '/sell/inventory/v1/inventory_item_group/*',
  resource: 'inventory',
  scopes: ['sell.inventory', 'sell.inventory.readonly'],
});
const write = { scopes: ['sell.inventory'] };

export const groupRoutes = [
  route('groups.get', 'GET ', (call) => ok(view(groupOf(call)))),
  route('groups.put', 'PUT ', putGroup, { ...write, writesText: true }),
  route('groups.delete', 'DELETE ', deleteGroup, write),
];
