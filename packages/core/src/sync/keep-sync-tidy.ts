import type { Database, Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { listShops } from '../connections/index.ts';
import { forgetSyncLog } from './sync-log-store.ts';

const dayMs = 86_400_000;
const batchRows = 2_000;
const keepLogDays = 90;

/** Something that is not kept for ever: removes up to `limit` rows from before an instant of one tenant, and answers how many. */
export interface Forgotten {
  readonly keepDays: number;
  forget(tx: Tx, what: { before: Date; limit: number }): Promise<number>;
}

const syncLog: Forgotten = { keepDays: keepLogDays, forget: forgetSyncLog };

/** The nightly upkeep: what is older than it is kept for leaves, in small transactions, tenant by tenant. */
export async function keepSyncTidy(
  deps: { readonly db: Database; readonly clock: Clock },
  others: readonly Forgotten[] = [],
): Promise<void> {
  const shops = await deps.db.asSystem((tx) => listShops(tx));
  for (const tenantId of new Set(shops.map((shop) => shop.tenantId))) {
    for (const { keepDays, forget } of [syncLog, ...others]) {
      const before = new Date(deps.clock.now().getTime() - keepDays * dayMs);
      const forgetSome = () => deps.db.asTenant(tenantId, (tx) => forget(tx, { before, limit: batchRows }));
      while ((await forgetSome()) === batchRows);
    }
  }
}
