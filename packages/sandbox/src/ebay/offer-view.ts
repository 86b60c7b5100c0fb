import { amountText } from '../stage/amounts.ts';
import { type JsonObject, objectField } from './call.ts';
import { marketOf } from './markets.ts';
import type { Offer } from './model.ts';
import { shownQuantity } from './shelf.ts';
import type { World } from './world.ts';

/** `OUT_OF_STOCK` keeps a listing alive at quantity 0. */
export const listingStatus = (world: World, offer: Offer): 'ACTIVE' | 'OUT_OF_STOCK' =>
  shownQuantity(world, offer) > 0 ? 'ACTIVE' : 'OUT_OF_STOCK';

/** An offer as it is read; only a published one has a listing. */
export function offerView(world: World, offer: Offer): JsonObject {
  const { pricingSummary: _pricing, ...content } = offer.content;
  const otherPricing = objectField(offer.content, 'pricingSummary') ?? {};
  const { decimals } = marketOf(offer.marketplaceId);
  const price =
    offer.priceMinor === undefined ? {} : { price: { value: amountText(offer.priceMinor, decimals), currency: offer.currency } };
  return {
    offerId: offer.id,
    sku: offer.sku,
    marketplaceId: offer.marketplaceId,
    format: offer.format,
    ...content,
    ...(offer.availableQuantity === undefined ? {} : { availableQuantity: offer.availableQuantity }),
    pricingSummary: { ...otherPricing, ...price },
    status: offer.isPublished ? 'PUBLISHED' : 'UNPUBLISHED',
    ...(offer.isPublished
      ? {
          listing: {
            listingId: offer.listingId,
            listingStatus: listingStatus(world, offer),
            soldQuantity: offer.soldQuantity,
            ...(offer.onHold ? { listingOnHold: true } : {}),
          },
        }
      : {}),
  };
}
