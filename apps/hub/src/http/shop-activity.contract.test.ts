import { Secret } from '@shopfleet/kernel';
import { startTikTokShopSandbox } from '@shopfleet/sandbox';
import { createTestHub } from '@shopfleet/test-kit/hub';
import { expect, test } from 'vitest';
import { connectSellers } from '../test/connected-shops.ts';

interface Shop {
  readonly externalId: string;
  readonly lastEventAt: string | null;
  readonly openOrders: number;
  readonly sync: readonly { kind: string; lastRunAt: string | null; lastStatus: string; nextRunAt: string | null }[];
}

test('the list of shops tells the last event, the open orders and the last reading of each shop as they are', async () => {
  await using sandbox = await startTikTokShopSandbox({ settings: { useHold: false } });
  await using hub = await createTestHub({
    config: {
      tiktokShop: {
        appKey: sandbox.appKey,
        appSecret: new Secret(sandbox.appSecret),
        serviceId: sandbox.serviceId,
        apiBaseUrl: sandbox.apiUrl,
        authBaseUrl: sandbox.authUrl,
        authorizationUrl: `${sandbox.url}/open/authorize`,
        allowedOrigins: [...new Set([sandbox.apiUrl, sandbox.authUrl, sandbox.filesUrl])],
      },
    },
  });
  const person = await connectSellers(hub.url, sandbox, 2);
  sandbox.control.configure({ webhookUrl: `${hub.url}/api/v1/platforms/webhook/tiktok` });
  const shops = async () => {
    const list: { items: Shop[] } = await (await hub.fetchAs(person, '/api/shops')).json();
    return list.items;
  };
  await expect
    .poll(async () => (await shops()).every(({ sync }) => sync.some(({ lastRunAt }) => lastRunAt)), { timeout: 20_000 })
    .toBe(true);
  expect((await shops()).map(({ openOrders }) => openOrders)).toEqual((await shops()).map(() => 0));

  const busy = (await shops())[0]?.externalId ?? '';
  const beforeMs = Date.now();
  const orders = [1, 2, 3].map(() => sandbox.control.createOrder({ shopId: busy }));
  for (const { id } of orders) if (sandbox.control.order(id).status === 'UNPAID') sandbox.control.pay(id);
  const shop = async () => (await shops()).find(({ externalId }) => externalId === busy);
  await expect.poll(async () => (await shop())?.openOrders, { timeout: 20_000 }).toBe(3);
  const lastEventMs = Date.parse((await shop())?.lastEventAt ?? '');
  expect(lastEventMs).toBeGreaterThanOrEqual(beforeMs - 1_000);
  expect(lastEventMs).toBeLessThanOrEqual(Date.now() + 1_000);
  const others = (await shops()).filter(({ externalId }) => externalId !== busy);
  expect(others.map(({ openOrders }) => openOrders)).toEqual(others.map(() => 0));

  for (const { sync } of await shops()) {
    expect(sync.map(({ kind }) => kind).sort()).toEqual(['listings', 'orders', 'status', 'stock']);
    const stream = sync.find(({ kind }) => kind === 'orders');
    expect(stream?.lastStatus).not.toBe('');
    expect(Date.parse(stream?.nextRunAt ?? '')).toBeGreaterThan(Date.parse(stream?.lastRunAt ?? ''));
  }
  const first = orders[0]?.id ?? '';
  sandbox.control.systemCancel(first);
  await expect.poll(async () => (await shop())?.openOrders, { timeout: 20_000 }).toBe(2);
});
