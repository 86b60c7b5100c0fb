import { createMarketsHub, type MarketsHub, type MarketTrouble } from '@shopfleet/test-kit/markets';
import { afterAll, beforeAll, expect, test } from 'vitest';

const slugs = ['tiktok', 'shopee', 'ebay', 'amazon'] as const;
/** More than there are workers for orders: coming back again and again, they must leave some to the others. */
const stormedOrders = 40;
const storms: readonly MarketTrouble[] = ['rate-limited', 'internal-error'];

let world: MarketsHub;
beforeAll(async () => {
  world = await createMarketsHub();
  await world.hub.jobs.settle();
});
afterAll(() => world?.[Symbol.asyncDispose]());

const isHere = async (id: string): Promise<boolean> =>
  (await world.hub.database.query('select 1 from orders where external_id = $1', [id])).length > 0;

test.each(storms)('while Shopee answers every call with %s, the orders of the others arrive; afterwards its own do', async (kind) => {
  const shopee = world.market('shopee');
  shopee.trouble(kind, 1);
  const stormed = Array.from({ length: stormedOrders }, () => shopee.buy('MUG-RED'));
  for (let round = 0; round < 5; round++) {
    const placed = slugs.filter((slug) => slug !== 'shopee').map((slug) => world.market(slug).buy('MUG-RED'));
    for (const id of placed) await world.imported(id, 60_000);
  }
  for (const id of stormed) expect([id, await isHere(id)]).toEqual([id, false]);
  shopee.clearTroubles();
  for (const id of stormed) await world.imported(id, 110_000);
});
