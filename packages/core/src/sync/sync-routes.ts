import { syncRoutes } from '@shopfleet/contracts';
import type { Database, Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { listActiveShops, listConnections } from '../connections/index.ts';
import { type Caller, callerOf, csvHeaders, decodeCursor, type HubApp, textStream, toPage } from '../edge/index.ts';
import { findRun, listRunRows, listUnfinishedRuns } from './run-store.ts';
import { toRunView } from './run-view.ts';
import { type RunKind, type StartRunDeps, startRun, type WhichShops } from './start-run.ts';
import { listSyncLog } from './sync-log-store.ts';
import { streamSyncLogCsv, toSyncLogView } from './sync-log-view.ts';
import { readSyncStreams, type TickDeps } from './sync-tick.ts';

export interface SyncRouteDeps extends StartRunDeps, Pick<TickDeps, 'openOrderShops'> {
  readonly db: Database;
}

const kinds = { orders: 'orders', status: 'status', products: 'listings', inventory: 'stock' } as const;

/** Pull now, watch runs, and see when each stream is read. */
export function registerSyncRoutes(app: HubApp, deps: SyncRouteDeps): void {
  async function begin(caller: Caller, kind: RunKind, { since, ...which }: WhichShops & { since?: string | undefined }) {
    const { tenantId, actor } = caller;
    const requestedBy = `${actor.kind}:${actor.id}`;
    const row = await deps.db.asTenant(tenantId, (tx) => startRun(tx, deps, { tenantId, requestedBy, kind, which, since }));
    return { run: toRunView(row, deps.clock.now()) };
  }
  app.openapi(syncRoutes.syncOrders, async (c) => c.json(await begin(callerOf(c), 'orders', c.req.valid('json')), 202));
  app.openapi(syncRoutes.syncPlatformOrders, async (c) => c.json(await begin(callerOf(c), 'orders', c.req.valid('json')), 202));
  app.openapi(syncRoutes.syncListings, async (c) => c.json(await begin(callerOf(c), 'listings', c.req.valid('json')), 202));
  app.openapi(syncRoutes.syncStock, async (c) => c.json(await begin(callerOf(c), 'stock', c.req.valid('json')), 202));
  app.openapi(syncRoutes.manualSync, async (c) => {
    const { type, ...which } = c.req.valid('json');
    return c.json(await begin(callerOf(c), kinds[type], which), 202);
  });
  app.openapi(syncRoutes.syncStatus, async (c) => {
    const { tenantId } = callerOf(c);
    return c.json(await deps.db.asTenant(tenantId, (tx) => readStatus(tx, deps, tenantId)), 200);
  });
  app.openapi(syncRoutes.getRun, async (c) => {
    const { tenantId } = callerOf(c);
    const row = await deps.db.asTenant(tenantId, (tx) => findRun(tx, tenantId, c.req.valid('param').runId));
    if (!row) throw new HubError('NOT_FOUND', { message: 'There is no such run' });
    return c.json(toRunView(row, deps.clock.now()), 200);
  });
  app.openapi(syncRoutes.listSyncLog, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, format, ...filter } = c.req.valid('query');
    if (format === 'csv') return c.body(textStream(streamSyncLogCsv(deps, tenantId, filter)), 200, csvHeaders('sync-log.csv'));
    const before = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const rows = await deps.db.asTenant(tenantId, (tx) => listSyncLog(tx, { ...filter, before, limit: limit + 1 }));
    return c.json(
      toPage(
        rows,
        limit,
        (row) => toSyncLogView(row, deps.platforms),
        ({ id }) => [id],
      ),
      200,
    );
  });
  app.openapi(syncRoutes.listRuns, async (c) => {
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

async function readStatus(tx: Tx, deps: SyncRouteDeps, tenantId: string) {
  const shops = await listActiveShops(tx);
  const connections = new Map((await listConnections(tx)).map((connection) => [connection.id, connection]));
  const streams = await readSyncStreams(tx, deps, tenantId, shops);
  const running = await listUnfinishedRuns(tx, tenantId);
  const now = deps.clock.now();
  return {
    items: shops.map((shop) => ({
      shopId: shop.id,
      shopName: shop.name,
      platform: shop.platform,
      platformTitle: deps.platforms.get(shop.platform)?.manifest.title ?? shop.platform,
      connectionId: shop.connectionId,
      status: connections.get(shop.connectionId)?.status ?? 'error',
      streams: streams.get(shop.id) ?? [],
    })),
    running: running.map((row) => toRunView(row, now)),
  };
}
