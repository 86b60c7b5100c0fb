import { createMarketsHub, type Market, type MarketsHub, makeReadyToShip } from '@shopfleet/test-kit/markets';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

interface Connection {
  readonly platform: string;
  readonly status: string;
  readonly statusReason: string;
}

const minuteMs = 60_000;
const code = 'MUG-RED';
const slugs = ['tiktok', 'shopee', 'ebay', 'amazon'] as const;
const platformOf = (slug: Market['slug']) => (slug === 'tiktok' ? 'tiktok_shop' : slug);

let world: MarketsHub;
let skuId: string;
beforeAll(async () => {
  world = await createMarketsHub();
  await makeReadyToShip(world);
  skuId = (await world.call<{ id: string }>('POST', '/api/skus', { code, name: code, onHand: 900 })).id;
  await world.until(
    'the stock is shown',
    async () => world.markets.map((market) => market.shown(code)),
    (all) => all.every((n) => n === 900),
  );
});
afterEach(async () => {
  for (const market of world.markets) market.clearTroubles();
  // The way back: the seller consents again.
  for (const { platform, status } of await connections()) {
    const market = world.markets.find(({ slug }) => platformOf(slug) === platform);
    if (status !== 'connected' && market) await world.connect(market);
  }
  expect((await connections()).map(({ status }) => status)).toEqual(slugs.map(() => 'connected'));
});
afterAll(() => world?.[Symbol.asyncDispose]());

const connections = async () => (await world.call<{ items: Connection[] }>('GET', '/api/v1/platforms/connections')).items;

/** Within a minute the connection says that a person must act, and why. */
async function untilShown(slug: Market['slug']): Promise<Connection> {
  const look = async () => (await connections()).find(({ platform }) => platform === platformOf(slug));
  const seen = await world.until(`${slug} needs a person`, look, (one) => one !== undefined && isOver(one), minuteMs);
  if (!seen) throw new Error('unreachable');
  expect(seen.statusReason).not.toBe('');
  return seen;
}
const isOver = ({ status }: Connection) => status === 'needs_reconnect' || status === 'revoked';

/** The others stay connected, get their orders by event, and are told the new number. */
async function othersGoOn(slug: Market['slug']): Promise<void> {
  const others = world.markets.filter((market) => market.slug !== slug);
  for (const market of others) {
    await world.imported(market.buy(code));
    await world.until(
      'the others agree',
      async () => others.map((one) => one.shown(code)),
      (all) => new Set(all).size === 1,
    );
  }
  const standing = (await connections()).filter(({ platform }) => platform !== platformOf(slug));
  expect(standing.map(({ status }) => status)).toEqual(['connected', 'connected', 'connected']);
}

test.each(['tiktok', 'shopee', 'ebay'] as const)(
  'the event of %s that the seller took the consent back is shown, and nothing else stops',
  async (slug) => {
    world.market(slug).revoke();
    expect((await untilShown(slug)).status).toBe('revoked');
    await othersGoOn(slug);
  },
);

test.each(slugs)('with no event, a push of stock that meets the dead grant of %s tells it, and nothing else stops', async (slug) => {
  const market = world.market(slug);
  market.trouble('webhook-lost', 1);
  market.revoke();
  await world.call('POST', `/api/skus/${skuId}/adjust`, { kind: 'adjust', quantity: 1, reason: 'found' });
  expect((await untilShown(slug)).status).toBe('needs_reconnect');
  await othersGoOn(slug);
});

test.each(slugs)('with no event, reading the orders of %s tells that its grant is dead, and nothing else stops', async (slug) => {
  const market = world.market(slug);
  market.trouble('webhook-lost', 1);
  market.revoke();
  await world.call('POST', '/api/orders/sync', { platform: slug });
  expect((await untilShown(slug)).status).toBe('needs_reconnect');
  await othersGoOn(slug);
});

test('Amazon, which announces nothing, is asked often enough: within a minute it is shown, though nobody calls it', async () => {
  await world.hub.jobs.settle();
  world.market('amazon').revoke();
  expect((await untilShown('amazon')).status).toBe('needs_reconnect');
  await othersGoOn('amazon');
});
