import type { Jobs } from '@shopfleet/jobs';
import { sweepStock, tickSweep } from './conflicts/sweep-stock.ts';
import { createPublisher } from './publish-stock.ts';
import { drainClaim } from './publishing/drain-claim.ts';
import type { PublishStockDeps } from './publishing/publish-deps.ts';
import { publishShop } from './publishing/publish-shop.ts';
import { drainClaimJob, publishShopJob, publishStockJob, sweepStockJob, sweepTickJob } from './stock-jobs.ts';

/**
 * Pushes stock as it changes, pushes of one variant one after the other; and reads at a slow, steady pace what marketplaces show.
 * `schedule` begins the latter.
 */
export function startStockJobs(deps: PublishStockDeps & { readonly jobs: Jobs }): { schedule(): Promise<void> } {
  const { jobs } = deps;
  const publish = createPublisher(deps);
  // Most of a push is waiting for its turn at the marketplace and for its answer.
  jobs.work(publishStockJob, ({ tenantId, data }) => publish(tenantId, data), { concurrency: 256 });
  jobs.work(publishShopJob, ({ tenantId, data }) => publishShop(deps, tenantId, data), { concurrency: 2 });
  jobs.work(drainClaimJob, ({ tenantId, data }) => drainClaim(deps, tenantId, data.variantId), { concurrency: 4 });
  jobs.work(sweepStockJob, ({ tenantId, data, attempt }) => sweepStock(deps, tenantId, data, attempt > sweepStockJob.retryLimit), {
    concurrency: 2,
  });
  jobs.work(sweepTickJob, () => tickSweep(deps), { concurrency: 1 });
  return { schedule: () => jobs.schedule(sweepTickJob, 'every-5-minutes', '*/5 * * * *', 'UTC', {}) };
}
