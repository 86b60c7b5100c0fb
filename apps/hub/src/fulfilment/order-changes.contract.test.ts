import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createMarketHub, type MarketHub } from './test/market-hub.ts';

let world: MarketHub;
beforeAll(async () => {
  world = await createMarketHub();
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(() => world.sandbox.control.clearFaults());

const skuOf = (shopId: string): string => world.sandbox.control.products(shopId)[0]?.skus[0]?.id ?? '';
/** Two units of one article: each unit is a line at this marketplace. */
async function placePair(more: object = {}) {
  const placed = await world.place('GB', { lines: [{ skuId: skuOf('7494049642642441622'), quantity: 2 }], ...more });
  return { ...placed, lines: (await world.detail(placed.orderId)).lines.map(({ id }) => id) };
}
const split = (orderId: string, ...packages: string[][]) =>
  world.call('POST', `/api/orders/${orderId}/split`, { packages: packages.map((lineIds) => ({ lineIds })) });

test('an order is divided at its marketplace, each part ships with a label of its own, and the history says so', async () => {
  const { orderId, lines } = await placePair();
  const [first = '', second = ''] = lines;
  expect(await split(orderId, [first], [second])).toMatchObject({ status: 200, body: { outcome: 'done' } });
  const divided = await world.detail(orderId);
  const open = divided.packages.filter(({ status }) => status !== 'cancelled');
  expect(open.map(({ lineIds }) => lineIds).toSorted()).toEqual([[first], [second]].toSorted());
  expect(divided.history.map(({ kind }) => kind)).toContain('split');
  expect(await split(orderId, [first], [second])).toMatchObject({ status: 409 });
  await world.call('POST', '/api/orders/bulk', { action: 'fulfil', orderIds: [orderId] });
  const shipped = await world.until(orderId, ({ printJobs }) => printJobs.length === 2);
  expect(new Set(shipped.trackingNumbers).size).toBe(2);
});

test('a division that names lines twice or not at all is refused before anybody is asked', async () => {
  const { orderId, lines } = await placePair();
  const [first = '', second = ''] = lines;
  const before = world.sandbox.control.callLog().length;
  for (const packages of [
    [[first], [first]],
    [[first], ['oli_none']],
    [[first, second], [second]],
  ]) {
    expect(await split(orderId, ...packages)).toMatchObject({ status: 400, body: { errors: [{ path: 'packages' }] } });
  }
  expect(world.sandbox.control.callLog().length).toBe(before);
});

test('a division whose answer is lost is read back and found done, not asked for again', async () => {
  const { orderId, externalId, lines } = await placePair();
  const [first = '', second = ''] = lines;
  world.sandbox.control.addFault({ kind: 'cut-after-effect', api: 'orders.split', next: 1 });
  expect(await split(orderId, [first], [second])).toMatchObject({ status: 200, body: { outcome: 'done' } });
  expect((await world.detail(orderId)).packages.filter(({ status }) => status !== 'cancelled')).toHaveLength(2);
  expect(world.sandbox.control.packagesOf(externalId).filter(({ status }) => status !== 'CANCELLED')).toHaveLength(2);
});

test('orders of one buyer are put together into one package with one label', async () => {
  const recipient = { name: 'A Buyer', phone: '+44', street: '1 Road', city: 'Leeds', state: 'West Yorkshire', postalCode: 'LS1' };
  const same = { buyerId: 'buyer-1', recipient };
  const [one, two] = [await placePair(same), await placePair(same)];
  const stranger = await placePair();
  const combine = (...orderIds: string[]) => world.call<{ results: object[] }>('POST', '/api/orders/combine', { orderIds });
  expect(await combine(one.orderId, stranger.orderId)).toMatchObject({ status: 409 });
  expect((await combine(one.orderId, two.orderId)).body.results).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]);
  const idsOf = async (orderId: string) =>
    (await world.detail(orderId)).packages.filter(({ status }) => status !== 'cancelled').map(({ id }) => id);
  expect(await idsOf(one.orderId)).toEqual(await idsOf(two.orderId));
});

test('an order is cancelled at its marketplace, and what was reserved is free again', async () => {
  const { orderId } = await placePair();
  const reserved = (await world.detail(orderId)).lines[0]?.reservations;
  expect(reserved).toMatchObject([{ state: 'open' }]);
  const cancel = () => world.call('POST', `/api/orders/${orderId}/cancel`, { reason: 'out-of-stock' });
  expect(await cancel()).toMatchObject({ status: 200, body: { outcome: 'done' } });
  const after = await world.detail(orderId);
  expect(after.status).toBe('cancelled');
  expect(after.lines.flatMap(({ reservations }) => reservations).every(({ state }) => state === 'released')).toBe(true);
  expect(await cancel()).toMatchObject({ status: 409 });
});

test("the buyer's wish to cancel is refused or granted, and only while there is one", async () => {
  const answer = (orderId: string, isAccepted: boolean) => world.call('POST', `/api/orders/${orderId}/cancellation`, { isAccepted });
  const [kept, given] = [await placePair(), await placePair()];
  expect(await answer(kept.orderId, true)).toMatchObject({ status: 409 });
  for (const { externalId } of [kept, given]) world.sandbox.control.buyerCancel(externalId);
  for (const { orderId } of [kept, given]) await world.until(orderId, ({ isCancelRequested }) => isCancelRequested);
  expect(await answer(kept.orderId, false)).toMatchObject({ status: 200, body: { outcome: 'done' } });
  expect(await answer(given.orderId, true)).toMatchObject({ status: 200, body: { outcome: 'done' } });
  // The event about the wish may be followed up at the same time, with what it read before.
  await world.until(kept.orderId, ({ status, isCancelRequested }) => status === 'to_arrange' && !isCancelRequested);
  await world.until(given.orderId, ({ status }) => status === 'cancelled');
});

test('the ways to hand a parcel over are shown, and the chosen time is what the marketplace hears', async () => {
  const { orderId, externalId } = await placePair();
  type Way = { kind: string; slots: { id: string }[] };
  const { body } = await world.call<{ ways: Way[] }>('GET', `/api/orders/${orderId}/handover`);
  const slotId = body.ways.find(({ kind }) => kind === 'pickup')?.slots.at(-1)?.id ?? '';
  expect(slotId).not.toBe('');
  await world.call('POST', `/api/orders/${orderId}/ship`, { handover: { kind: 'pickup', slotId } });
  await world.until(orderId, ({ printJobs }) => printJobs.length > 0);
  const [parcel] = world.sandbox.control.packagesOf(externalId);
  expect(`${parcel?.pickupSlot?.start}-${parcel?.pickupSlot?.end}`).toBe(slotId);
});
