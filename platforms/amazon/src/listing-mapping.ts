import { HubError, type Money, parseMoney } from '@shopfleet/kernel';
import type { PlatformListing, PlatformVariant } from '@shopfleet/platform-kit';
import { marketplaceOf } from './marketplaces.ts';
import type { WireAttributes, WireListing } from './wire/listing.ts';

/** The merchant's own stock; the other channels are Amazon's warehouses. */
export const merchantChannel = 'DEFAULT';
const pictureNames = ['main_product_image_locator', ...Array.from({ length: 8 }, (_, n) => `other_product_image_locator_${n + 1}`)];

/** One SKU in one marketplace is one listing with one variant; a parent of variations sells nothing and has none. */
export function mapListing(listing: WireListing, marketplaceId: string): PlatformListing {
  const summary = listing.summaries.find((one) => one.marketplaceId === marketplaceId);
  const attributes = listing.attributes ?? {};
  const text = (name: string) => firstText(attributes, name, marketplaceId);
  const imageUrls = pictureNames.flatMap((name) => firstText(attributes, name, marketplaceId, 'media_location') ?? []);
  const imageUrl = summary?.mainImage?.link || imageUrls[0];
  const description = text('product_description');
  const title = summary?.itemName || text('item_name') || listing.sku;
  const productType = summary?.productType ?? '';
  return {
    externalId: listing.sku,
    title,
    status: summary ? summary.status.join(', ').toLowerCase() || 'inactive' : 'incomplete',
    isLive: summary?.status.includes('BUYABLE') ?? false,
    imageUrl,
    imageUrls,
    ...(description === undefined ? {} : { description }),
    ...(productType === '' ? {} : { category: { externalId: productType, name: productType.toLowerCase().replaceAll('_', ' ') } }),
    attributes: plainAttributes(attributes, marketplaceId),
    ...(summary?.asin ? { url: `https://www.${marketplaceOf(marketplaceId).site}/dp/${summary.asin}` } : {}),
    updatedAt: summary?.lastUpdatedDate,
    variants: isParent(listing) ? [] : [mapVariant(listing, marketplaceId, imageUrl)],
  };
}

function mapVariant(listing: WireListing, marketplaceId: string, imageUrl: string | undefined): PlatformVariant {
  const attributes = listing.attributes ?? {};
  const barcode = firstText(attributes, 'externally_assigned_product_identifier', marketplaceId);
  const name = ['color', 'size', 'style'].flatMap((option) => firstText(attributes, option, marketplaceId) ?? []).join(', ');
  return {
    externalId: listing.sku,
    sellerCode: listing.sku,
    ...(barcode === undefined ? {} : { barcode }),
    name,
    price: priceOf(listing, marketplaceId),
    quantity: merchantQuantity(listing),
    ...(imageUrl === undefined ? {} : { imageUrl }),
  };
}

/** What the merchant offers; undefined for goods that lie at Amazon. */
export function merchantQuantity({ fulfillmentAvailability }: WireListing): number | undefined {
  return fulfillmentAvailability.find(({ fulfillmentChannelCode }) => fulfillmentChannelCode === merchantChannel)?.quantity ?? undefined;
}

function isParent({ relationships }: WireListing): boolean {
  return relationships.some((ofMarketplace) => ofMarketplace.relationships.some(({ childSkus }) => childSkus.length > 0));
}

function priceOf({ offers }: WireListing, marketplaceId: string): Money | undefined {
  const ofShop = offers.filter((offer) => offer.marketplaceId === marketplaceId);
  const price = (ofShop.find(({ offerType }) => offerType === 'B2C') ?? ofShop[0])?.price;
  try {
    return price && parseMoney(price.amount, price.currencyCode);
  } catch (error) {
    if (error instanceof HubError) return undefined;
    throw error;
  }
}

/** The first value of an attribute that is meant for this marketplace, as text. */
function firstText(attributes: WireAttributes, name: string, marketplaceId: string, member = 'value'): string | undefined {
  const entries = attributes[name] ?? [];
  const entry = entries.find(({ marketplace_id: of }) => of === undefined || of === marketplaceId);
  const value = entry?.[member];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Attributes that are one plain value; what is built of parts is left out. */
function plainAttributes(attributes: WireAttributes, marketplaceId: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(attributes).flatMap((name) => {
      const value = firstText(attributes, name, marketplaceId);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
