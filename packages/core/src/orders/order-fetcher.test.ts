import { RetryAt } from '@shopfleet/jobs';
import { expect, test, vi } from 'vitest';
import type { OpenShop } from '../sync/index.ts';
import { createTestMarket } from '../sync/test/test-market.ts';
import { OrderFetcher } from './order-fetcher.ts';
import { buildOrder } from './test/build-order.ts';

/** A marketplace whose shop `slow` answers when it is told to; every other shop answers at once. */
function openMarket() {
  const gates: (() => void)[] = [];
  const asked: string[][] = [];
  const market = createTestMarket({ orderOf: (externalId) => buildOrder({ externalId }) });
  const openShop: OpenShop = async (_tenantId, shopId) => {
    const fetchOrders = async (...[access, ids]: Parameters<NonNullable<typeof market.platform.orders>['fetchOrders']>) => {
      asked.push([...ids]);
      if (shopId === 'slow') await new Promise<void>((resolve) => gates.push(resolve));
      return market.platform.orders?.fetchOrders(access, ids) ?? [];
    };
    const orders = market.platform.orders && { ...market.platform.orders, fetchOrders };
    return {
      shop: { id: shopId, platform: 'test_market' },
      platform: { ...market.platform, ...(orders && { orders }) },
      access: { externalId: shopId, region: 'US', addressKey: '', token: () => Promise.reject(new Error('not needed here')) },
    };
  };
  return { openShop, gates, asked };
}

const outcomeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'fetched',
    (error: unknown) => (error instanceof RetryAt ? 'sent away' : String(error)),
  );

test('callers that come while a call is under way leave together with the next one', async () => {
  const { openShop, gates, asked } = openMarket();
  const fetcher = new OrderFetcher(openShop);
  const calls = ['1', '2', '3'].map((id) => outcomeOf(fetcher.fetch('t', 'slow', id)));
  for (const count of [1, 2]) {
    await vi.waitFor(() => expect(gates).toHaveLength(count));
    gates.at(-1)?.();
  }
  expect(await Promise.all(calls)).toEqual(['fetched', 'fetched', 'fetched']);
  expect(asked).toEqual([['1'], ['2', '3']]);
});

test('a shop that answers late holds a few callers and sends the others away, and another shop does not notice', async () => {
  const { openShop, gates } = openMarket();
  const fetcher = new OrderFetcher(openShop);
  const calls = Array.from({ length: 12 }, (_, n) => outcomeOf(fetcher.fetch('t', 'slow', String(n))));
  const settled: string[] = [];
  for (const call of calls) void call.then((outcome) => settled.push(outcome));
  await vi.waitFor(() => expect(settled).toHaveLength(7), { timeout: 5_000 });
  expect(new Set(settled)).toEqual(new Set(['sent away']));
  expect(await outcomeOf(fetcher.fetch('t', 'slow', 'late'))).toBe('sent away');
  expect(await outcomeOf(fetcher.fetch('t', 'quick', 'x'))).toBe('fetched');
  for (const count of [1, 2]) {
    await vi.waitFor(() => expect(gates).toHaveLength(count));
    gates.at(-1)?.();
  }
  expect((await Promise.all(calls)).filter((outcome) => outcome === 'fetched')).toHaveLength(5);
});
