import { HubError, type Money, parseMoney } from '@shopfleet/kernel';
import type { PlatformListing, PlatformVariant, ShopAccess } from '@shopfleet/platform-kit';
import { type ItemWithOffers, isPublished, offerOf } from './inventory.ts';
import { listingIdOf } from './listing-id.ts';
import { marketplaceOf } from './marketplaces.ts';
import type { WireGroup, WireItem, WireOffer } from './wire/inventory.ts';

/** A single item as a listing of one variant. */
export function mapItem(access: ShopAccess, { item, offers }: ItemWithOffers): PlatformListing {
  const offer = offerOf(access, offers);
  return {
    ...stateOf(offer ? [offer] : []),
    externalId: listingIdOf({ sku: item.sku }),
    title: item.product?.title ?? '',
    ...picturesOf(item.product?.imageUrls ?? []),
    description: offer?.listingDescription || item.product?.description || '',
    attributes: attributesOf(item.product?.aspects),
    updatedAt: undefined,
    variants: [mapVariant(access, { item, offers }, [])],
  };
}

/** A group of variations as one listing. */
export function mapGroup(access: ShopAccess, key: string, group: WireGroup, members: readonly ItemWithOffers[]): PlatformListing {
  const offers = members.flatMap(({ offers: all }) => offerOf(access, all) ?? []);
  const varying = group.variesBy?.specifications.map(({ name }) => name) ?? [];
  return {
    ...stateOf(offers),
    externalId: listingIdOf({ group: key }),
    title: group.title || members[0]?.item.product?.title || '',
    ...picturesOf(group.imageUrls.length > 0 ? group.imageUrls : (members[0]?.item.product?.imageUrls ?? [])),
    description: group.description,
    attributes: attributesOf(group.aspects),
    updatedAt: undefined,
    variants: members.map((member) => mapVariant(access, member, varying)),
  };
}

function stateOf(offers: readonly WireOffer[]): Pick<PlatformListing, 'status' | 'isLive' | 'category' | 'url'> {
  const live = offers.find((offer) => isPublished(offer) && offer.listing?.listingStatus === 'ACTIVE');
  const [offer] = live ? [live] : [...offers.filter(isPublished), ...offers];
  if (!offer) return { status: 'without offer', isLive: false };
  const { listing } = offer;
  const status = (isPublished(offer) ? listing?.listingStatus || offer.status : offer.status).toLowerCase();
  return {
    status,
    isLive: live !== undefined,
    ...(offer.categoryId ? { category: { externalId: offer.categoryId, name: '' } } : {}),
    ...(isPublished(offer) && listing?.listingId
      ? { url: `https://${marketplaceOf(offer.marketplaceId).site}/itm/${encodeURIComponent(listing.listingId)}` }
      : {}),
  };
}

/** The variant's id is its SKU: orders, stock and prices all name it so. */
function mapVariant(access: ShopAccess, { item, offers }: ItemWithOffers, varying: readonly string[]): PlatformVariant {
  const offer = offerOf(access, offers);
  const barcode = barcodeOf(item);
  const image = item.product?.imageUrls[0];
  return {
    externalId: item.sku,
    sellerCode: item.sku,
    name: varying.flatMap((name) => item.product?.aspects?.[name]?.[0] ?? []).join(', '),
    price: priceOf(offer),
    quantity: shownQuantity(item, offer),
    ...(barcode ? { barcode } : {}),
    ...(image ? { imageUrl: image } : {}),
  };
}

/** What buyers can order: the lesser of what the item has and what the offer may sell. */
export function shownQuantity(item: WireItem, offer: WireOffer | undefined): number | undefined {
  const has = item.availability?.shipToLocationAvailability?.quantity;
  const maySell = offer?.availableQuantity;
  if (has === undefined || maySell === undefined) return has ?? maySell;
  return Math.min(has, maySell);
}

/** "Does not apply" stands for a code that there is not. */
function barcodeOf({ product }: WireItem): string | undefined {
  return [...(product?.ean ?? []), ...(product?.upc ?? []), ...(product?.isbn ?? [])].find((code) => /^\d{8,14}$/.test(code));
}

function priceOf(offer: WireOffer | undefined): Money | undefined {
  const price = offer?.pricingSummary?.price;
  if (!price) return undefined;
  try {
    return parseMoney(price.value, price.currency);
  } catch (error) {
    if (error instanceof HubError) return undefined;
    throw error;
  }
}

function picturesOf(imageUrls: readonly string[]): Pick<PlatformListing, 'imageUrl' | 'imageUrls'> {
  return { imageUrl: imageUrls[0], imageUrls };
}

function attributesOf(aspects: Readonly<Record<string, readonly string[]>> | null | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(aspects ?? {}).map(([name, values]) => [name, values.join(', ')]));
}
