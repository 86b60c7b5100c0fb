import { type OrderStatus, orderStatuses, type PlatformOrder } from '@shopfleet/platform-kit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../audit/index.ts';
import { changeOrderStatus, findOrderByExternalId, replayOrder } from '../index.ts';
import { stepsFrom } from '../order-status.ts';
import { buildLine, buildOrder } from '../test/build-order.ts';
import { createOrderWorld, type OrderWorld, otherTenantId, shopId, tenantId } from '../test/order-world.ts';
import { forgetPersonal, forgetSnapshots } from './snapshot-store.ts';

let world: OrderWorld;
beforeAll(async () => {
  world = await createOrderWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const inTenant = <T>(work: Parameters<typeof world.db.database.asTenant<T>>[1]) => world.db.database.asTenant(tenantId, work);
const idOf = async (externalId: string) => (await inTenant((tx) => findOrderByExternalId(tx, shopId, externalId)))?.id ?? '';
const replay = async (externalId: string) => {
  const orderId = await idOf(externalId);
  return inTenant((tx) => replayOrder(tx, orderId));
};
const address = {
  name: 'A** B**',
  phone: '***',
  lines: ['Jl. Mawar 1'],
  city: 'Jakarta',
  state: '',
  postalCode: '10110',
  regionCode: 'ID',
};

test('an order that came once is the same when it is built again', async () => {
  await world.importAll(buildOrder({ externalId: 'once', address, buyerNote: 'ring twice', version: 10 }));
  expect(await replay('once')).toMatchObject({
    externalId: 'once',
    isSame: true,
    isComplete: true,
    isPersonalRemoved: false,
    states: [{ version: 10, status: 'to_arrange', externalStatus: 'AWAITING_SHIPMENT' }],
    differences: [],
  });
});

test('only a state that changed something is kept, small, and without the buyer in it', async () => {
  const order = buildOrder({ externalId: 'kept', address, buyerName: 'Secret Person', version: 10 });
  await world.importAll(order);
  await world.importAll(order, buildOrder({ externalId: 'kept', version: 9, status: 'unpaid' }));
  const rows = await world.db.query<{ state: Buffer; personal: object }>(
    `select state, personal from order_snapshot where external_id = 'kept'`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.state.length).toBeLessThan(JSON.stringify(order).length);
  expect(rows[0]?.personal).toMatchObject({ buyerName: 'Secret Person', address: { city: 'Jakarta' } });
});

test('what was changed behind our back is named, field by field', async () => {
  await world.importAll(buildOrder({ externalId: 'changed', lines: [buildLine({ externalId: 'c1' }), buildLine({ externalId: 'c2' })] }));
  await world.db.query(`update orders set status = 'shipped', total_minor = 1, buyer_name = 'X' where external_id = 'changed'`);
  await world.db.query(`update order_line set quantity = 7 where external_id = 'c2'`);
  await world.db.query(`insert into order_line (tenant_id, id, order_id, external_id, quantity, status)
    select tenant_id, 'oln_extra', id, 'c9', 1, 'open' from orders where external_id = 'changed'`);
  const { isSame, differences } = await replay('changed');
  expect(isSame).toBe(false);
  expect(differences).toEqual([
    { field: 'status', stored: '"shipped"', replayed: '"to_arrange"' },
    { field: 'buyer_name', stored: '"X"', replayed: '"A** B**"' },
    { field: 'total_minor', stored: '1', replayed: '2500' },
    { field: 'line c2 quantity', stored: '7', replayed: '1' },
    { field: 'line c9', stored: '"there"', replayed: 'null' },
  ]);
});

test('a damaged state is named, and a missing one makes the answer incomplete', async () => {
  await world.importAll(buildOrder({ externalId: 'hurt', version: 1 }));
  await world.importAll(buildOrder({ externalId: 'hurt', version: 2, status: 'to_hand_over' }));
  await world.db.query(`update order_snapshot set state = '\\x00' where external_id = 'hurt' and version = 2`);
  expect((await replay('hurt')).differences.map(({ field }) => field)).toEqual(['state 2', 'status', 'external_version', 'state_hash']);
  await world.db.query(`delete from order_snapshot where external_id = 'hurt' and version = 2`);
  expect(await replay('hurt')).toMatchObject({ isSame: false, isComplete: false });
});

test('who the buyer was can be removed earlier than the states, and is not compared then', async () => {
  await world.importAll(buildOrder({ externalId: 'forget', address, buyerName: 'B', version: 1 }));
  const after = new Date(world.clock.now().getTime() + 1);
  await inTenant((tx) => forgetPersonal(tx, { before: after, limit: 10_000 }));
  expect(await world.db.query(`select from order_snapshot where external_id = 'forget' and personal is null`)).toHaveLength(1);
  expect(await replay('forget')).toMatchObject({ isSame: true, isPersonalRemoved: true, isComplete: true });
  await inTenant((tx) => forgetSnapshots(tx, { before: after, limit: 10_000 }));
  expect(await replay('forget')).toMatchObject({ isSame: false, isComplete: false, states: [] });
});

test('it is nobody else’s', async () => {
  await world.importAll(buildOrder({ externalId: 'mine' }));
  const orderId = await idOf('mine');
  await expect(world.db.database.asTenant(otherTenantId, (tx) => replayOrder(tx, orderId))).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

describe('any states in any order', () => {
  let round = 0;
  const state = fc.record({
    version: fc.integer({ min: 1, max: 9 }),
    status: fc.constantFrom(...orderStatuses),
    lines: fc.uniqueArray(fc.constantFrom('1', '2', '3'), { minLength: 1, maxLength: 3 }),
    quantity: fc.integer({ min: 1, max: 3 }),
    lineStatus: fc.constantFrom('open' as const, 'shipped' as const, 'cancelled' as const),
    note: fc.constantFrom('', 'a\0b', '\ud800', '__proto__'),
    hasAddress: fc.boolean(),
  });
  const step = fc.oneof({ weight: 4, arbitrary: state }, { weight: 1, arbitrary: fc.constant('person' as const) });

  const orderOf = (externalId: string, one: Exclude<typeof step extends fc.Arbitrary<infer S> ? S : never, 'person'>): PlatformOrder =>
    buildOrder({
      externalId,
      version: one.version,
      status: one.status,
      buyerNote: one.note,
      address: one.hasAddress ? address : undefined,
      lines: one.lines.map((n) => buildLine({ externalId: `${externalId}-${n}`, quantity: one.quantity, status: one.lineStatus })),
      packages: one.hasAddress
        ? [{ externalId: 'p', status: 'to_hand_over', carrierName: 'J', trackingNumber: `T${one.version}`, externalLineIds: [] }]
        : [],
    });

  /** Takes the next step of the table that a person may take, if there is one. */
  async function takeStep(orderId: string, from: OrderStatus): Promise<void> {
    for (const status of stepsFrom(from)) {
      const moved = await inTenant((tx) => changeOrderStatus(tx, world.deps, { tenantId, orderId, status, actor: systemActor })).then(
        () => true,
        () => false,
      );
      if (moved) return;
    }
  }

  test('with steps of people between them, lead to what the database shows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        round += 1;
        const externalId = `any-${round}`;
        for (const one of steps) {
          const known = await inTenant((tx) => findOrderByExternalId(tx, shopId, externalId));
          if (one !== 'person') await world.importAll(orderOf(externalId, one));
          else if (known) await takeStep(known.id, known.status);
        }
        if ((await idOf(externalId)) === '') return;
        const { isSame, isComplete, differences } = await replay(externalId);
        expect(differences).toEqual([]);
        expect([isSame, isComplete]).toEqual([true, true]);
      }),
      { numRuns: 60 },
    );
  });
});
