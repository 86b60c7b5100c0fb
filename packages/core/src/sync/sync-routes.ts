import { shopRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import type { JobKind, Jobs } from '@shopfleet/jobs';
import { type Clock, HubError } from '@shopfleet/kernel';
import { findShop, listActiveShops } from '../connections/index.ts';
import { type Caller, callerOf, decodeCursor, type HubApp, toPage } from '../edge/index.ts';
import { openShopRun } from './run-shops.ts';
import { findRun, listRunRows, type RunRow } from './run-store.ts';
import { toRunView } from './run-view.ts';
import { type PollRequest, pollListingsJob, pollOrdersJob, pollStockJob } from './sync-jobs.ts';

export interface SyncRouteDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
}

/** Pull now, and watch runs. */
export function registerSyncRoutes(app: HubApp, deps: SyncRouteDeps): void {
  app.openapi(shopRoutes.syncOrders, async (c) => {
    const row = await startRun(deps, callerOf(c), c.req.valid('json'), { kind: 'orders', jobs: [pollOrdersJob] });
    return c.json({ run: toRunView(row, deps.clock.now()) }, 202);
  });
  app.openapi(shopRoutes.syncListings, async (c) => {
    const row = await startRun(deps, callerOf(c), c.req.valid('json'), { kind: 'listings', jobs: [pollListingsJob] });
    return c.json({ run: toRunView(row, deps.clock.now()) }, 202);
  });
  app.openapi(shopRoutes.getRun, async (c) => {
    const { tenantId } = callerOf(c);
    const row = await deps.db.asTenant(tenantId, (tx) => findRun(tx, tenantId, c.req.valid('param').runId));
    if (!row) throw new HubError('NOT_FOUND', { message: 'There is no such run' });
    return c.json(toRunView(row, deps.clock.now()), 200);
  });
  app.openapi(shopRoutes.listRuns, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, shopId } = c.req.valid('query');
    const before = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const rows = await deps.db.asTenant(tenantId, (tx) => listRunRows(tx, { tenantId, shopId, before, limit }));
    const now = deps.clock.now();
    return c.json(
      toPage(
        rows,
        limit,
        (row) => toRunView(row, now),
        (row) => [row.id],
      ),
      200,
    );
  });
}

interface Plan {
  readonly kind: string;
  readonly jobs: readonly JobKind<PollRequest>[];
}

async function startRun(
  deps: SyncRouteDeps,
  { tenantId, actor }: Caller,
  body: { shopId?: string | undefined; since?: string | undefined },
  { kind, jobs }: Plan,
): Promise<RunRow> {
  return deps.db.asTenant(tenantId, async (tx) => {
    if (body.shopId !== undefined && !(await findShop(tx, body.shopId)))
      throw new HubError('NOT_FOUND', { message: 'There is no such shop' });
    const shopIds = body.shopId === undefined ? (await listActiveShops(tx)).map((shop) => shop.id) : [body.shopId];
    if (shopIds.length === 0) throw new HubError('CONFLICT', { message: 'No shop is connected yet: connect one first' });
    const { runId, isNew } = await openShopRun(tx, deps.clock, {
      tenantId,
      kind,
      shopId: body.shopId ?? null,
      shopIds,
      requestedBy: `${actor.kind}:${actor.id}`,
      since: body.since,
    });
    for (const shopId of isNew ? shopIds : []) {
      const data = { shopId, runId, ...(body.since !== undefined && { since: body.since }) };
      for (const job of jobs) await deps.jobs.enqueue(tx, job, tenantId, data);
      if (kind === 'listings') await deps.jobs.enqueue(tx, pollStockJob, tenantId, { shopId }, { dedupeKey: shopId });
    }
    const row = await findRun(tx, tenantId, runId);
    if (!row) throw new Error('the run that was just made is not visible');
    return row;
  });
}
