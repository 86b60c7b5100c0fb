import type { Database, Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import { type Clock, HubError, type Log } from '@shopfleet/kernel';
import { type ListingsCapability, PlatformFailure, type PlatformListing } from '@shopfleet/platform-kit';
import {
  advancePoll,
  closeEvent,
  importListingJob,
  judgeFailure,
  moveCursor,
  notePolled,
  type OpenShop,
  type Poll,
  pollListingsJob,
  pollShop,
  pollStockJob,
} from '../sync/index.ts';
import { importListings } from './listings/import-listings.ts';
import { askForPictures, keepPictures, listingPicturesJob, type PictureDeps } from './listings/keep-pictures.ts';
import { findUnseen, markListingGone } from './listings/mark-gone.ts';
import type { MappingDeps } from './mappings/change-mappings.ts';
import { noteSeenQuantities, variantsToRead } from './seen-quantities.ts';

export interface CatalogJobDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly openShop: OpenShop;
  onMappingsChanged: MappingDeps['onMappingsChanged'];
  /** Keeps what a marketplace shows and judges the differences; known by a module above. Without, it is only kept. */
  readonly keepSeen?: (page: { tenantId: string; shopId: string; quantities: ReadonlyMap<string, number> }) => Promise<void>;
  /** Without, no pictures are kept. */
  readonly pictures?: Pick<PictureDeps, 'files' | 'fetchPicture'>;
}

const stockPage = 50;
const unseenPage = 50;
const overlapMs = 10 * 60_000;
/** What vanished without an event is noticed when everything is read. */
const fullEveryMs = 24 * 3_600_000;

export const catalogJobKinds = [listingPicturesJob] as const;

/** Reads listings and what marketplaces show as available. */
export function startCatalogJobs(deps: CatalogJobDeps): void {
  deps.jobs.work(
    pollListingsJob,
    ({ tenantId, data, signal, attempt }) =>
      pollShop(deps, 'listings', { tenantId, data, signal, isLastTry: attempt > pollListingsJob.retryLimit }, (poll) =>
        readListings(deps, poll),
      ),
    { concurrency: 2 },
  );
  deps.jobs.work(
    pollStockJob,
    ({ tenantId, data, signal, attempt }) =>
      pollShop(deps, 'stock', { tenantId, data, signal, isLastTry: attempt > pollStockJob.retryLimit }, (poll) => readStock(deps, poll)),
    { concurrency: 2 },
  );
  deps.jobs.work(
    importListingJob,
    ({ tenantId, data, attempt }) => readListing(deps, tenantId, data, attempt > importListingJob.retryLimit),
    { concurrency: 2 },
  );
  const { pictures } = deps;
  if (!pictures) return;
  deps.jobs.work(
    listingPicturesJob,
    ({ tenantId, data, signal }) => keepPictures({ ...deps, ...pictures }, { tenantId, shopId: data.shopId, signal }),
    { concurrency: 1 },
  );
}

async function keepListings(
  deps: CatalogJobDeps,
  tx: Tx,
  place: { tenantId: string; shopId: string },
  listings: readonly PlatformListing[],
) {
  const { newlyMapped } = await importListings(tx, deps.clock, { ...place, listings });
  if (newlyMapped.length > 0) await deps.onMappingsChanged(tx, place.tenantId, { variantIds: newlyMapped });
  if (deps.pictures) await askForPictures(tx, deps, place);
}

async function readListings(deps: CatalogJobDeps, poll: Poll): Promise<void> {
  const { tenantId, shopId, opened, until } = poll;
  const capability = opened.platform.listings;
  if (!capability) throw new HubError('PLATFORM_UNSUPPORTED', { message: `${opened.platform.manifest.title} shows no listings` });
  const since = sinceWhen(poll);
  let pageToken: string | undefined;
  do {
    poll.signal.throwIfAborted();
    const page = await capability.listUpdated(opened.access, { since, ...(pageToken !== undefined && { pageToken }) });
    await deps.db.asTenant(tenantId, async (tx) => {
      await keepListings(deps, tx, { tenantId, shopId }, page.listings);
      await advancePoll(tx, deps.clock, poll, { processed: page.listings.length, total: page.total });
    });
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  if (since !== undefined) return;
  await askForUnseen(deps, poll, capability);
  const position = { fullAt: until.toISOString() };
  await deps.db.asTenant(tenantId, (tx) => moveCursor(tx, deps.clock, { tenantId, shopId, stream: 'listings', position }));
}

/**
 * After everything was read. Listings that come and go move others from page to page, out of sight of whoever reads one after the other:
 * what was not seen is asked for by its id, and gone only when the marketplace does not know it.
 */
async function askForUnseen(deps: CatalogJobDeps, poll: Poll, capability: ListingsCapability): Promise<void> {
  const { tenantId, shopId, opened, until, signal } = poll;
  for (let after = ''; ; ) {
    const page = { tenantId, shopId, since: until, after, limit: unseenPage };
    const unseen = await deps.db.asTenant(tenantId, (tx) => findUnseen(tx, page));
    for (const externalId of unseen) {
      signal.throwIfAborted();
      const listing = await capability.fetchListing(opened.access, externalId).catch(goneOnly);
      await deps.db.asTenant(tenantId, (tx) => keepAnswer(deps, tx, { tenantId, shopId, externalId }, listing));
    }
    if (unseen.length < unseenPage) return;
    after = unseen.at(-1) ?? '';
  }
}

/** What changed since the last reading, with some overlap; everything when that was never read, or long ago. */
function sinceWhen({ since, cursor, until }: Poll): Date | undefined {
  if (since !== undefined) return since;
  const isStale = cursor.fullAt === undefined || until.getTime() - new Date(cursor.fullAt).getTime() >= fullEveryMs;
  return cursor.until === undefined || isStale ? undefined : new Date(new Date(cursor.until).getTime() - overlapMs);
}

async function readStock(deps: CatalogJobDeps, poll: Poll): Promise<void> {
  const { tenantId, shopId, opened, signal } = poll;
  const capability = opened.platform.stock;
  if (!capability) return;
  for (let after = ''; ; ) {
    signal.throwIfAborted();
    const ids = await deps.db.asTenant(tenantId, (tx) => variantsToRead(tx, { tenantId, shopId, after, limit: stockPage }));
    if (ids.length === 0) return;
    const quantities = await capability.readStock(opened.access, ids);
    const page = { tenantId, shopId, quantities };
    if (deps.keepSeen) await deps.keepSeen(page);
    else await deps.db.asTenant(tenantId, (tx) => noteSeenQuantities(tx, deps.clock, page));
    await notePolled(deps, poll, quantities.size);
    after = ids.at(-1) ?? '';
  }
}

async function readListing(
  deps: CatalogJobDeps,
  tenantId: string,
  data: { shopId: string; externalListingId: string; eventId: string },
  isLastTry: boolean,
): Promise<void> {
  const { shopId, externalListingId, eventId } = data;
  try {
    const { platform, access } = await deps.openShop(tenantId, shopId);
    const listing = await platform.listings?.fetchListing(access, externalListingId).catch(goneOnly);
    await deps.db.asTenant(tenantId, async (tx) => {
      if (listing) await keepAnswer(deps, tx, { tenantId, shopId, externalId: externalListingId }, listing);
      await closeEvent(tx, tenantId, eventId, listing ? 'processed' : 'ignored', listing ? '' : 'The platform shows no listings');
    });
  } catch (failure) {
    const verdict = await judgeFailure(deps, { tenantId, shopId }, failure, isLastTry);
    if (verdict.isOver) await deps.db.asTenant(tenantId, (tx) => closeEvent(tx, tenantId, eventId, 'parked', verdict.reason));
    throw verdict.error;
  }
}

/** What the marketplace answered when it was asked for one listing. */
async function keepAnswer(
  deps: CatalogJobDeps,
  tx: Tx,
  place: { tenantId: string; shopId: string; externalId: string },
  listing: PlatformListing | 'gone',
): Promise<void> {
  if (listing === 'gone') await markListingGone(tx, deps.clock, place);
  else await keepListings(deps, tx, place, [listing]);
}

function goneOnly(failure: unknown): 'gone' {
  if (failure instanceof PlatformFailure && failure.kind === 'not-found') return 'gone';
  throw failure;
}
