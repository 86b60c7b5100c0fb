import { importOrderBatch, noHooks } from '@shopfleet/core/orders';
import { createSku, stockJobKinds } from '@shopfleet/core/stock';
import { syncJobKinds } from '@shopfleet/core/sync';
import { createJobs } from '@shopfleet/jobs';
import { silentLog, systemClock } from '@shopfleet/kernel';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import type { Bench } from './figure.ts';
import { sampleOrder, sampleSkuCodes } from './sample-orders.ts';

const orders = 5_000;
const pageSize = 100;
const target = { tenantId: 'ten_bench', shopId: 'shp_bench', platform: 'bench' };
/** Parents before children: what an import leaves behind. */
const tables = ['orders', 'order_line', 'reservation', 'order_history'];

async function seed(db: TestDatabase): Promise<void> {
  await db.query(`insert into tenant (id, name) values ('ten_bench', 'Bench')`);
  await db.query(
    `insert into connection (tenant_id, id, platform, status, external_account_id) values ('ten_bench', 'con_b', 'bench', 'connected', 'a')`,
  );
  await db.query(
    `insert into shop (tenant_id, id, connection_id, platform, region, external_id, name) values ('ten_bench', 'shp_bench', 'con_b', 'bench', 'US', '1', 'Bench')`,
  );
}

async function importAll(db: TestDatabase): Promise<number> {
  const jobs = createJobs({ url: db.url, database: db.database, kinds: [...syncJobKinds, ...stockJobKinds], log: silentLog });
  await jobs.start({ work: false });
  const deps = { clock: systemClock, jobs, hooks: noHooks };
  await db.database.asTenant(target.tenantId, async (tx) => {
    for (const code of sampleSkuCodes) {
      await createSku(tx, deps, {
        tenantId: target.tenantId,
        code,
        name: '',
        publishMode: 'mirror',
        buffer: 0,
        safetyStock: 0,
        onHand: 1_000_000,
        actor: 'bench',
      });
    }
  });
  const startedAt = performance.now();
  for (let from = 0; from < orders; from += pageSize) {
    const page = Array.from({ length: pageSize }, (_, n) => sampleOrder(from + n));
    await db.database.asTenant(target.tenantId, (tx) => importOrderBatch(tx, deps, target, page));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  await jobs.stop();
  return orders / seconds;
}

/** The same rows, taken from the import, inserted table by table in the same page size with nothing else around them. */
async function insertAll(from: TestDatabase, to: TestDatabase, names: readonly string[]): Promise<number> {
  let ms = 0;
  for (const name of names) {
    const columns = await to.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = '${name}' and is_generated = 'NEVER' order by ordinal_position`,
    );
    const list = columns.map((column) => column.name).join(', ');
    const rows = await from.query<{ row: unknown }>(`select to_jsonb(t) as row from ${name} t`);
    const rowsAPage = Math.ceil(rows.length / (orders / pageSize));
    for (let at = 0; at < rows.length; at += rowsAPage) {
      const page = JSON.stringify(rows.slice(at, at + rowsAPage).map(({ row }) => row));
      const startedAt = performance.now();
      await to.query(`insert into ${name} (${list}) select ${list} from jsonb_populate_recordset(null::${name}, $1::jsonb)`, [page]);
      ms += performance.now() - startedAt;
    }
  }
  return orders / (ms / 1000);
}

export const importRate: Bench = {
  name: 'import-rate',
  about: `Orders imported per second (${orders} orders in pages of ${pageSize}: merge, stock reservations, history, live notice) against a bare batch insert of the same rows in the same page size.`,
  async run() {
    await using imported = await createTestDatabase();
    await seed(imported);
    const rate = await importAll(imported);
    const baseline = async (names: readonly string[]) => {
      await using bare = await createTestDatabase();
      await seed(bare);
      return await insertAll(imported, bare, names);
    };
    const bareOrders = await baseline(tables.slice(0, 2));
    const bareAll = await baseline(tables);
    const perSecond = (value: number) => `${Math.round(value)} orders/s`;
    const percent = (base: number) => `${Math.round((rate / base) * 100)} % (goal ≥ 25 %${rate / base < 0.25 ? ', missed' : ''})`;
    return [
      {
        name: 'import, against orders and lines only',
        value: perSecond(rate),
        against: `bare insert ${perSecond(bareOrders)}`,
        ratio: percent(bareOrders),
      },
      {
        name: 'import, against every row that it leaves',
        value: perSecond(rate),
        against: `bare insert ${perSecond(bareAll)}`,
        ratio: percent(bareAll),
      },
    ];
  },
};
