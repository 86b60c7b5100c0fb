import type { Database, Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import type { Clock } from '@shopfleet/kernel';
import type { Platform } from '@shopfleet/platform-kit';
import { listActiveShops, type ShopRow } from '../connections/index.ts';
import { readCursors, type Stream, streams } from './cursor-store.ts';
import { isDue, nextRunAt, type StreamSettings } from './due-streams.ts';
import { pollListingsJob, pollOrdersJob, pollStatusJob, pollStockJob } from './sync-jobs.ts';

export interface TickDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly platforms: ReadonlyMap<string, Platform>;
  /** Shops of the tenant that have orders still to be shipped; known by a module above. */
  openOrderShops(tx: Tx, tenantId: string): Promise<ReadonlySet<string>>;
}

type StreamDeps = Pick<TickDeps, 'openOrderShops' | 'platforms'>;

const jobOf = { orders: pollOrdersJob, status: pollStatusJob, listings: pollListingsJob, stock: pollStockJob } as const;

/** Looks at every shop and asks for what is due. One that waits or runs already is not asked for twice. */
export async function tickSync(deps: TickDeps): Promise<void> {
  const shops = await deps.db.asSystem((tx) => listActiveShops(tx));
  const byTenant = Map.groupBy(shops, (shop) => shop.tenantId);
  for (const [tenantId, own] of byTenant) await deps.db.asTenant(tenantId, (tx) => tickTenant(tx, deps, tenantId, own));
}

async function tickTenant(tx: Tx, deps: TickDeps, tenantId: string, shops: readonly ShopRow[]): Promise<void> {
  const cursors = await readCursors(tx);
  const settingsOf = await streamSettings(tx, deps, tenantId, shops);
  for (const shop of shops) {
    const settings = settingsOf(shop);
    for (const stream of streams) {
      if (!isDue(stream, settings, cursors.get(`${shop.id} ${stream}`), deps.clock.now())) continue;
      await deps.jobs.enqueue(tx, jobOf[stream], tenantId, { shopId: shop.id }, { dedupeKey: shop.id });
    }
  }
}

/** What decides when the streams of each of these shops, which are all active ones of the tenant, are due. */
async function streamSettings(tx: Tx, deps: StreamDeps, tenantId: string, shops: readonly ShopRow[]) {
  const open = await deps.openOrderShops(tx, tenantId);
  const byConnection = Map.groupBy(
    shops.filter((shop) => shop.isActive),
    (shop) => shop.connectionId,
  );
  return (shop: ShopRow): StreamSettings => {
    const polling = deps.platforms.get(shop.platform)?.manifest.orderPolling;
    const sharers = polling?.perAccount ? (byConnection.get(shop.connectionId)?.length ?? 1) : 1;
    return { ...shop.settings, hasOpenOrders: open.has(shop.id), leastOrderMinutes: (polling?.leastMinutes ?? 0) * sharers };
  };
}

export interface SyncStream {
  readonly kind: Stream;
  readonly lastRunAt: string | null;
  readonly lastStatus: string;
  readonly nextRunAt: string | null;
}

/** When each stream of these shops was read last and will be read next, by shop; for the list of shops. */
export async function readSyncStreams(
  tx: Tx,
  deps: StreamDeps & Pick<TickDeps, 'clock'>,
  tenantId: string,
  shops: readonly ShopRow[],
): Promise<ReadonlyMap<string, SyncStream[]>> {
  const cursors = await readCursors(tx);
  const settingsOf = await streamSettings(tx, deps, tenantId, shops);
  const view = (shop: ShopRow, kind: Stream): SyncStream => {
    const position = cursors.get(`${shop.id} ${kind}`);
    const next = shop.isActive ? nextRunAt(kind, settingsOf(shop), position, deps.clock.now()) : undefined;
    return {
      kind,
      lastRunAt: position?.lastRunAt ?? null,
      lastStatus: position?.lastStatus ?? '',
      nextRunAt: next?.toISOString() ?? null,
    };
  };
  return new Map(shops.map((shop) => [shop.id, streams.map((kind) => view(shop, kind))]));
}
