import { marketOf } from './markets.ts';
import type { Offer, Seller } from './model.ts';
import { itemKey, shownQuantity } from './shelf.ts';
import type { World } from './world.ts';

export interface LegacyListing {
  readonly title: string;
  readonly sku?: string;
  readonly quantity: number;
  readonly priceMinor: number;
}

/** A live listing as the older API makes it: buyers see it, the Inventory API does not. */
export function makeLegacyListing(world: World, seller: Seller, listing: LegacyListing): Offer {
  return world.offers.save({
    id: world.identifiers.next('offer'),
    sellerId: seller.id,
    sku: '',
    marketplaceId: seller.marketplaceId,
    format: 'FIXED_PRICE',
    content: {},
    priceMinor: listing.priceMinor,
    currency: marketOf(seller.marketplaceId).currency,
    availableQuantity: listing.quantity,
    listingId: world.identifiers.next('listing'),
    isPublished: true,
    soldQuantity: 0,
    onHold: false,
    legacy: { title: listing.title, ...(listing.sku === undefined ? {} : { sku: listing.sku }) },
    revisions: { day: '', count: 0 },
  });
}

/** Makes item and offer of it; the listing keeps its id. Undefined when it has no SKU, or another item has that. */
export function migrateListing(world: World, legacyOffer: Offer): Offer | undefined {
  const { legacy, ...offer } = legacyOffer;
  const sku = legacy?.sku;
  if (sku === undefined || world.items.get(itemKey(offer.sellerId, sku))) return undefined;
  const locale = marketOf(offer.marketplaceId).language.replace('-', '_');
  const content = { condition: 'NEW', product: { title: legacy?.title } };
  const quantity = shownQuantity(world, legacyOffer);
  world.items.save({ id: itemKey(offer.sellerId, sku), sellerId: offer.sellerId, sku, locale, content, quantity });
  return world.offers.save({ ...offer, sku });
}
