import type { Database, Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import { type Clock, HubError, type Log } from '@shopfleet/kernel';
import type { PlatformListing } from '@shopfleet/platform-kit';
import {
  advanceRun,
  closeEvent,
  importListingJob,
  judgeFailure,
  type OpenShop,
  type Poll,
  pollListingsJob,
  pollShop,
  pollStockJob,
} from '../sync/index.ts';
import { importListings } from './import-listings.ts';
import { noteSeenQuantities, variantsToRead } from './seen-quantities.ts';

export interface CatalogJobDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly openShop: OpenShop;
  /** Variants were mapped to SKUs: what waited for that can go on. Known by a module above. */
  onMapped(tx: Tx, tenantId: string, variantIds: readonly string[]): Promise<void>;
}

const stockPage = 50;

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
}

async function keepListings(
  deps: CatalogJobDeps,
  tx: Tx,
  place: { tenantId: string; shopId: string },
  listings: readonly PlatformListing[],
) {
  const { newlyMapped } = await importListings(tx, deps.clock, { ...place, listings });
  await deps.onMapped(tx, place.tenantId, newlyMapped);
}

async function readListings(deps: CatalogJobDeps, poll: Poll): Promise<void> {
  const { tenantId, shopId, runId, cursor, opened } = poll;
  const capability = opened.platform.listings;
  if (!capability) throw new HubError('PLATFORM_UNSUPPORTED', { message: `${opened.platform.manifest.title} shows no listings` });
  const since = poll.since ?? (cursor.until === undefined ? undefined : new Date(new Date(cursor.until).getTime() - 10 * 60_000));
  let pageToken: string | undefined;
  do {
    poll.signal.throwIfAborted();
    const page = await capability.listUpdated(opened.access, { since, ...(pageToken !== undefined && { pageToken }) });
    await deps.db.asTenant(tenantId, async (tx) => {
      await keepListings(deps, tx, { tenantId, shopId }, page.listings);
      if (runId === undefined) return;
      const total = page.total === undefined ? {} : { total: page.total };
      await advanceRun(tx, deps.clock, { tenantId, runId, processed: page.listings.length, ...total });
    });
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
}

async function readStock(deps: CatalogJobDeps, { tenantId, shopId, opened, signal }: Poll): Promise<void> {
  const capability = opened.platform.stock;
  if (!capability) return;
  for (let after = ''; ; ) {
    signal.throwIfAborted();
    const ids = await deps.db.asTenant(tenantId, (tx) => variantsToRead(tx, { tenantId, shopId, after, limit: stockPage }));
    if (ids.length === 0) return;
    const quantities = await capability.readStock(opened.access, ids);
    await deps.db.asTenant(tenantId, (tx) => noteSeenQuantities(tx, deps.clock, { tenantId, shopId, quantities }));
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
    const listing = await platform.listings?.fetchListing(access, externalListingId);
    await deps.db.asTenant(tenantId, async (tx) => {
      if (listing) await keepListings(deps, tx, { tenantId, shopId }, [listing]);
      await closeEvent(tx, tenantId, eventId, listing ? 'processed' : 'ignored', listing ? '' : 'The platform shows no listings');
    });
  } catch (failure) {
    const verdict = await judgeFailure(deps, { tenantId, shopId }, failure, isLastTry);
    if (verdict.isOver) await deps.db.asTenant(tenantId, (tx) => closeEvent(tx, tenantId, eventId, 'parked', verdict.reason));
    throw verdict.error;
  }
}
