import { createJobs, type Jobs } from '@shopfleet/jobs';
import { ManualClock, silentLog } from '@shopfleet/kernel';
import type { PlatformOrder } from '@shopfleet/platform-kit';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { createSku, stockInvariants, stockJobKinds } from '../../stock/index.ts';
import { syncJobKinds } from '../../sync/index.ts';
import { type ImportDeps, type ImportResult, importOrderBatch, noHooks, orderInvariants } from '../index.ts';

export const tenantId = 'ten_a';
export const otherTenantId = 'ten_b';
export const shopId = 'shp_a';
export const target = { tenantId, shopId, platform: 'test_market' };

/** A database with two tenants, a shop each, and the means to import. */
export interface OrderWorld extends AsyncDisposable {
  readonly db: TestDatabase;
  readonly jobs: Jobs;
  readonly clock: ManualClock;
  readonly deps: ImportDeps;
  importAll(...orders: readonly PlatformOrder[]): Promise<ImportResult>;
  makeSku(code: string, onHand: number): Promise<string>;
  /** Levels by SKU code: `on hand/reserved`. */
  levels(): Promise<Record<string, string>>;
  broken(): Promise<unknown[]>;
}

export async function createOrderWorld(): Promise<OrderWorld> {
  const db = await createTestDatabase();
  const clock = new ManualClock(new Date('2026-03-01T00:00:00Z'));
  const jobs = createJobs({ url: db.url, database: db.database, kinds: [...syncJobKinds, ...stockJobKinds], log: silentLog, clock });
  await jobs.start({ work: false });
  await seedTenants(db);
  const deps: ImportDeps = { clock, jobs, hooks: noHooks };
  return {
    db,
    jobs,
    clock,
    deps,
    importAll: (...orders) => db.database.asTenant(tenantId, (tx) => importOrderBatch(tx, deps, target, orders)),
    makeSku: (code, onHand) =>
      db.database.asTenant(tenantId, (tx) =>
        createSku(tx, deps, { tenantId, code, name: '', publishMode: 'mirror', buffer: 0, safetyStock: 0, onHand, actor: 'user:test' }),
      ),
    levels: () => levelsOf(db),
    broken: () => db.database.asTenant(tenantId, async (tx) => [...(await stockInvariants(tx)), ...(await orderInvariants(tx))]),
    async [Symbol.asyncDispose]() {
      await jobs.stop();
      await db[Symbol.asyncDispose]();
    },
  };
}

/** Two tenants with a connected shop each. */
export async function seedTenants(db: TestDatabase): Promise<void> {
  await db.query(`insert into tenant (id, name) values ('ten_a', 'A'), ('ten_b', 'B')`);
  await db.query(`
    insert into connection (tenant_id, id, platform, status, external_account_id)
    values ('ten_a', 'con_a', 'test_market', 'connected', 'acc-a'), ('ten_b', 'con_b', 'test_market', 'connected', 'acc-b')`);
  await db.query(`
    insert into shop (tenant_id, id, connection_id, platform, region, external_id, name)
    values ('ten_a', 'shp_a', 'con_a', 'test_market', 'US', '7001', 'Shop A'), ('ten_b', 'shp_b', 'con_b', 'test_market', 'US', '7002', 'Shop B')`);
}

async function levelsOf(db: TestDatabase): Promise<Record<string, string>> {
  const rows = await db.query<{ code: string; level: string }>(`
    select s.code, l.on_hand || '/' || l.reserved as level from sku s join stock_level l on l.tenant_id = s.tenant_id and l.sku_id = s.id
    order by s.code`);
  return Object.fromEntries(rows.map((row) => [row.code, row.level]));
}
