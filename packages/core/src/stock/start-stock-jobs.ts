import type { Jobs } from '@shopfleet/jobs';
import { type PublishStockDeps, publishStock } from './publish-stock.ts';
import { drainClaim } from './publishing/drain-claim.ts';
import { drainClaimJob, publishStockJob } from './stock-jobs.ts';

/** Pushes stock as it changes; pushes of one variant leave one after the other. */
export function startStockJobs(deps: PublishStockDeps & { readonly jobs: Jobs }): void {
  deps.jobs.work(publishStockJob, ({ tenantId, data }) => publishStock(deps, tenantId, data), { concurrency: 8 });
  deps.jobs.work(drainClaimJob, ({ tenantId, data }) => drainClaim(deps, tenantId, data.variantId), { concurrency: 4 });
}
