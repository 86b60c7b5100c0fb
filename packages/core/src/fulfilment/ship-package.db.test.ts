import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRule } from '../automation/index.ts';
import { buildLine, buildOrder } from '../orders/test/build-order.ts';
import { shipPackage } from './ship-package.ts';
import { trackingNumber } from './test/file-market.ts';
import { createFulfilmentWorld, parcel, tenantId } from './test/fulfilment-world.ts';

let world: Awaited<ReturnType<typeof createFulfilmentWorld>>;
beforeAll(async () => {
  world = await createFulfilmentWorld();
});
afterAll(() => world[Symbol.asyncDispose]());
const jobsOf = async (packageId: string) => (await world.printJobs()).filter((job) => job.package_id === packageId);

test('an order is shipped, its label printed, and the marketplace agrees: done', async () => {
  const { orderId, packageId } = await world.order('A1');
  expect(await world.fulfil(orderId)).toMatchObject({ outcome: 'started' });
  expect(await world.ship(packageId)).toBe(true);
  expect(await world.read('A1')).toMatchObject({ state: 'working', status: 'to_hand_over', tracking: [trackingNumber] });
  await world.printAll();
  expect((await world.read('A1')).printedAt).not.toBeNull();
  await world.confirm(packageId);
  expect(await world.read('A1')).toMatchObject({ state: 'done', note: '' });
  expect(await world.fulfil(orderId)).toMatchObject({ outcome: 'done' });
});

test('a job that runs twice ships once and prints once', async () => {
  const { packageId } = await world.order('A2');
  await world.ship(packageId);
  await world.ship(packageId);
  expect(world.market.ships('P-A2')).toBe(1);
  expect(await jobsOf(packageId)).toHaveLength(1);
});

test('a call that took effect and whose answer was lost is read back, never repeated', async () => {
  const { packageId } = await world.order('A3');
  world.market.change((state) => state.answers.push('lost'));
  expect(await world.ship(packageId)).toBe(false);
  expect(await world.ship(packageId)).toBe(true);
  expect(world.market.ships('P-A3')).toBe(1);
  expect(await world.read('A3')).toMatchObject({ status: 'to_hand_over' });
});

test('a call without effect is repeated only after it can no longer take effect', async () => {
  const { packageId } = await world.order('A4');
  world.market.change((state) => state.answers.push('outcome-unknown'));
  expect(await world.ship(packageId)).toBe(false);
  expect(await world.ship(packageId)).toBe(false);
  expect(world.market.ships('P-A4')).toBe(0);
  world.clock.advance(31_000);
  expect(await world.ship(packageId)).toBe(false);
  expect(await world.ship(packageId)).toBe(true);
  expect(world.market.ships('P-A4')).toBe(1);
});

test('a package that somebody shipped at the marketplace itself is taken over', async () => {
  const { packageId } = await world.order('A5');
  world.market.change((state) => Object.assign(state.parcels['P-A5'] ?? {}, { status: 'to_hand_over', ships: 1, trackingNumber }));
  expect(await world.ship(packageId)).toBe(true);
  expect(world.market.ships('P-A5')).toBe(1);
  expect(await world.read('A5')).toMatchObject({ status: 'to_hand_over', state: 'working' });
});

test('a refusal is shown with its reason, and the order can be tried again', async () => {
  const { orderId, packageId } = await world.order('A6');
  world.market.change((state) => state.answers.push('invalid'));
  expect(await world.ship(packageId)).toBe(true);
  expect(await world.read('A6')).toMatchObject({ state: 'failed', note: 'answered invalid' });
  expect(await world.fulfil(orderId)).toMatchObject({ outcome: 'started' });
  expect(await world.ship(packageId)).toBe(true);
  expect(world.market.ships('P-A6')).toBe(1);
});

test('a label that the marketplace is still making is waited for', async () => {
  const { packageId } = await world.order('A7');
  world.market.change((state) => {
    state.labelWaits = 2;
  });
  expect(await world.ship(packageId)).toBe(true);
  expect(await jobsOf(packageId)).toHaveLength(1);
});

test('an order that is cancelled before its label is printed prints nothing', async () => {
  const { packageId } = await world.order('A8');
  await world.ship(packageId);
  await world.order('A8', { status: 'cancelled', externalStatus: 'CANCELLED', cancelledAt: new Date() });
  expect(await jobsOf(packageId)).toMatchObject([{ state: 'cancelled' }]);
  expect(await world.read('A8')).toMatchObject({ state: 'none', hold: 'The order was cancelled' });
  await world.ship(packageId);
  expect(await jobsOf(packageId)).toHaveLength(1);
});

test('an order that is cancelled after its label was printed is held', async () => {
  const { packageId } = await world.order('A9');
  await world.ship(packageId);
  await world.printAll();
  await world.order('A9', { status: 'cancelled', externalStatus: 'CANCELLED', cancelledAt: new Date() });
  expect(await world.read('A9')).toMatchObject({ state: 'held', hold: 'The order was cancelled' });
});

test('an order whose buyer asks to cancel is not shipped', async () => {
  const { orderId, packageId } = await world.order('B1');
  await world.order('B1', { isCancelRequested: true });
  expect(await world.fulfil(orderId)).toMatchObject({ outcome: 'held' });
  await world.ship(packageId);
  expect(world.market.ships('P-B1')).toBe(0);
  await world.order('B1', { isCancelRequested: false });
  expect(await world.fulfil(orderId)).toMatchObject({ outcome: 'started' });
  await world.ship(packageId);
  expect(world.market.ships('P-B1')).toBe(1);
});

test('after a split the old package ends and the new ones hold its lines', async () => {
  const lines = [buildLine({ externalId: 'B2-1' }), buildLine({ externalId: 'B2-2' })];
  const split = (version: number, ...packages: ReturnType<typeof parcel>[]) =>
    world.importAll(buildOrder({ externalId: 'B2', lines, version, packages }));
  await split(1, parcel('P-B2', ['B2-1', 'B2-2']));
  await split(2, parcel('P-B2a', ['B2-1']), parcel('P-B2b', ['B2-2']));
  const rows =
    await world.db.query(`select external_id, status, (select count(*)::int from package_line l where l.package_id = p.id) as lines
    from package p where external_id like 'P-B2%' order by external_id`);
  expect(rows).toEqual([
    { external_id: 'P-B2', status: 'cancelled', lines: 2 },
    { external_id: 'P-B2a', status: 'to_arrange', lines: 1 },
    { external_id: 'P-B2b', status: 'to_arrange', lines: 1 },
  ]);
});

test.each(['rate-limited', 'outcome-unknown'] as const)(
  'a package of a marketplace in trouble (%s) waits behind the others',
  async (answer) => {
    const { packageId } = await world.order(`B6-${answer}`);
    world.market.change((state) => state.answers.push(answer));
    const shipping = shipPackage(world.deps, tenantId, { packageId, requestedBy: 'Ana' }, new AbortController().signal);
    await expect(shipping).rejects.toMatchObject({ name: 'RetryAt', behindOthers: true });
  },
);

test('a number that differs from the one on the label stops the parcel', async () => {
  const { packageId } = await world.order('B3');
  await world.ship(packageId);
  await world.printAll();
  world.market.change((state) => Object.assign(state.parcels['P-B3'] ?? {}, { trackingNumber: 'OTHER1' }));
  await world.confirm(packageId);
  expect(await world.read('B3')).toMatchObject({ state: 'failed' });
});

test('with an own carrier there is no label to wait for', async () => {
  const { packageId } = await world.order('B4');
  await world.ship(packageId, { ownCarrier: { trackingNumber: 'OWN123', carrierName: 'Kurir' } });
  await world.confirm(packageId);
  expect(await world.read('B4')).toMatchObject({ state: 'done', tracking: ['OWN123'] });
  expect(await jobsOf(packageId)).toEqual([]);
});

test('a rule that matches starts the fulfilment in the import’s own transaction, and says why', async () => {
  const actor = { kind: 'user', id: 'usr_1' } as const;
  const everything = { name: 'Everything', isEnabled: true, conditions: {}, action: 'fulfil' } as const;
  await world.db.database.asTenant(tenantId, (tx) => createRule(tx, world.deps, { tenantId, actor }, everything));
  const { orderId } = await world.order('B5');
  expect(await world.read('B5')).toMatchObject({ state: 'waiting' });
  const history = await world.db.query(
    `select detail->>'explanation' as why from order_history where order_id = $1 and kind = 'rule-decided'`,
    [orderId],
  );
  expect(history).toEqual([{ why: 'Rule “Everything” ships it: it applies to every order.' }]);
});
