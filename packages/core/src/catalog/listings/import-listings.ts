import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import type { PlatformListing } from '@shopfleet/platform-kit';
import { mapAutomatically } from '../mappings/map-automatically.ts';
import { lockMappings } from '../mappings/mapping-lock.ts';
import { notePictures } from './picture-store.ts';
import { upsertListings, upsertVariants } from './write-listings.ts';

export interface ImportedListings {
  readonly listings: number;
  /** Variants that were mapped to a SKU just now: pending reservations wait for them. */
  readonly newlyMapped: readonly string[];
  /** The hub's ids of the listings by the platform's. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * Writes one page of listings with their variants, quantities, prices and where their pictures are; safe to repeat. A variant that its
 * listing does not have any more is marked gone, never deleted: orders and mappings hang on it.
 */
export async function importListings(
  tx: Tx,
  clock: Clock,
  input: { tenantId: string; shopId: string; listings: readonly PlatformListing[] },
): Promise<ImportedListings> {
  const { tenantId, shopId } = input;
  const listings = [...new Map(input.listings.map((one) => [one.externalId, one])).values()].sort((a, b) =>
    a.externalId < b.externalId ? -1 : 1,
  );
  if (listings.length === 0) return { listings: 0, newlyMapped: [], ids: new Map() };
  await lockMappings(tx, tenantId, 'exclusive');
  const page = { tenantId, shopId, listings, at: clock.now() };
  const ids = await upsertListings(tx, page);
  const variantIds = await upsertVariants(tx, { ...page, ids });
  await notePictures(tx, { ...page, ids });
  return { listings: listings.length, ids, newlyMapped: await mapAutomatically(tx, clock, tenantId, { variantIds }) };
}
