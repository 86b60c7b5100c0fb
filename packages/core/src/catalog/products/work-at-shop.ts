import { PlatformFailure, type PlatformListing } from '@shopfleet/platform-kit';
import { noteConnectionFailure } from '../../connections/index.ts';
import type { OpenedShop } from '../../sync/index.ts';
import { importListings } from '../listings/import-listings.ts';
import { askForPictures } from '../listings/keep-pictures.ts';
import type { ProductDeps } from './product-deps.ts';

/** Calls a marketplace for a shop; what it says about our grant is noted with the connection before the failure goes on. */
export async function atShop<T>(
  deps: ProductDeps,
  place: { tenantId: string; shopId: string },
  work: (opened: OpenedShop) => Promise<T>,
): Promise<T> {
  const opened = await deps.openShop(place.tenantId, place.shopId);
  try {
    return await work(opened);
  } catch (error) {
    if (error instanceof PlatformFailure) await noteConnectionFailure(deps, place.tenantId, { shopId: place.shopId }, error);
    throw error;
  }
}

/** Takes over what a marketplace says of one listing; answers the hub's id. */
export async function takeOver(
  deps: ProductDeps,
  { tenantId, shopId }: { tenantId: string; shopId: string },
  listing: PlatformListing,
): Promise<string | undefined> {
  return deps.db.asTenant(tenantId, async (tx) => {
    const { newlyMapped, ids } = await importListings(tx, deps.clock, { tenantId, shopId, listings: [listing] });
    if (newlyMapped.length > 0) await deps.onMappingsChanged(tx, tenantId, { variantIds: newlyMapped });
    if (deps.pictures) await askForPictures(tx, deps, { tenantId, shopId });
    return ids.get(listing.externalId);
  });
}

/** Reads a product from its marketplace now and takes it over. */
export async function readProduct(
  deps: ProductDeps,
  place: { tenantId: string; shopId: string },
  externalId: string,
): Promise<string | undefined> {
  const listing = await atShop(deps, place, ({ platform, access }) => platform.listings?.fetchListing(access, externalId) ?? nothing());
  return takeOver(deps, place, listing);
}

async function nothing(): Promise<never> {
  throw new PlatformFailure('unsupported', 'The platform shows no listings');
}

/**
 * After a change that the marketplace accepted: reads it again where that works. Where it does not (many show a change only after a
 * moment), the change stands all the same and the next reading brings it.
 */
export async function readAfterChange(
  deps: ProductDeps,
  place: { tenantId: string; shopId: string },
  externalId: string,
): Promise<string | undefined> {
  try {
    return await readProduct(deps, place, externalId);
  } catch (error) {
    if (error instanceof PlatformFailure) return undefined;
    throw error;
  }
}
