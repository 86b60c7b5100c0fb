import { RetryAt } from '@shopfleet/jobs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('callers that come while a call is under way leave together with the next one, at most half of the workers', async () => {
  const { openShop, gates, asked } = openMarket();
  const fetcher = new OrderFetcher({ openShop, workers: 4 });
  const calls = ['1', '2', '3', '4'].map((id) => outcomeOf(fetcher.fetch('t', 'slow', id)));
  for (const count of [1, 2, 3]) {
    await vi.advanceTimersByTimeAsync(10);
    expect(gates).toHaveLength(count);
    gates.at(-1)?.();
  }
  await vi.advanceTimersByTimeAsync(10);
  expect(await Promise.all(calls)).toEqual(['fetched', 'fetched', 'fetched', 'fetched']);
  expect(asked).toEqual([['1'], ['2', '3'], ['4']]);
});

test('a shop that answers late keeps a quarter of the workers and sends the others away, and another shop does not notice', async () => {
  const { openShop, gates } = openMarket();
  const fetcher = new OrderFetcher({ openShop, workers: 16 });
  const settled: string[] = [];
  const calls = Array.from({ length: 12 }, async (_, n) => {
    const outcome = await outcomeOf(fetcher.fetch('t', 'slow', String(n)));
    settled.push(outcome);
    return outcome;
  });
  await vi.advanceTimersByTimeAsync(1_400);
  expect(settled).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(settled).toEqual(Array.from({ length: 8 }, () => 'sent away'));
  expect(await outcomeOf(fetcher.fetch('t', 'slow', 'late'))).toBe('sent away');
  const quick = outcomeOf(fetcher.fetch('t', 'quick', 'x'));
  await vi.advanceTimersByTimeAsync(10);
  expect(await quick).toBe('fetched');
  for (const count of [1, 2]) {
    await vi.advanceTimersByTimeAsync(10);
    expect(gates).toHaveLength(count);
    gates.at(-1)?.();
  }
  await vi.advanceTimersByTimeAsync(10);
  expect((await Promise.all(calls)).filter((outcome) => outcome === 'fetched')).toHaveLength(4);
});
