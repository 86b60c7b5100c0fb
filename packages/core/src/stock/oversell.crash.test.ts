import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createOrderWorld } from '../orders/test/order-world.ts';
import { mapBundles } from './test/map-bundles.ts';

const run = promisify(execFile);
const processes = 4;
const buyersARound = 200;
const unitsARound = 10;
/** `OVERSELL_ROUNDS=200` for the whole proof: some minutes. */
const rounds = Number(process.env.OVERSELL_ROUNDS ?? 4);
const withinMs = 120_000 + rounds * 30_000;

test(
  'four processes that sell the same ten units to 200 buyers never promise an eleventh, and never deadlock',
  async () => {
    await using world = await createOrderWorld();
    // Whether a commit waits for the disk changes nothing about who waits for whom, and most of the time.
    await world.db.query(`do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`);
    const all = Array.from({ length: rounds }, (_, round) => round);
    for (const round of all) {
      await world.makeSku(`SKU-${round}`, unitsARound);
      await world.makeSku(`OTHER-${round}`, unitsARound);
    }
    await mapBundles(world, all);
    const before = await deadlocks();
    const buyers = Array.from({ length: buyersARound }, (_, buyer) => buyer);
    await Promise.all(
      Array.from({ length: processes }, (_, index) => {
        const own = buyers.filter((buyer) => buyer % processes === index);
        const task = { url: world.db.url, rounds: all, buyers: own };
        return run(process.execPath, [join(import.meta.dirname, 'test', 'buyers.ts'), JSON.stringify(task)]);
      }),
    );
    const orders = await world.db.query<{ n: number }>('select count(*)::int as n from orders');
    expect(orders).toEqual([{ n: rounds * buyersARound + 1 }]);
    const sold = await world.db.query<{ code: string; units: number; on_hand: number; reserved: number }>(`
    select s.code, l.on_hand, l.reserved, coalesce((select sum(r.quantity)::int from reservation r where r.sku_id = s.id and r.state = 'open'), 0) as units
    from sku s join stock_level l on l.sku_id = s.id`);
    expect(sold).toHaveLength(rounds * 2);
    for (const sku of sold) expect(sku).toMatchObject({ units: sku.reserved, on_hand: unitsARound });
    for (const sku of sold) expect(sku.units).toBeLessThanOrEqual(unitsARound);
    expect(sold.filter((sku) => sku.code.startsWith('SKU-')).every((sku) => sku.units >= unitsARound - 2)).toBe(true);
    expect(await world.broken()).toEqual([]);
    expect((await deadlocks()) - before).toBe(0);

    async function deadlocks(): Promise<number> {
      const [row] = await world.db.query<{ n: number }>(
        'select deadlocks::int as n from pg_stat_database where datname = current_database()',
      );
      return row?.n ?? 0;
    }
  },
  withinMs,
);
