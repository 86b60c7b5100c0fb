import { createMarketsHub, type MarketsHub } from '@shopfleet/test-kit/markets';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ordersOfEach = 20;
const slugs = ['tiktok', 'shopee', 'ebay', 'amazon'] as const;

let aheadMs = 0;
const clock = { now: () => new Date(Date.now() + aheadMs) };
let world: MarketsHub;
beforeAll(async () => {
  world = await createMarketsHub({ clock });
  // The first reads are over: from here on an order comes by its event, or by the next cycle.
  await world.hub.jobs.settle();
});
afterAll(() => world?.[Symbol.asyncDispose]());

const missing = async (ids: readonly string[]): Promise<string[]> => {
  const rows = await world.hub.database.query<{ external_id: string }>('select external_id from orders where external_id = any($1)', [ids]);
  const here = new Set(rows.map((row) => row.external_id));
  return ids.filter((id) => !here.has(id));
};

test('with 30 % of the events of every marketplace dropped, each order is there after one cycle of polling', async () => {
  for (const market of world.markets) market.trouble('webhook-lost', 0.3);
  const placed = slugs.map((slug) => ({ slug, ids: Array.from({ length: ordersOfEach }, () => world.market(slug).buy('GAYO-250G')) }));
  // Those that were announced come by themselves.
  for (const { slug, ids } of placed) {
    const lost = world.market(slug).lostEvents();
    await world.until(
      `the announced orders of ${slug}`,
      () => missing(ids),
      (left) => left.length <= lost,
    );
  }
  const without = Object.fromEntries(await Promise.all(placed.map(async ({ slug, ids }) => [slug, (await missing(ids)).length] as const)));
  const dropped = Object.fromEntries(slugs.map((slug) => [slug, world.market(slug).lostEvents()]));
  console.log('events dropped:', dropped, 'orders that came by no event:', without);
  for (const slug of slugs) expect(dropped[slug]).toBeGreaterThan(0);

  // The next cycle is due for every shop; nobody asks for it.
  aheadMs += 61 * 60_000;
  const ids = placed.flatMap((one) => one.ids);
  await world.until(
    'every order',
    () => missing(ids),
    (left) => left.length === 0,
    150_000,
  );
  for (const { slug, ids: own } of placed) {
    const [row] = await world.hub.database.query<{ n: number }>('select count(*)::int as n from orders where external_id = any($1)', [own]);
    expect([slug, row?.n]).toEqual([slug, ordersOfEach]);
  }
});
