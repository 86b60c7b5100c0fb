import { allMarkets, createMarketsHub, type MarketsHub, makeReadyToShip } from '@shopfleet/test-kit/markets';
import { afterAll, beforeAll, expect, test } from 'vitest';

const code = 'MUG-RED';
const patientMs = 60_000;
let world: MarketsHub;
let skuId: string;
beforeAll(async () => {
  world = await createMarketsHub({ start: { tiktok: allMarkets.tiktok, shopee: allMarkets.shopee } });
  await makeReadyToShip(world);
  skuId = (await world.call<{ id: string }>('POST', '/api/skus', { code, name: code, onHand: 50 })).id;
  await untilShown({ tiktok: 50, shopee: 50 });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const shown = () => Object.fromEntries(world.markets.map((market) => [market.slug, market.shown(code)]));
const untilShown = (wanted: Readonly<Record<string, number>>) =>
  world.until(
    'the numbers are shown',
    async () => shown(),
    (seen) => Object.entries(wanted).every(([slug, quantity]) => seen[slug] === quantity),
    patientMs,
  );
const adjust = (quantity: number) => world.call('POST', `/api/skus/${skuId}/adjust`, { kind: 'adjust', quantity, reason: 'counted' });
const publish = (isStockPublishOn: boolean) => world.call('PUT', '/api/v1/platforms/connections/tiktok/settings', { isStockPublishOn });
const failedPushes = async () => (await world.hub.jobs.deadLetters({ limit: 200 })).filter(({ kind }) => kind.startsWith('stock.'));

test('numbers for a shop whose seller took the consent back wait without failing, and stand there when it is connected again', async () => {
  const market = world.market('tiktok');
  market.revoke();
  const isOver = (rows: { status: string }[]) => rows.every(({ status }) => status === 'revoked' || status === 'needs_reconnect');
  const look = () => world.hub.database.query<{ status: string }>(`select status from connection where platform = 'tiktok_shop'`);
  await world.until('the hub knows', look, isOver, patientMs);
  await adjust(-7);
  await untilShown({ shopee: 43 });
  await world.hub.jobs.settle();
  expect([shown(), await failedPushes()]).toEqual([{ tiktok: 50, shopee: 43 }, []]);
  await world.connect(market);
  await untilShown({ tiktok: 43, shopee: 43 });
});

test('numbers that changed while publishing was off stand there once it is on again', async () => {
  await publish(false);
  await adjust(-3);
  await untilShown({ shopee: 40 });
  await world.hub.jobs.settle();
  expect(shown()).toEqual({ tiktok: 43, shopee: 40 });
  await publish(true);
  await untilShown({ tiktok: 40, shopee: 40 });
});

test('numbers that changed while the shop was disconnected here stand there once it is connected again', async () => {
  await world.call('DELETE', '/api/v1/platforms/connections/tiktok');
  await adjust(5);
  await untilShown({ shopee: 45 });
  await world.hub.jobs.settle();
  expect([shown(), await failedPushes()]).toEqual([{ tiktok: 40, shopee: 45 }, []]);
  await world.connect(world.market('tiktok'));
  await untilShown({ tiktok: 45, shopee: 45 });
});
