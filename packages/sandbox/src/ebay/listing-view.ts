import { amountText } from '../stage/amounts.ts';
import { marketOf } from './markets.ts';
import type { Offer } from './model.ts';
import { itemOf, shownQuantity } from './shelf.ts';
import type { World } from './world.ts';

/** A buyable unit as tests and the control page see it. */
export interface ListingView {
  readonly offerId: string;
  readonly listingId: string | undefined;
  readonly sku: string;
  readonly title: string;
  readonly marketplaceId: string;
  readonly price: string | undefined;
  readonly isPublished: boolean;
  /** Made without the Inventory API, which does not show it. */
  readonly isLegacy: boolean;
  /** The item's quantity, the offer's cap, and what buyers see of both. */
  readonly itemQuantity: number | undefined;
  readonly availableQuantity: number | undefined;
  readonly shownQuantity: number;
  readonly soldQuantity: number;
}

export function listingView(world: World, offer: Offer): ListingView {
  const item = itemOf(world, offer);
  const { decimals } = marketOf(offer.marketplaceId);
  return {
    offerId: offer.id,
    listingId: offer.isPublished ? offer.listingId : undefined,
    sku: offer.legacy ? (offer.legacy.sku ?? '') : offer.sku,
    title: offer.legacy?.title ?? titleOf(item?.content),
    marketplaceId: offer.marketplaceId,
    price: offer.priceMinor === undefined ? undefined : `${amountText(offer.priceMinor, decimals)} ${offer.currency ?? ''}`,
    isPublished: offer.isPublished,
    isLegacy: offer.legacy !== undefined,
    itemQuantity: item?.quantity,
    availableQuantity: offer.availableQuantity,
    shownQuantity: offer.isPublished ? shownQuantity(world, offer) : 0,
    soldQuantity: offer.soldQuantity,
  };
}

function titleOf(content: { readonly product?: { readonly title?: string } } | undefined): string {
  return content?.product?.title ?? '';
}
