import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createJobs } from '@shopfleet/jobs';
import { silentLog, systemClock } from '@shopfleet/kernel';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { sql } from 'drizzle-orm';
import { tenantId } from '../../orders/test/order-world.ts';
import { pollOrdersJob, requestImport, syncJobKinds } from '../../sync/index.ts';
import { createSku, followMappings, stockInvariants, stockJobKinds } from '../index.ts';
import type { ShelfWorkerTask } from './shelf-worker.ts';
import { type ShelfOrder, type Shelves, startShelves } from './shelves.ts';

export const shops = ['shp_0', 'shp_1', 'shp_2', 'shp_3'] as const;
export const units = 10;
const pollEveryMs = 2_000;
/** A killed worker's jobs wait for their lease to end: faster, and hardly anything would ever be pushed. */
const killEveryMs = 15_000;

/** A hub with four shops that sell at shelves, its workers as processes that are killed now and then. */
export interface ShelfHub extends AsyncDisposable {
  readonly db: TestDatabase;
  readonly shelves: Shelves;
  /** Makes a SKU of ten units that every shop sells: single, and in bundles of two. */
  stockUp(code: string, publishMode: 'mirror' | 'guaranteed'): Promise<void>;
  /** Starts a worker, which dies at the named point if there is one. */
  work(crashAt?: ShelfWorkerTask['crashAt']): Promise<ChildProcess>;
  /** The marketplace tells of an order: late, sometimes twice, sometimes never. */
  tell(order: ShelfOrder): Promise<void>;
  /** Kills one worker and starts another, now and then, until it is stopped. */
  trouble(): () => Promise<void>;
  /** Resolves when everything that was sold has been seen. */
  seen(withinMs: number): Promise<void>;
  broken(): Promise<unknown[]>;
}

export async function startShelfHub(workers: number): Promise<ShelfHub> {
  const db = await createTestDatabase();
  await db.query(`do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`);
  const shelves = await startShelves(units);
  const jobs = createJobs({ url: db.url, database: db.database, kinds: [...syncJobKinds, ...stockJobKinds], log: silentLog });
  await jobs.start({ work: false });
  await db.query(`insert into tenant (id, name) values ('${tenantId}', 'A')`);
  await db.query(`insert into connection (tenant_id, id, platform, status, external_account_id)
    select '${tenantId}', 'con_' || n, 'test_market', 'connected', 'acc-' || n from generate_series(0, 3) n`);
  await db.query(`insert into shop (tenant_id, id, connection_id, platform, region, external_id, name, settings)
    select '${tenantId}', 'shp_' || n, 'con_' || n, 'test_market', 'US', '700' || n, 'Shop ' || n, '{"isStockPublishOn": true}' from generate_series(0, 3) n`);
  const task: ShelfWorkerTask = { url: db.url, shelvesUrl: shelves.url };
  const running = await Promise.all(Array.from({ length: workers }, () => startWorker(task)));
  const deps = { clock: systemClock, jobs };
  // Finds the orders of which nobody told.
  const polling = setInterval(() => {
    const requests = shops.map((shopId) => ({ data: { shopId }, dedupeKey: shopId }));
    db.database.asTenant(tenantId, (tx) => jobs.enqueueMany(tx, pollOrdersJob, tenantId, requests)).catch(() => clearInterval(polling));
  }, pollEveryMs);
  return {
    db,
    shelves,
    async stockUp(code, publishMode) {
      for (const shop of shops) {
        shelves.add({ shop, variant: `V-${code}`, sku: code, perUnit: 1 });
        shelves.add({ shop, variant: `B-${code}`, sku: code, perUnit: 2 });
      }
      await knowVariants(db, code);
      await db.database.asTenant(tenantId, async (tx) => {
        const skuId = await createSku(tx, deps, { tenantId, code, publishMode, onHand: units, actor: 'user:test' });
        const { rows } = await tx.execute<{ variant_id: string }>(sql`
          insert into sku_mapping (tenant_id, variant_id, sku_id, quantity, origin)
          select v.tenant_id, v.id, ${skuId}, 2, 'person' from listing_variant v where v.tenant_id = ${tenantId} and v.seller_code = ${`B-${code}`}
          returning variant_id`);
        await followMappings(tx, deps, tenantId, { variantIds: rows.map((row) => row.variant_id) });
      });
    },
    async work(crashAt) {
      const worker = await startWorker(crashAt ? { ...task, crashAt } : task);
      running.push(worker);
      return worker;
    },
    async tell(order) {
      await pause(Math.random() * 400);
      if (Math.random() < 0.2) return;
      for (let times = Math.random() < 0.3 ? 2 : 1; times > 0; times--) {
        const request = { tenantId, shopId: order.shop, externalOrderIds: [order.id] };
        await db.database.asTenant(tenantId, (tx) => requestImport(tx, jobs, request));
      }
    },
    trouble() {
      let isOver = false;
      const points = ['stock.after-push-noted', 'stock.after-push-answered', 'stock.before-drain'];
      const killing = (async () => {
        for (let turn = 0; !isOver; turn++) {
          await pause(killEveryMs);
          const place = turn % running.length;
          const name = points[turn % points.length];
          running[place]?.kill('SIGKILL');
          running[place] = await startWorker(name === undefined ? task : { ...task, crashAt: { name, hits: 5 } });
        }
        for (const place of running.keys()) {
          running[place]?.kill('SIGKILL');
          running[place] = await startWorker(task);
        }
      })();
      return () => {
        isOver = true;
        return killing;
      };
    },
    async seen(withinMs) {
      const deadline = Date.now() + withinMs;
      for (;;) {
        const rows = await db.query<{ external_id: string; status: string }>('select external_id, status from orders');
        const known = new Map(rows.map((row) => [row.external_id, row.status]));
        const isKnown = (order: ShelfOrder) => known.get(order.id) === (order.isCancelled ? 'cancelled' : 'to_arrange');
        const missing = [...shelves.orders.values()].filter((order) => !isKnown(order));
        if (missing.length === 0) return;
        if (Date.now() > deadline) throw new Error(`${missing.length} of ${shelves.orders.size} orders are not here`);
        for (const [shopId, own] of Map.groupBy(missing, ({ shop }) => shop)) {
          const request = { tenantId, shopId, externalOrderIds: own.map(({ id }) => id) };
          await db.database.asTenant(tenantId, (tx) => requestImport(tx, jobs, request));
        }
        await pause(2_000);
      }
    },
    broken: () => db.database.asTenant(tenantId, stockInvariants),
    async [Symbol.asyncDispose]() {
      clearInterval(polling);
      for (const worker of running) worker.kill('SIGKILL');
      await jobs.stop();
      await shelves[Symbol.asyncDispose]();
      await db[Symbol.asyncDispose]();
    },
  };
}

async function startWorker(task: ShelfWorkerTask): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'shelf-worker.ts'), JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const failed = once(child, 'exit').then(() => undefined);
  await Promise.race([once(child.stdout, 'data'), failed]);
  return child;
}

/** The single unit is mapped by its code when the SKU is made; the bundle of two by a person. */
async function knowVariants(db: TestDatabase, code: string): Promise<void> {
  await db.query(`
    insert into listing (tenant_id, id, shop_id, external_id, title, status)
    select '${tenantId}', kind || n || '-${code}', 'shp_' || n, 'P-' || kind || '-${code}', kind, 'live'
    from generate_series(0, 3) n, unnest('{V,B}'::text[]) kind`);
  await db.query(`
    insert into listing_variant (tenant_id, id, listing_id, shop_id, external_id, seller_code)
    select '${tenantId}', 'var_' || kind || n || '-${code}', kind || n || '-${code}', 'shp_' || n, kind || '-${code}',
      case kind when 'V' then '${code}' else 'B-${code}' end
    from generate_series(0, 3) n, unnest('{V,B}'::text[]) kind`);
}
