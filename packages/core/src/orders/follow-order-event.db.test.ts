import { RetryAt } from '@shopfleet/jobs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenShop } from '../sync/index.ts';
import { createTestMarket } from '../sync/test/test-market.ts';
import { followOrderEvent } from './follow-order-event.ts';
import { OrderFetcher } from './order-fetcher.ts';
import { buildLine, buildOrder } from './test/build-order.ts';
import { createOrderWorld, type OrderWorld, shopId, tenantId } from './test/order-world.ts';

let world: OrderWorld;
beforeAll(async () => {
  world = await createOrderWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

test('a state that another one of the same instant overtook while it was read is read once more, and never kept', async () => {
  const at = { externalId: 'overtaken', lines: [buildLine({ externalId: 'o1' })], version: 10 };
  await world.importAll(buildOrder({ ...at, version: 9 }));
  const { platform } = createTestMarket();
  const openShop: OpenShop = async () => ({
    shop: { id: shopId, platform: 'test_market' },
    access: { externalId: '7001', region: 'US', addressKey: '', token: () => Promise.reject(new Error('not needed here')) },
    platform: {
      ...platform,
      orders: {
        maxIds: 50,
        listUpdated: () => Promise.reject(new Error('not needed here')),
        async fetchOrders() {
          world.clock.advance(1);
          await world.importAll(buildOrder(at));
          return [buildOrder({ ...at, isCancelRequested: true })];
        },
      },
    },
  });
  const deps = { ...world.deps, db: world.db.database, openShop, fetcher: new OrderFetcher({ openShop, workers: 16 }) };
  const following = followOrderEvent(deps, { tenantId, shopId, externalOrderId: at.externalId, isLastTry: false });
  await expect(following).rejects.toBeInstanceOf(RetryAt);
  const kept = await world.db.query<{ wish: boolean }>('select is_cancel_requested as wish from orders where external_id = $1', [
    at.externalId,
  ]);
  expect(kept).toEqual([{ wish: false }]);
});
