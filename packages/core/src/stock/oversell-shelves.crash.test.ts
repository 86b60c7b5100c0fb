import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type ShelfHub, shops, startShelfHub, units } from './test/shelf-hub.ts';

const buyersARound = 200;
const roundMs = 12_000;
/** `OVERSELL_ROUNDS=200` for the whole proof: some minutes. They run ten at a time. */
const rounds = Number(process.env.OVERSELL_ROUNDS ?? 4);
const atOnce = 10;
const mostMirrored = 4;

test(
  'four marketplaces that share ten units never sell an eleventh in guaranteed mode, whatever is late, lost, doubled or killed',
  async () => {
    await using hub = await startShelfHub(4);
    const codes = Array.from({ length: rounds }, (_, round) => `G${round}`);
    const mirrored = codes.slice(0, mostMirrored).map((code) => `M-${code}`);
    // To compare with, on a quiet day: what mirror mode does while nothing is killed.
    for (const code of mirrored) await hub.stockUp(code, 'mirror');
    await pause(1_000);
    await Promise.all(mirrored.map((code) => sellOut(hub, code)));
    const stopTrouble = hub.trouble();
    for (let from = 0; from < rounds; from += atOnce) {
      const batch = codes.slice(from, from + atOnce);
      for (const code of batch) await hub.stockUp(code, 'guaranteed');
      await somethingShown(hub, batch);
      await Promise.all(batch.map((code) => sellOut(hub, code)));
    }
    await stopTrouble();
    const soldOf = (all: readonly string[]) => all.map((code) => hub.shelves.sold(code));
    report(soldOf(codes), soldOf(mirrored), hub.shelves.windows('M-'));

    expect(soldOf(codes).filter((count) => count > units)).toEqual([]);
    await hub.seen(120_000 + rounds * 5_000);
    expect(soldOf(codes).filter((count) => count > units)).toEqual([]);
    // A guarantee that sells nothing would be easy to give.
    expect(soldOf(codes).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(rounds * units * 0.3);
    const books = await hub.db.query<{ code: string; reserved: number; on_hand: number }>(`
      select s.code, l.reserved, l.on_hand from sku s join stock_level l on l.tenant_id = s.tenant_id and l.sku_id = s.id where s.code like 'G%'`);
    expect(books).toHaveLength(rounds);
    for (const { code, reserved, on_hand } of books) expect([code, reserved, on_hand]).toEqual([code, hub.shelves.sold(code), units]);
    const short = await hub.db.query(`
      select s.code from shortfall f join sku s on s.tenant_id = f.tenant_id and s.id = f.sku_id where s.code like 'G%' and f.resolved_at is null`);
    expect(short).toEqual([]);
    expect(await hub.broken()).toEqual([]);
  },
  400_000 + rounds * 30_000,
);

/** Waits until most shares have arrived, or for a while: also those who come too early are served. */
async function somethingShown(hub: ShelfHub, codes: readonly string[]): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (Date.now() < deadline && codes.some((code) => hub.shelves.shown(code) < units / 2)) await pause(100);
}

/** Buyers who come at any time, to any shop, for one, for a bundle, or for both in one order; some change their mind. */
async function sellOut(hub: ShelfHub, code: string): Promise<void> {
  await Promise.all(
    Array.from({ length: buyersARound }, async (_, buyer) => {
      await pause(Math.random() * roundMs);
      const shop = shops[buyer % shops.length] ?? 'shp_0';
      const wish = buyer % 3 === 0 ? [`V-${code}`, `B-${code}`] : buyer % 3 === 1 ? [`B-${code}`] : [`V-${code}`];
      const order = hub.shelves.buy(shop, wish);
      if (!order) return;
      await hub.tell(order);
      if (buyer % 10 !== 0) return;
      await pause(Math.random() * 1_000);
      hub.shelves.cancel(order);
      await hub.tell(order);
    }),
  );
}

function report(guaranteed: readonly number[], mirror: readonly number[], windows: readonly number[]): void {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const over = (counts: readonly number[]) => sum(counts.map((count) => Math.max(0, count - units)));
  const sorted = windows.toSorted((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.floor(sorted.length * part)] ?? 0);
  const stock = rounds * units;
  const mirrorStock = mirror.length * units;
  process.stdout.write(`oversell, guaranteed: ${over(guaranteed)} oversold, ${sum(guaranteed)} of ${stock} sold in ${rounds} rounds\n`);
  process.stdout.write(
    `oversell, mirror: ${over(mirror)} oversold of ${mirrorStock}, ${sum(mirror)} sold; window of each sale p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(0.9999)} ms\n`,
  );
}
