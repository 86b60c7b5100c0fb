import { amountMinor } from '../stage/amounts.ts';
import { marketplaceOf } from './marketplaces.ts';
import type { Listing } from './model.ts';
import type { World } from './world.ts';

/** The merchant's own stock as buyers see it; undefined when the listing has none of its own (a parent, FBA). */
export function quantityOf(listing: Listing): number | undefined {
  const entry = listing.attributes.fulfillment_availability?.find((one) => one.fulfillment_channel_code === 'DEFAULT');
  return typeof entry?.quantity === 'number' ? entry.quantity : undefined;
}

/** What one unit costs, in minor units; undefined without an offer. */
export function priceOf(listing: Listing): number | undefined {
  const { currency, decimals } = marketplaceOf(listing.marketplaceId);
  const offer = listing.attributes.purchasable_offer?.find((one) => one.currency === currency);
  const value: unknown = firstOf(firstOf(offer?.our_price)?.schedule)?.value_with_tax;
  return typeof value === 'number' ? amountMinor(value.toFixed(decimals), decimals) : undefined;
}

function firstOf(list: unknown): Readonly<Record<string, unknown>> | undefined {
  const entry: unknown = Array.isArray(list) ? list[0] : undefined;
  return typeof entry === 'object' && entry !== null ? { ...entry } : undefined;
}

export function titleOf(listing: Listing): string {
  const value = listing.attributes.item_name?.[0]?.value;
  return typeof value === 'string' ? value : listing.sku;
}

export const isParent = (listing: Listing): boolean => listing.attributes.parentage_level?.[0]?.value === 'parent';

export const isVisible = (listing: Listing): boolean => !listing.isHidden && !listing.isDeleted;

export const isBuyable = (listing: Listing): boolean =>
  isVisible(listing) && !isParent(listing) && priceOf(listing) !== undefined && (quantityOf(listing) ?? 0) > 0;

/** Takes units from what buyers see, or gives them back. */
export function moveQuantity(world: World, listingId: string, delta: number): void {
  const listing = world.listings.get(listingId);
  if (!listing) return;
  const entries = listing.attributes.fulfillment_availability ?? [];
  listing.attributes = {
    ...listing.attributes,
    fulfillment_availability: entries.map((entry) =>
      entry.fulfillment_channel_code === 'DEFAULT' && typeof entry.quantity === 'number'
        ? { ...entry, quantity: Math.max(0, entry.quantity + delta) }
        : entry,
    ),
  };
  listing.soldQuantity -= delta;
  listing.updatedMs = world.clock.nowMs();
  world.listings.save(listing);
}
