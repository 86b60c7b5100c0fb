import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createMarketHub, type MarketHub, type OrderDetail } from './test/market-hub.ts';

let world: MarketHub;
beforeAll(async () => {
  world = await createMarketHub();
});
afterEach(() => {
  world.sandbox.control.clearFaults();
  world.sandbox.control.configure({ labelNotReadyCalls: 0, labelShape: 'requested' });
});
afterAll(() => world[Symbol.asyncDispose]());

const autoFulfil = (orderId: string) => world.call('POST', `/api/fulfillment/auto/${orderId}`);
const isQueued = ({ printJobs }: OrderDetail) => printJobs.length > 0;
const kinds = ({ history }: OrderDetail) => history.map(({ kind }) => kind);

test.each(['ID', 'GB', 'US'] as const)(
  'an order of a shop in %s is shipped once, its label kept byte for byte, and queued for the printer',
  async (region) => {
    const { orderId, externalId } = await world.place(region);
    expect(await autoFulfil(orderId)).toMatchObject({ status: 202, body: { orderId, outcome: 'started' } });
    const order = await world.until(orderId, isQueued);
    expect(world.ships(externalId).effects).toBe(1);
    const [parcel] = order.packages;
    expect(order).toMatchObject({
      printJobs: [{ state: 'queued', documentKind: 'label', printerName: 'Bench printer', sha256: parcel?.label?.sha256 }],
      trackingNumbers: [parcel?.trackingNumber],
    });
    expect(parcel?.trackingNumber).not.toBe('');
    const document = await world.hub.fetchAs(world.owner, `/api/printers/queue/${order.printJobs[0]?.id}/document`);
    const bytes = Buffer.from(await document.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(parcel?.label?.sha256);
  },
);

test('asked ten times at once, an order is still shipped once and queued once', async () => {
  const { orderId, externalId } = await world.place('ID');
  const answers = await Promise.all(Array.from({ length: 10 }, () => autoFulfil(orderId)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
  const order = await world.until(orderId, isQueued);
  expect(order.printJobs).toHaveLength(1);
  expect(world.ships(externalId).effects).toBe(1);
});

test('a label that the marketplace is still making is asked for again until it is there', async () => {
  world.sandbox.control.configure({ labelNotReadyCalls: 2 });
  const { orderId, externalId } = await world.place('ID');
  await autoFulfil(orderId);
  const order = await world.until(orderId, isQueued);
  expect(order.packages[0]?.label?.bytes).toBeGreaterThan(500);
  expect(world.sandbox.control.shipCounts().find(({ orderIds }) => orderIds.includes(externalId))?.documentCalls).toBe(3);
  expect(world.ships(externalId)).toEqual({ calls: 1, effects: 1 });
});

test.each([
  { kind: 'rate-limited', next: 2 },
  { kind: 'cut-after-effect', next: 1 },
  { kind: 'timeout-after-effect', next: 1, delayMs: 100 },
] as const)('$kind at the moment of shipping never makes two shipments', async (fault) => {
  const { orderId, externalId } = await world.place('GB');
  const { id } = world.sandbox.control.addFault({ ...fault, api: 'packages.ship' });
  await autoFulfil(orderId);
  await world.until(orderId, isQueued, 25_000);
  expect(world.sandbox.control.faults().find((one) => one.id === id)?.struck).toBe(fault.next);
  expect(world.ships(externalId).effects).toBe(1);
});

test('a refusal of the marketplace is shown on the order with its reason, and the order can be tried again', async () => {
  const { orderId, externalId } = await world.place('ID');
  world.sandbox.control.addFault({ kind: 'refuse', api: 'packages.ship', next: 1, code: 21011001 });
  await autoFulfil(orderId);
  const failed = await world.until(orderId, ({ fulfilState }) => fulfilState === 'failed');
  expect(failed.fulfilNote).not.toBe('');
  expect(kinds(failed)).toContain('arrange-refused');
  await autoFulfil(orderId);
  await world.until(orderId, isQueued);
  expect(world.ships(externalId).effects).toBe(1);
});

test('cancelled before printing: the label is pulled out of the queue, and fulfilling again is refused in words', async () => {
  const { orderId, externalId } = await world.place('ID');
  await autoFulfil(orderId);
  await world.until(orderId, isQueued);
  world.sandbox.control.systemCancel(externalId);
  const order = await world.until(orderId, ({ status }) => status === 'cancelled');
  expect(order).toMatchObject({
    fulfilState: 'none',
    printJobs: [{ state: 'cancelled', problem: 'The order was cancelled' }],
    packages: [{ holdReason: 'The order was cancelled' }],
  });
  expect(await autoFulfil(orderId)).toMatchObject({ body: { outcome: 'rejected', message: expect.stringMatching(/cancel/i) } });
});

test.each(['overloaded', 'internal-error', 'cut-before-effect'] as const)(
  'after %s nobody knows whether it shipped: the order is read back, and not shipped again until it no longer can have an effect',
  async (kind) => {
    const { orderId, externalId } = await world.place('GB');
    world.sandbox.control.addFault({ kind, api: 'packages.ship', next: 1 });
    await autoFulfil(orderId);
    const isUnknown = ({ packages }: OrderDetail) =>
      packages.some(({ fulfillments }) => fulfillments.some(({ state }) => state === 'unknown'));
    await world.until(orderId, isUnknown);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(world.ships(externalId)).toMatchObject({ effects: 0 });
    // Read after the wait: one detail is several reads, and may hold the order of before and the package of after.
    const order = await world.detail(orderId);
    expect(order).toMatchObject({ fulfilState: 'working', printJobs: [], packages: [{ status: 'arranging' }] });
    expect(order.fulfilNote).toBe('The marketplace did not answer; reading the package back');
  },
);

test('an order whose buyer asks to cancel is not shipped', async () => {
  const { orderId, externalId } = await world.place('ID');
  world.sandbox.control.buyerCancel(externalId);
  await world.until(orderId, ({ isCancelRequested }) => isCancelRequested);
  expect(await autoFulfil(orderId)).toMatchObject({
    status: 202,
    body: { outcome: 'held', message: expect.stringMatching(/asks to cancel/) },
  });
  expect(await world.detail(orderId)).toMatchObject({ fulfilState: 'held', packages: [{ holdReason: 'The buyer asks to cancel' }] });
  expect(world.ships(externalId)).toEqual({ calls: 0, effects: 0 });
});

test('a carrier that the marketplace does not know is refused with those that it knows', async () => {
  const { orderId } = await world.place('ID', { shippingType: 'SELLER' });
  await world.call('POST', `/api/v1/platforms/orders/${orderId}/fulfill`, { trackingNumber: 'OWN1234567', carrier: 'Nobody' });
  const order = await world.until(orderId, ({ fulfilState }) => fulfilState === 'failed');
  expect(order.fulfilNote).toMatch(/no carrier "Nobody".*J&T Express/);
});

test('with an own carrier the marketplace is told the number, and nothing is printed', async () => {
  const { orderId, externalId } = await world.place('ID', { shippingType: 'SELLER' });
  const path = `/api/v1/platforms/orders/${orderId}/fulfill`;
  expect(await world.call('POST', path, { trackingNumber: 'x' })).toMatchObject({ status: 400 });
  const said = { trackingNumber: 'OWN1234567', carrier: 'J&T Express' };
  expect(await world.call('POST', path, said)).toMatchObject({ status: 202, body: { outcome: 'started' } });
  const order = await world.until(orderId, ({ fulfilState }) => fulfilState === 'done' || fulfilState === 'failed');
  expect(order).toMatchObject({ fulfilState: 'done', trackingNumbers: ['OWN1234567'], printJobs: [] });
  expect(world.ships(externalId).effects).toBe(1);
});

test('cancelled after printing: the parcel is held, and the detail says to take it off the pile', async () => {
  const { orderId, externalId } = await world.place('ID');
  await autoFulfil(orderId);
  world.agent.start();
  const done = await world.until(orderId, ({ fulfilState }) => fulfilState === 'done');
  expect(done.printedAt).not.toBeNull();
  expect(kinds(done)).toEqual(expect.arrayContaining(['arranged', 'label-fetched', 'print-queued', 'printed']));
  world.sandbox.control.systemCancel(externalId);
  const held = await world.until(orderId, ({ fulfilState }) => fulfilState === 'held');
  expect(held).toMatchObject({
    status: 'cancelled',
    fulfilNote: 'Cancelled after its label was printed. Take the parcel off the pile.',
    packages: [{ holdReason: 'The order was cancelled' }],
    printJobs: [{ state: 'confirmed' }],
  });
});
