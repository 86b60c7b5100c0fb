import { createJobs, type Jobs } from '@shopfleet/jobs';
import { ManualClock, Sealer, silentLog } from '@shopfleet/kernel';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { startCatalogJobs } from '../../catalog/index.ts';
import { requireConnected } from '../../connections/index.ts';
import { noHooks, openOrderShops, startOrderJobs } from '../../orders/index.ts';
import { seedTenants } from '../../orders/test/order-world.ts';
import { followMappings, startStockJobs, stockJobKinds } from '../../stock/index.ts';
import { type AcceptDeps, type OpenShop, startSyncJobs, syncJobKinds } from '../index.ts';
import type { TestMarket } from './test-market.ts';

export interface SyncWorld extends AsyncDisposable {
  readonly db: TestDatabase;
  readonly jobs: Jobs;
  readonly clock: ManualClock;
  readonly deps: AcceptDeps & { readonly jobs: Jobs; readonly openShop: OpenShop };
}

/** The sync of a hub over one marketplace of the tests, with its workers running. */
export async function createSyncWorld(market: TestMarket, options: { work?: boolean } = {}): Promise<SyncWorld> {
  const db = await createTestDatabase();
  const clock = new ManualClock(new Date('2026-03-02T12:00:00Z'));
  const jobs = createJobs({ url: db.url, database: db.database, kinds: [...syncJobKinds, ...stockJobKinds], log: silentLog, clock });
  const openShop: OpenShop = async (tenantId, shopId) => {
    await db.database.asTenant(tenantId, (tx) => requireConnected(tx, shopId));
    return {
      shop: { id: shopId, platform: 'test_market' },
      platform: market.platform,
      access: { externalId: '7001', region: 'US', addressKey: '', token: () => Promise.reject(new Error('not needed here')) },
    };
  };
  const sealer = new Sealer(new Map([['k1', Buffer.alloc(32, 1)]]), 'k1');
  const platforms = new Map([['test_market', market.platform]]);
  const deps = { db: db.database, jobs, clock, openShop, log: silentLog, hooks: noHooks, openOrderShops, sealer, platforms };
  startSyncJobs(deps);
  startOrderJobs(deps);
  startStockJobs(deps);
  startCatalogJobs({ ...deps, onMappingsChanged: (tx, tenantId, changed) => followMappings(tx, deps, tenantId, changed) });
  await jobs.start({ work: options.work ?? true });
  await seedTenants(db);
  return {
    db,
    jobs,
    clock,
    deps: { db: db.database, clock, jobs, platforms, openShop },
    async [Symbol.asyncDispose]() {
      await jobs.stop();
      await db[Symbol.asyncDispose]();
    },
  };
}
