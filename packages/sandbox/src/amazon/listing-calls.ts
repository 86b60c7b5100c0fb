import { randomUUID } from 'node:crypto';
import {
  type Answer,
  type Call,
  isObject,
  type JsonObject,
  marketplacesOf,
  objectList,
  oneOf,
  param,
  requiredObject,
  requiredText,
  sellerOf,
  wordsOf,
} from './call.ts';
import { type Issue, missingOf, readAttributes, readPatches, valueIssues } from './listing-checks.ts';
import { submitWrite } from './listing-life.ts';
import { applyPatches } from './listing-patch.ts';
import { listingGroups, listingView } from './listing-view.ts';
import { marketplaceOf } from './marketplaces.ts';
import type { Listing, Seller } from './model.ts';
import { isVisible } from './offer.ts';
import { findProductType } from './product-types.ts';
import { denied, invalid, Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** The seller of the path must be the token's, the marketplaces those of the seller's region; a write takes one. */
export function requireMarketplaces(
  call: Call,
  kind: 'read' | 'search' | 'write',
): { readonly seller: Seller; readonly ids: readonly string[] } {
  const seller = sellerOf(call);
  if (param(call) !== seller.id) throw denied();
  const marketplaces = marketplacesOf(call, 'marketplaceIds', kind === 'read' ? 20 : 1);
  if (!marketplaces) throw invalid('marketplaceIds is missing.');
  if (marketplaces.some(({ region }) => region !== seller.region)) {
    throw new Refusal(403, 'Unauthorized', 'The marketplaces you provided are not valid for region.');
  }
  return { seller, ids: marketplaces.map(({ id }) => id) };
}

const unknownSku = (sku: string): Refusal => new Refusal(404, 'NOT_FOUND', `SKU '${sku}' was not found in the given marketplaces.`);

export function getListingsItem(call: Call): Answer {
  const { seller, ids } = requireMarketplaces(call, 'read');
  const groups = wordsOf(call, 'includedData', listingGroups) ?? ['summaries'];
  const sku = param(call, 1);
  const listings = ids
    .map((id) => call.world.listings.get(`${seller.id}/${id}/${sku}`))
    .filter((listing): listing is Listing => listing !== undefined && isVisible(listing));
  if (listings.length === 0) throw unknownSku(sku);
  return listingView(call.world, listings, groups);
}

export function patchListingsItem(call: Call): Answer {
  const { seller, ids } = requireMarketplaces(call, 'write');
  const [marketplaceId = ''] = ids;
  const sku = param(call, 1);
  requiredText(call.body, 'productType');
  const { issues } = writePatches(call.world, { seller, marketplaceId, sku }, objectList(call.body, 'patches'), isPreview(call));
  return submission(call, { marketplaceId, sku }, issues);
}

export function putListingsItem(call: Call): Answer {
  const { seller, ids } = requireMarketplaces(call, 'write');
  const [marketplaceId = ''] = ids;
  const sku = param(call, 1);
  const { issues } = writeWhole(call.world, { seller, marketplaceId, sku }, call.body, isPreview(call));
  return submission(call, { marketplaceId, sku }, issues);
}

export function deleteListingsItem(call: Call): Answer {
  const { seller, ids } = requireMarketplaces(call, 'write');
  const [marketplaceId = ''] = ids;
  const sku = param(call, 1);
  if (!removeListing(call.world, { seller, marketplaceId, sku })) throw unknownSku(sku);
  return submission(call, { marketplaceId, sku }, []);
}

const isPreview = (call: Call): boolean => {
  const mode = call.query.get('mode');
  if (mode !== undefined && mode !== 'VALIDATION_PREVIEW') throw invalid('mode must be VALIDATION_PREVIEW.');
  return mode !== undefined;
};

/** 200 in every case; the status says whether the write was taken. */
function submission(call: Call, { marketplaceId, sku }: Pick<Place, 'marketplaceId' | 'sku'>, issues: readonly Issue[]): JsonObject {
  const asin = call.world.listings.get(`${param(call)}/${marketplaceId}/${sku}`)?.asin;
  const groups = wordsOf(call, 'includedData', ['identifiers', 'issues']) ?? ['issues'];
  const isBad = issues.some(({ severity }) => severity === 'ERROR');
  return {
    sku,
    status: isBad ? 'INVALID' : isPreview(call) ? 'VALID' : 'ACCEPTED',
    submissionId: randomUUID().replaceAll('-', ''),
    issues,
    ...(groups.includes('identifiers') && asin !== undefined ? { identifiers: [{ marketplaceId, asin }] } : {}),
  };
}

/** Where a write goes. */
export interface Place {
  readonly seller: Seller;
  readonly marketplaceId: string;
  readonly sku: string;
}

interface Written {
  readonly issues: readonly Issue[];
}

const keyOf = ({ seller, marketplaceId, sku }: Place): string => `${seller.id}/${marketplaceId}/${sku}`;

/** Checks patches and, if they are good and no preview, takes them. @throws Refusal */
export function writePatches(world: World, place: Place, list: readonly JsonObject[], isOnlyLooked: boolean): Written {
  const listing = world.listings.get(keyOf(place));
  if (!listing || listing.isDeleted) throw unknownSku(place.sku);
  const { patches, issues } = readPatches(list);
  if (issues.length > 0) return { issues };
  const touched = new Set(patches.map(({ attribute }) => attribute));
  const after = applyPatches(listing.attributes, patches);
  const found = valueIssues(
    Object.fromEntries(Object.entries(after).filter(([name]) => touched.has(name))),
    marketplaceOf(place.marketplaceId),
  );
  if (found.length === 0 && !isOnlyLooked) submitWrite(world, listing, { kind: 'patch', patches });
  return { issues: found };
}

/** Checks a full write and, if it is good and no preview, takes it; a new SKU is made. @throws Refusal */
export function writeWhole(world: World, place: Place, body: JsonObject, isOnlyLooked: boolean): Written {
  const type = findProductType(requiredText(body, 'productType'));
  if (!type) throw invalid(`Product type '${String(body.productType)}' is unknown.`);
  const requirements = oneOf(body.requirements ?? 'LISTING', 'requirements', ['LISTING', 'LISTING_PRODUCT_ONLY', 'LISTING_OFFER_ONLY']);
  const attributes = readAttributes(requiredObject(body, 'attributes'));
  const issues = [...missingOf(attributes, type, requirements), ...valueIssues(attributes, marketplaceOf(place.marketplaceId))];
  if (issues.length > 0 || isOnlyLooked) return { issues };
  const listing = world.listings.get(keyOf(place)) ?? newListing(world, place, type.name, attributes);
  submitWrite(world, listing, { kind: 'put', productType: type.name, attributes });
  return { issues };
}

export function removeListing(world: World, place: Place): boolean {
  const listing = world.listings.get(keyOf(place));
  if (!listing || listing.isDeleted) return false;
  submitWrite(world, listing, { kind: 'delete' });
  return true;
}

function newListing(world: World, place: Place, productType: string, attributes: Listing['attributes']): Listing {
  const suggested = attributes.merchant_suggested_asin?.[0];
  const asin = isObject(suggested) && typeof suggested.value === 'string' ? suggested.value : world.identifiers.asin();
  const nowMs = world.clock.nowMs();
  return world.listings.save({
    id: keyOf(place),
    sellerId: place.seller.id,
    marketplaceId: place.marketplaceId,
    sku: place.sku,
    asin,
    createdMs: nowMs,
    productType,
    attributes: {},
    pending: [],
    updatedMs: nowMs,
    isHidden: true,
    isDeleted: false,
    soldQuantity: 0,
  });
}
