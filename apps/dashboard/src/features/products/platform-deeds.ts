import { hubSays } from '../../lib/hub-says.ts';
import type { Platform } from './product-queries.ts';

export type ProductDeed =
  | 'listing-create'
  | 'listing-update'
  | 'listing-activate'
  | 'listing-remove'
  | 'listing-images'
  | 'listing-variants'
  | 'price-write'
  | 'stock-write';
export type OrderDeed =
  | 'split'
  | 'combine'
  | 'cancel-order'
  | 'answer-cancellation'
  | 'platform-shipping'
  | 'own-carrier'
  | 'partial-shipping';

/** Why a marketplace cannot do this, in its own words; undefined when it can, or while nobody knows yet. */
export function whyNot(platform: Platform | undefined, deed: ProductDeed | OrderDeed): string | undefined {
  const found = platform?.deeds.find((one) => one.deed === deed);
  return found && !found.isSupported ? hubSays(found.words) : undefined;
}

/** Of all that the marketplace cannot do, each reason once. */
export function reasonsWhyNot(platform: Platform | undefined, deeds: readonly ProductDeed[]): readonly string[] {
  return [...new Set(deeds.flatMap((deed) => whyNot(platform, deed) ?? []))];
}
