import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildLine, buildOrder } from '../orders/test/build-order.ts';
import { fulfilOrder } from './index.ts';
import { createFulfilmentWorld, parcel, tenantId } from './test/fulfilment-world.ts';
import { voidLabel } from './void-label.ts';

let world: Awaited<ReturnType<typeof createFulfilmentWorld>>;
beforeAll(async () => {
  world = await createFulfilmentWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const own = { trackingNumber: '1Z5R89390357567127', carrierName: 'UPS' };
const fulfil = (request: Omit<Parameters<typeof fulfilOrder>[2], 'tenantId' | 'requestedBy'>) =>
  world.db.database.asTenant(tenantId, (tx) => fulfilOrder(tx, world.deps, { tenantId, requestedBy: 'Ana', ...request }));
const packagesOf = (externalId: string) =>
  world.db.query<{ external_id: string | null; status: string; quantity: number }>(
    `select p.external_id, p.status, l.quantity from package p join package_line l on l.package_id = p.id
     join orders o on o.id = l.order_id where o.external_id = $1 order by p.id`,
    [externalId],
  );
/** An order that the marketplace has no carrier for: three units of one line, in no package. */
async function ordered(externalId: string, status: 'open' | 'shipped' = 'open', packages: Parameters<typeof parcel>[] = [], version = 1) {
  const line = buildLine({ externalId: `${externalId}-1`, quantity: 3, status });
  const parcels = packages.map((given) => parcel(...given));
  const order = buildOrder({ externalId, lines: [line], packages: parcels, isPlatformShipped: false, version });
  await world.importAll(order);
  const { orderId } = await world.read(externalId);
  const [row] = await world.db.query<{ id: string }>('select id from order_line where order_id = $1', [orderId]);
  return { orderId, lineId: row?.id ?? '', order };
}

test('an order that the marketplace has no carrier for waits for a person, without failing', async () => {
  const { orderId } = await ordered('W1');
  expect(await fulfil({ orderId })).toMatchObject({ outcome: 'skipped', message: expect.stringContaining('carrier and tracking number') });
  expect(await packagesOf('W1')).toEqual([]);
});

test('a tracking number with a wrong digit is refused with a hint, unless somebody says that it is right', async () => {
  const { orderId } = await ordered('W2');
  const wrong = { ...own, trackingNumber: '1Z5R89390357567126' };
  expect(await fulfil({ orderId, ownCarrier: wrong })).toMatchObject({
    outcome: 'rejected',
    message: expect.stringContaining('check digit'),
  });
  expect(await fulfil({ orderId, ownCarrier: wrong, isNumberConfirmed: true })).toMatchObject({ outcome: 'started' });
});

test('units ship in parts, never more than are left', async () => {
  const { orderId, lineId } = await ordered('W3');
  expect(await fulfil({ orderId, ownCarrier: own, items: [{ lineId, quantity: 2 }] })).toMatchObject({ outcome: 'started' });
  expect(await packagesOf('W3')).toMatchObject([{ quantity: 2 }]);
  await world.db.query(`update package set status = 'in_transit' where id in (select package_id from package_line where order_id = $1)`, [
    orderId,
  ]);
  expect(await fulfil({ orderId, ownCarrier: own, items: [{ lineId, quantity: 2 }] })).toMatchObject({
    outcome: 'skipped',
    message: 'Only 1 of a named line is still to be shipped',
  });
  expect(await fulfil({ orderId, ownCarrier: own })).toMatchObject({ outcome: 'started' });
  expect(await packagesOf('W3')).toMatchObject([{ quantity: 2 }, { quantity: 1 }]);
});

test('a parcel that is listed under another name than the call answered stays one parcel', async () => {
  const { packageId } = await world.order('W4');
  expect(await world.ship(packageId)).toBe(true);
  const line = buildLine({ externalId: 'W4-1' });
  const listed = { ...parcel('1', ['W4-1'], 'in_transit'), trackingNumber: '' };
  await world.importAll(buildOrder({ externalId: 'W4', lines: [line], packages: [listed], version: 90 }));
  await world.importAll(buildOrder({ externalId: 'W4', lines: [line], packages: [listed], version: 91 }));
  expect(await packagesOf('W4')).toEqual([{ external_id: 'P-W4', status: 'in_transit', quantity: 1 }]);
  const other = { ...listed, externalId: '2', trackingNumber: 'SOMETHING-ELSE' };
  await world.importAll(buildOrder({ externalId: 'W4', lines: [line], packages: [listed, other], version: 92 }));
  expect((await packagesOf('W4')).map(({ external_id }) => external_id).toSorted()).toEqual(['2', 'P-W4']);
});

test('the label of a cancelled order is given back where labels are bought, once', async () => {
  const voided: string[] = [];
  const { platform } = world.market;
  const fulfilment = { ...platform.fulfilment, voidLabel: async (_access: unknown, id: string) => void voided.push(id) };
  const deps = {
    ...world.deps,
    openShop: async (...given: Parameters<typeof world.deps.openShop>) => {
      const opened = await world.deps.openShop(...given);
      return {
        ...opened,
        platform: { ...opened.platform, fulfilment: { ...opened.platform.fulfilment, ...fulfilment } } as typeof opened.platform,
      };
    },
  };
  const { packageId } = await world.order('W5');
  await world.ship(packageId);
  await voidLabel(deps, tenantId, packageId);
  expect(voided).toEqual([]);
  await world.order('W5', { status: 'cancelled', externalStatus: 'CANCELLED', cancelledAt: new Date() });
  await voidLabel(deps, tenantId, packageId);
  expect(voided).toEqual(['P-W5']);
  const [entry] = await world.db.query(`select kind from order_history where kind = 'label-voided'`);
  expect(entry).toBeDefined();
});
