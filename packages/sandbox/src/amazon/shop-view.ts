import { marketplaceOf } from './marketplaces.ts';
import type { Listing } from './model.ts';
import { priceOf, quantityOf, titleOf } from './offer.ts';
import { shopIds } from './order-placement.ts';
import { isAuthorized } from './tokens.ts';
import type { World } from './world.ts';

/** A seller in one marketplace, as a hub sees it. */
export interface ShopView {
  /** `sellerId:marketplaceId` */
  readonly id: string;
  readonly sellerId: string;
  readonly marketplaceId: string;
  readonly region: string;
  readonly country: string;
  readonly name: string;
  readonly isAuthorized: boolean;
}

/** What buyers see of a SKU, and how many units of it were sold. */
export interface StockView {
  readonly sku: string;
  readonly title: string;
  readonly quantity: number | undefined;
  readonly priceMinor: number | undefined;
  readonly soldQuantity: number;
}

export function shopViews(world: World): ShopView[] {
  return shopIds(world).map((id) => {
    const [sellerId = '', marketplaceId = ''] = id.split(':');
    const { country, name } = marketplaceOf(marketplaceId);
    const seller = world.sellers.get(sellerId);
    return {
      id,
      sellerId,
      marketplaceId,
      region: seller?.region ?? '',
      country,
      name: `${seller?.name ?? ''} (${name})`,
      isAuthorized: isAuthorized(world, sellerId),
    };
  });
}

export function stockView(listing: Listing): StockView {
  const { sku, soldQuantity } = listing;
  return { sku, title: titleOf(listing), quantity: quantityOf(listing), priceMinor: priceOf(listing), soldQuantity };
}
