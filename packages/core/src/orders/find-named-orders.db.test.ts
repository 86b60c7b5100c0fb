import { afterAll, beforeAll, expect, test } from 'vitest';
import { findNamedOrders } from './index.ts';
import { buildOrder } from './test/build-order.ts';
import { createOrderWorld, type OrderWorld, otherTenantId, tenantId } from './test/order-world.ts';

let world: OrderWorld;
beforeAll(async () => {
  world = await createOrderWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

test('orders are found by the hub’s id and by the marketplace’s number, and by nobody else', async () => {
  const { imported } = await world.importAll(buildOrder({ externalId: '576-1' }), buildOrder({ externalId: '576-2' }));
  const [first, second] = imported.map(({ orderId }) => orderId);
  const names = ['576-1', second ?? '', '576-9'];
  const found = await world.db.database.asTenant(tenantId, (tx) => findNamedOrders(tx, tenantId, names));
  expect([...found].toSorted()).toEqual(
    [
      ['576-1', first],
      [second, second],
    ].toSorted(),
  );
  const theirs = await world.db.database.asTenant(otherTenantId, (tx) => findNamedOrders(tx, otherTenantId, names));
  expect(theirs.size).toBe(0);
});
