import { listingRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import type { Platform } from '@shopfleet/platform-kit';
import type { Context } from 'hono';
import { callerOf, decodeCursor, type HubApp, type HubEnv, toPage } from '../../edge/index.ts';
import type { BlobStore } from '../../files/index.ts';
import { countListings, listListingRows } from './list-listings.ts';
import { findMainPicture, isOwnPicture } from './picture-store.ts';
import { toListing, viewListing } from './view-listing.ts';

export interface ListingRouteDeps {
  readonly db: Database;
  readonly files: BlobStore;
  readonly platforms: ReadonlyMap<string, Platform>;
}

const day = 86_400;

/** What the hub knows of listings, and their pictures. */
export function registerListingRoutes(app: HubApp, deps: ListingRouteDeps): void {
  app.openapi(listingRoutes.listListings, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, ...filter } = c.req.valid('query');
    const before = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const rows = await deps.db.asTenant(tenantId, (tx) => listListingRows(tx, { tenantId, filter, before, limit }));
    return c.json(
      toPage(
        rows,
        limit,
        (row) => toListing(deps.platforms, row),
        (row) => [row.id],
      ),
      200,
    );
  });
  app.openapi(listingRoutes.countListings, async (c) => {
    const { tenantId } = callerOf(c);
    return c.json(await deps.db.asTenant(tenantId, (tx) => countListings(tx, tenantId)), 200);
  });
  app.openapi(listingRoutes.getListing, async (c) => {
    const { tenantId } = callerOf(c);
    const { listingId } = c.req.valid('param');
    const listing = await deps.db.asTenant(tenantId, (tx) => viewListing(tx, deps.platforms, tenantId, listingId));
    if (!listing) throw new HubError('NOT_FOUND', { message: 'There is no such listing' });
    return c.json(listing, 200);
  });
  app.openapi(listingRoutes.getListingPicture, async (c) => {
    const { tenantId } = callerOf(c);
    const { listingId } = c.req.valid('param');
    const sha256 = await deps.db.asTenant(tenantId, (tx) => findMainPicture(tx, tenantId, listingId));
    if (sha256 === undefined) throw new HubError('NOT_FOUND', { message: 'There is no such listing' });
    if (sha256 === null) throw new HubError('NOT_FOUND', { message: 'No picture of this listing is kept yet' });
    return sendPicture(c, deps.files, sha256, 'private, no-cache');
  });
  app.openapi(listingRoutes.getPicture, async (c) => {
    const { tenantId } = callerOf(c);
    const { sha256 } = c.req.valid('param');
    const isOwn = await deps.db.asTenant(tenantId, (tx) => isOwnPicture(tx, tenantId, sha256));
    if (!isOwn) throw new HubError('NOT_FOUND', { message: 'There is no such picture' });
    return sendPicture(c, deps.files, sha256, `private, max-age=${365 * day}, immutable`);
  });
}

async function sendPicture(c: Context<HubEnv>, files: BlobStore, sha256: string, caching: string) {
  const etag = `"${sha256}"`;
  const headers = { etag, 'cache-control': caching };
  const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag)) return c.body(null, 304, headers);
  return c.body(new Uint8Array(await files.get(sha256)), 200, { ...headers, 'content-type': 'image/webp' });
}
