import type { Database, Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import type { Log } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { forgetBuyersJob, importOrdersJob, type OpenShop, pollOrders, pollOrdersJob, pollStatusJob } from '../sync/index.ts';
import { followOrderEvent } from './follow-order-event.ts';
import { forgetBuyers } from './forget-buyers.ts';
import { type ImportDeps, importOrderBatch } from './import-orders.ts';
import { OrderFetcher } from './order-fetcher.ts';
import { openStatuses } from './order-status.ts';
import { pollStatus } from './poll-status.ts';

export interface OrderJobDeps extends ImportDeps {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly openShop: OpenShop;
}

/** Imports what events named, polls for what they did not, and forgets buyers. */
export function startOrderJobs(deps: OrderJobDeps): void {
  const workers = 16;
  const fetcher = new OrderFetcher({ openShop: deps.openShop, workers });
  deps.jobs.work(
    importOrdersJob,
    ({ tenantId, data, attempt }) =>
      followOrderEvent({ ...deps, fetcher }, { tenantId, ...data, isLastTry: attempt > importOrdersJob.retryLimit }),
    { concurrency: workers },
  );
  const importPage = (tx: Tx, target: Parameters<typeof importOrderBatch>[2], orders: Parameters<typeof importOrderBatch>[3]) =>
    importOrderBatch(tx, deps, target, orders);
  deps.jobs.work(
    pollOrdersJob,
    ({ tenantId, data, signal, attempt }) =>
      pollOrders({ ...deps, importPage }, { tenantId, data, signal, isLastTry: attempt > pollOrdersJob.retryLimit }),
    { concurrency: 4 },
  );
  deps.jobs.work(
    pollStatusJob,
    ({ tenantId, data, signal, attempt }) => pollStatus(deps, { tenantId, data, signal, isLastTry: attempt > pollStatusJob.retryLimit }),
    { concurrency: 2 },
  );
  deps.jobs.work(forgetBuyersJob, ({ data }) => forgetBuyers(deps, data), { concurrency: 1 });
}

/** Shops of the tenant that have orders still to be shipped: they are polled more often. */
export async function openOrderShops(tx: Tx, tenantId: string): Promise<ReadonlySet<string>> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select s.id from shop s where s.tenant_id = ${tenantId} and s.is_active and exists (
      select from orders o where o.tenant_id = s.tenant_id and o.shop_id = s.id and o.status = any(${sql.param([...openStatuses])}::text[]))`);
  return new Set(rows.map((row) => row.id));
}
