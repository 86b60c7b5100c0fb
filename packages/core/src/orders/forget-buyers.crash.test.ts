import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReceiver } from '../sync/test/receiver-process.ts';
import { marketEvent } from '../sync/test/test-market.ts';
import { importOrderBatch } from './index.ts';
import { buildOrder } from './test/build-order.ts';
import { createOrderWorld, type OrderWorld, otherTenantId, shopId, tenantId } from './test/order-world.ts';

let world: OrderWorld;
beforeAll(async () => {
  world = await createOrderWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const left = () => world.db.query(`select tenant_id, external_id from orders where buyer_name <> '' order by 1, 2`);

test.each([
  ['sync.after-event-stored', 2],
  ['orders.after-buyers-forgotten', 1],
])(
  'a hub that dies at %s forgets the buyer in all tenants when it is up again, with one audit entry an order',
  async (point, atLeast) => {
    const order = buildOrder({ externalId: point, buyerAccount: point, buyerName: 'Ada Byron', status: 'completed' });
    for (const target of [
      { tenantId, shopId, platform: 'test_market' },
      { tenantId: otherTenantId, shopId: 'shp_b', platform: 'test_market' },
    ]) {
      await world.db.database.asTenant(target.tenantId, (tx) => importOrderBatch(tx, world.deps, target, [order]));
    }
    const dying = await startReceiver({ url: world.db.url, crashAt: { name: point, hits: 1 } });
    await dying.post(marketEvent({ id: `gone-${point}`, shop: '', topic: 'account', hint: { kind: 'buyer-gone', accounts: [point] } }));
    await dying.died();
    expect((await left()).length).toBeGreaterThanOrEqual(atLeast);

    const healthy = await startReceiver({ url: world.db.url });
    await expect.poll(left, { timeout: 240_000, interval: 250 }).toEqual([]);
    await expect
      .poll(() => world.db.query('select from forgotten_buyer where looked_at is null'), { timeout: 240_000, interval: 250 })
      .toEqual([]);
    await healthy.kill();
    const entries = await world.db.query(
      `select o.tenant_id from audit_entry a join orders o on o.tenant_id = a.tenant_id and o.id = a.subject_id
     where a.action = 'order.buyer-forgotten' and o.external_id = $1 order by 1`,
      [point],
    );
    expect(entries).toEqual([{ tenant_id: tenantId }, { tenant_id: otherTenantId }]);
  },
  300_000,
);
