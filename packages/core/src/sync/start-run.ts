import type { Tx } from '@shopfleet/db';
import type { JobKind, Jobs } from '@shopfleet/jobs';
import { type Clock, HubError } from '@shopfleet/kernel';
import type { Platform } from '@shopfleet/platform-kit';
import { findShop, listActiveShops, type ShopRow } from '../connections/index.ts';
import { openShopRun } from './run-shops.ts';
import { findRun, type RunRow } from './run-store.ts';
import { type PollRequest, pollListingsJob, pollOrdersJob, pollStatusJob, pollStockJob } from './sync-jobs.ts';

export interface StartRunDeps {
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly platforms: ReadonlyMap<string, Platform>;
}

/** Which shops: one, those of a connection, those of a marketplace (by its short name), or all. */
export interface WhichShops {
  readonly shopId?: string | undefined;
  readonly connectionId?: string | undefined;
  readonly platform?: string | undefined;
}

export type RunKind = 'orders' | 'status' | 'listings' | 'stock';

const jobOf: Readonly<Record<RunKind, JobKind<PollRequest>>> = {
  orders: pollOrdersJob,
  status: pollStatusJob,
  listings: pollListingsJob,
  stock: pollStockJob,
};

/** Begins a run over these shops, or joins the unfinished one that was asked for before. Throws `NOT_FOUND` and `CONFLICT`. */
export async function startRun(
  tx: Tx,
  deps: StartRunDeps,
  input: { tenantId: string; requestedBy: string; kind: RunKind; which: WhichShops; since?: string | undefined },
): Promise<RunRow> {
  const { tenantId, requestedBy, kind, which, since } = input;
  const shopIds = (await pickShops(tx, deps, which)).map(({ id }) => id);
  const { runId, isNew } = await openShopRun(tx, deps.clock, {
    tenantId,
    kind: scopeOf(kind, which),
    shopId: which.shopId ?? null,
    shopIds,
    requestedBy,
    since,
  });
  for (const shopId of isNew ? shopIds : []) {
    const data = { shopId, runId, ...(since !== undefined && { since }) };
    await deps.jobs.enqueue(tx, jobOf[kind], tenantId, data);
    if (kind === 'listings') await deps.jobs.enqueue(tx, pollStockJob, tenantId, { shopId }, { dedupeKey: shopId });
  }
  const row = await findRun(tx, tenantId, runId);
  if (!row) throw new Error('the run that was just made is not visible');
  return row;
}

/** A run of some shops must not be joined by one that wants others. */
function scopeOf(kind: RunKind, { shopId, connectionId, platform }: WhichShops): string {
  if (shopId !== undefined) return kind;
  return [kind, connectionId ?? platform].filter((part) => part !== undefined).join(':');
}

async function pickShops(tx: Tx, { platforms }: StartRunDeps, { shopId, connectionId, platform }: WhichShops): Promise<ShopRow[]> {
  if (shopId !== undefined) {
    const shop = await findShop(tx, shopId);
    if (!shop) throw new HubError('NOT_FOUND', { message: 'There is no such shop' });
    return [shop];
  }
  const shops = (await listActiveShops(tx)).filter(
    (shop) =>
      (connectionId === undefined || shop.connectionId === connectionId) &&
      (platform === undefined || platforms.get(shop.platform)?.manifest.slug === platform),
  );
  if (shops.length > 0) return shops;
  if (connectionId !== undefined) throw new HubError('NOT_FOUND', { message: 'There is no such connection with a shop' });
  throw new HubError('CONFLICT', { message: 'No such shop is connected yet: connect one first' });
}
