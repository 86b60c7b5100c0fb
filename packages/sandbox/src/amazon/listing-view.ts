import { amountText } from '../stage/amounts.ts';
import { isoOf, type JsonObject } from './call.ts';
import { statusOf } from './listing-life.ts';
import { marketplaceOf } from './marketplaces.ts';
import type { Listing } from './model.ts';
import { isParent, priceOf, titleOf } from './offer.ts';
import type { World } from './world.ts';

export const listingGroups = [
  'summaries',
  'attributes',
  'issues',
  'offers',
  'fulfillmentAvailability',
  'procurement',
  'relationships',
  'productTypes',
];

/** One SKU, with a part for each marketplace that was asked for. */
export function listingView(world: World, listings: readonly Listing[], groups: readonly string[]): JsonObject {
  const [first] = listings;
  if (!first) throw new RangeError('no listing to show');
  const parts = {
    summaries: () => listings.map(summaryView),
    attributes: () => first.attributes,
    issues: () => [],
    offers: () => listings.flatMap(offerView),
    fulfillmentAvailability: () => availabilityView(first),
    procurement: () => [],
    relationships: () => listings.map((listing) => relationshipView(world, listing)),
    productTypes: () => listings.map(({ marketplaceId, productType }) => ({ marketplaceId, productType })),
  };
  const wanted = Object.entries(parts).filter(([name]) => groups.includes(name));
  return { sku: first.sku, ...Object.fromEntries(wanted.map(([name, view]) => [name, view()])) };
}

function summaryView(listing: Listing): JsonObject {
  const picture = listing.attributes.main_product_image_locator?.[0]?.media_location;
  const condition = listing.attributes.condition_type?.[0]?.value;
  return {
    marketplaceId: listing.marketplaceId,
    asin: listing.asin,
    productType: listing.productType,
    ...(typeof condition === 'string' ? { conditionType: condition } : {}),
    status: statusOf(listing),
    itemName: titleOf(listing),
    createdDate: isoOf(listing.createdMs),
    lastUpdatedDate: isoOf(listing.updatedMs),
    ...(typeof picture === 'string' ? { mainImage: { link: picture, height: 500, width: 500 } } : {}),
  };
}

function offerView(listing: Listing): JsonObject[] {
  const priceMinor = priceOf(listing);
  if (priceMinor === undefined) return [];
  const { currency, decimals } = marketplaceOf(listing.marketplaceId);
  const price = { currencyCode: currency, amount: amountText(priceMinor, decimals) };
  return [{ marketplaceId: listing.marketplaceId, offerType: 'B2C', price, audience: { value: 'ALL', displayName: 'Sell on Amazon' } }];
}

const availabilityView = (listing: Listing): JsonObject[] =>
  (listing.attributes.fulfillment_availability ?? []).map((entry) => ({
    fulfillmentChannelCode: entry.fulfillment_channel_code,
    ...(entry.quantity === undefined ? {} : { quantity: entry.quantity }),
  }));

function relationshipView(world: World, listing: Listing): JsonObject {
  const theme = listing.attributes.variation_theme?.[0]?.name;
  const variationTheme = typeof theme === 'string' ? { variationTheme: { attributes: [theme.toLowerCase()], theme } } : {};
  const head = { type: 'VARIATION', ...variationTheme };
  if (isParent(listing)) {
    const childSkus = [...world.listings.all()]
      .filter((one) => one.sellerId === listing.sellerId && one.marketplaceId === listing.marketplaceId && parentSkuOf(one) === listing.sku)
      .map(({ sku }) => sku);
    return { marketplaceId: listing.marketplaceId, relationships: [{ ...head, childSkus }] };
  }
  const parentSku = parentSkuOf(listing);
  const relationships = parentSku === undefined ? [] : [{ ...head, parentSkus: [parentSku] }];
  return { marketplaceId: listing.marketplaceId, relationships };
}

export function parentSkuOf(listing: Listing): string | undefined {
  const sku = listing.attributes.child_parent_sku_relationship?.[0]?.parent_sku;
  return typeof sku === 'string' ? sku : undefined;
}
