import { afterAll, beforeAll, expect, test } from 'vitest';
import { importOrderBatch, noHooks } from '../orders/index.ts';
import { buildLine, buildOrder } from '../orders/test/build-order.ts';
import { createOrderWorld, type OrderWorld, target, tenantId } from '../orders/test/order-world.ts';
import { readFulfilmentSpeed } from './fulfilment-speed.ts';

let world: OrderWorld;
beforeAll(async () => {
  world = await createOrderWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const paidAt = new Date('2026-03-02T12:00:00Z');
const hours = (n: number) => new Date(paidAt.getTime() + n * 3_600_000);

/** An order that was paid at noon, due within ten hours, and went out after `after` hours. */
async function shipped(externalId: string, after: number, carrier: string): Promise<void> {
  const order = buildOrder({
    externalId,
    paidAt,
    placedAt: paidAt,
    shipByAt: hours(10),
    lines: [buildLine({ externalId: `${externalId}-1` })],
  });
  const deps = { clock: world.clock, jobs: world.jobs, hooks: noHooks };
  await world.db.database.asTenant(tenantId, (tx) => importOrderBatch(tx, deps, target, [order]));
  await world.db.query(
    `insert into package (tenant_id, id, shop_id, external_id, status, carrier_name, arranged_at) values ($1, $2, $3, $2, 'to_hand_over', $4, $5)`,
    [tenantId, `pkg_${externalId}`, target.shopId, carrier, hours(after)],
  );
  await world.db.query(
    `insert into package_line (tenant_id, package_id, order_id, order_line_id, quantity)
     select tenant_id, $2, order_id, id, quantity from order_line where tenant_id = $1 and external_id = $3`,
    [tenantId, `pkg_${externalId}`, `${externalId}-1`],
  );
}

test('counts each order once, with its first parcel, the late ones apart, per marketplace, carrier and day', async () => {
  await shipped('S1', 2, 'JNE');
  await shipped('S2', 4, 'JNE');
  await shipped('S3', 20, 'UPS');
  await world.db.query(
    `insert into package (tenant_id, id, shop_id, external_id, status, carrier_name, arranged_at)
     select tenant_id, 'pkg_S1b', shop_id, 'pkg_S1b', 'to_hand_over', 'UPS', $2 from package where tenant_id = $1 and id = 'pkg_S1'`,
    [tenantId, hours(9)],
  );
  await world.db.query(
    `insert into package_line (tenant_id, package_id, order_id, order_line_id, quantity)
     select tenant_id, 'pkg_S1b', order_id, order_line_id, 1 from package_line where tenant_id = $1 and package_id = 'pkg_S1'`,
    [tenantId],
  );
  const read = (from: Date, to: Date) =>
    world.db.database.asTenant(tenantId, (tx) => readFulfilmentSpeed(tx, { tenantId, from, to, shopId: undefined, platform: undefined }));
  const all = await read(paidAt, hours(48));
  expect(all.total).toEqual({ shipped: 3, late: 1, hoursP50: 4, hoursP95: 18.4 });
  expect(all.platforms).toMatchObject([{ platform: target.platform, shipped: 3 }]);
  expect(all.carriers).toMatchObject([
    { carrier: 'JNE', shipped: 2, late: 0 },
    { carrier: 'UPS', shipped: 1, late: 1 },
  ]);
  expect(all.days.map(({ shipped: count }) => count).reduce((sum, count) => sum + count, 0)).toBe(3);
  expect((await read(hours(8), hours(12))).total.shipped).toBe(0);
  expect((await read(hours(100), hours(200))).total).toEqual({ shipped: 0, late: 0, hoursP50: null, hoursP95: null });
});
