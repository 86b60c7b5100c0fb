import { setTimeout as wait } from 'node:timers/promises';
import { createMarketsHub, type Market, type MarketsHub, type MarketTrouble } from '@shopfleet/test-kit/markets';
import { type Bench, type Figure, percentile, spread } from './figure.ts';

const stormed = 'shopee';
const ordersOfEach = 40;
const orderEveryMs = 250;
/** At every how many turns a marketplace sells: eBay's day and Amazon's plan allow no more details of orders. */
const everyTurns = { tiktok: 1, shopee: 1, ebay: 5, amazon: 10 } as const;
const goal = 1.5;

/** Milliseconds from an order at its marketplace until the hub has it, for orders of every market but the stormed one. */
async function latencies({ markets, hub }: MarketsHub): Promise<number[]> {
  const placedAt = new Map<string, number>();
  const others = markets.filter(({ slug }) => slug !== stormed);
  const storming = markets.find(({ slug }) => slug === stormed);
  for (let n = 0; n < ordersOfEach; n++) {
    const startMs = Date.now();
    // The stormed marketplace sells too: its events make the calls that fail.
    storming?.buy('MUG-RED');
    for (const market of others) if (n % everyTurns[market.slug] === 0) placedAt.set(market.buy('MUG-RED'), Date.now());
    await wait(Math.max(0, orderEveryMs - (Date.now() - startMs)));
  }
  for (const giveUpAt = Date.now() + 120_000; ; await wait(50)) {
    const rows = await hub.database.query<{ id: string; at: number }>(
      `select external_id as id, extract(epoch from created_at)::float8 * 1000 as at from orders where external_id = any($1)`,
      [[...placedAt.keys()]],
    );
    if (rows.length === placedAt.size) return rows.map(({ id, at }) => at - (placedAt.get(id) ?? Number.NaN));
    if (Date.now() > giveUpAt) {
      const missing = [...placedAt.keys()].filter((id) => !rows.some((row) => row.id === id));
      throw new Error(`${rows.length} of ${placedAt.size} orders of the others arrived; missing: ${missing.join(', ')}`);
    }
  }
}

async function storm(world: MarketsHub, market: Market, kind: MarketTrouble): Promise<number[]> {
  market.trouble(kind, 1);
  const times = await latencies(world);
  market.clearTroubles();
  return times;
}

export const storms: Bench = {
  name: 'storms',
  about: `One marketplace of four answers every call with 429, then every call with 500, while TikTok Shop and Shopee sell ${1_000 / orderEveryMs} orders a second each, eBay and Amazon what their limits allow: milliseconds from the order to the hub at the other three, p50 / p95 / p99, against the same hub in calm; ratios of p50 and p95, goal ${goal}.`,
  async run() {
    await using world = await createMarketsHub();
    await world.hub.jobs.settle();
    const market = world.market(stormed);
    await latencies(world);
    const calmBefore = await latencies(world);
    const limited = await storm(world, market, 'rate-limited');
    const broken = await storm(world, market, 'internal-error');
    const calmAfter = await latencies(world);
    const calm = [...calmBefore, ...calmAfter];
    return [figure('others while one says 429', limited, calm), figure('others while one says 500', broken, calm)];
  },
};

function figure(name: string, times: readonly number[], calm: readonly number[]): Figure {
  const [median, tail] = [0.5, 0.95].map((share) => percentile(times, share) / percentile(calm, share));
  const isMet = Math.max(median ?? Number.NaN, tail ?? Number.NaN) <= goal;
  return {
    name,
    value: spread(times),
    against: `calm ${spread(calm)}`,
    ratio: `p50 ${median?.toFixed(2)} ×, p95 ${tail?.toFixed(2)} ×${isMet ? '' : ' (goal missed)'}`,
  };
}
