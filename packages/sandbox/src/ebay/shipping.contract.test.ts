import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EbaySandbox, startEbaySandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: EbaySandbox;
let caller: RawCaller;

beforeEach(async () => {
  sandbox = await startEbaySandbox();
  caller = await RawCaller.connect(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

function place() {
  const order = sandbox.control.createOrder({
    shopId: caller.shopId,
    lines: [
      { sku: 'FILT-DEFAULT', quantity: 2 },
      { sku: 'MUG-RED', quantity: 1 },
    ],
  });
  const [filters, mug] = order.lines;
  return { id: order.id, filters: filters?.id ?? '', mug: mug?.id ?? '' };
}

const parcel = (lines: readonly { lineItemId: string; quantity?: number }[], trackingNumber = '9400111899223100000001') => ({
  lineItems: lines,
  shippingCarrierCode: 'USPS',
  trackingNumber,
});
const states = async (id: string) => {
  const { data } = await caller.order(id);
  return [
    data.orderFulfillmentStatus,
    ...data.lineItems.map((line: { lineItemFulfillmentStatus: string }) => line.lineItemFulfillmentStatus),
  ];
};
const counts = (id: string) => sandbox.control.shipCounts().find(({ orderId }) => orderId === id);

test('answers 201 with the place of the parcel, whose id is its tracking number', async () => {
  const { id, filters, mug } = place();
  const before = (await caller.order(id)).data.lastModifiedDate;
  const answer = await caller.ship(id, parcel([{ lineItemId: filters, quantity: 2 }, { lineItemId: mug }]));
  expect(answer).toMatchObject({ status: 201, data: {} });
  const location = answer.headers.get('location') ?? '';
  expect(location.split('/').at(-1)).toBe('9400111899223100000001');
  const found = await caller.call('GET', new URL(location).pathname);
  expect(found.data).toMatchObject({
    fulfillmentId: '9400111899223100000001',
    shipmentTrackingNumber: '9400111899223100000001',
    shippingCarrierCode: 'USPS',
  });
  const { data } = await caller.order(id);
  expect(data).toMatchObject({ orderFulfillmentStatus: 'FULFILLED', fulfillmentHrefs: [location] });
  expect(data.lastModifiedDate > before).toBe(true);
});

test('an order goes as far as the units of its lines', async () => {
  const { id, filters, mug } = place();
  expect(await states(id)).toEqual(['NOT_STARTED', 'NOT_STARTED', 'NOT_STARTED']);
  await caller.ship(id, parcel([{ lineItemId: filters }], 'A1'));
  expect(await states(id)).toEqual(['IN_PROGRESS', 'IN_PROGRESS', 'NOT_STARTED']);
  await caller.ship(id, parcel([{ lineItemId: filters }], 'A2'));
  expect(await states(id)).toEqual(['IN_PROGRESS', 'FULFILLED', 'NOT_STARTED']);
  await caller.ship(id, parcel([{ lineItemId: mug }], 'A3'));
  expect(await states(id)).toEqual(['FULFILLED', 'FULFILLED', 'FULFILLED']);
  const { data } = await caller.call('GET', `/sell/fulfillment/v1/order/${id}/shipping_fulfillment`);
  expect(data.total).toBe(3);
});

test('an order that was not shipped has an empty list, and an unknown parcel is not found', async () => {
  const { id } = place();
  expect((await caller.call('GET', `/sell/fulfillment/v1/order/${id}/shipping_fulfillment`)).data).toEqual({ total: 0, fulfillments: [] });
  expect(await caller.call('GET', `/sell/fulfillment/v1/order/${id}/shipping_fulfillment/X1`)).toMatchObject({ status: 404, code: 32110 });
});

test('the same tracking number again answers the same and changes nothing', async () => {
  const { id, filters } = place();
  const body = parcel([{ lineItemId: filters }]);
  const [first, second] = [await caller.ship(id, body), await caller.ship(id, body)];
  expect(second.status).toBe(201);
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect(counts(id)).toMatchObject({ shipCalls: 2, shipEffects: 1, trackingNumbers: ['9400111899223100000001'] });
});

test('ships without a tracking number, under some number', async () => {
  const { id, mug } = place();
  const answer = await caller.ship(id, { lineItems: [{ lineItemId: mug }] });
  expect(answer.headers.get('location')).toMatch(/shipping_fulfillment\/999$/);
});

test.each([
  ['a number without its carrier', { shippingCarrierCode: undefined }, 32300],
  ['a carrier without a number', { trackingNumber: undefined }, 32300],
  ['dashes in the number', { trackingNumber: '9400-1118' }, 32300],
  ['spaces in the number', { trackingNumber: '9400 1118' }, 32300],
  ['no lines', { lineItems: [] }, 32600],
  ['an unknown line', { lineItems: [{ lineItemId: '1' }] }, 32200],
  ['a day to come', { shippedDate: new Date(Date.now() + 86_400_000).toISOString() }, 32500],
  ['no instant', { shippedDate: 'today' }, 32500],
])('refuses %s without effect', async (_name, changes, code) => {
  const { id, filters } = place();
  expect(await caller.ship(id, { ...parcel([{ lineItemId: filters }]), ...changes })).toMatchObject({ status: 400, code });
  expect(counts(id)).toMatchObject({ shipCalls: 1, shipEffects: 0 });
});

test('refuses a line twice, more units than there are, an unknown order and a cancelled one', async () => {
  const { id, filters } = place();
  expect((await caller.ship(id, parcel([{ lineItemId: filters }, { lineItemId: filters }]))).code).toBe(32210);
  expect((await caller.ship(id, parcel([{ lineItemId: filters, quantity: 3 }]))).code).toBe(32200);
  expect(await caller.ship('99-99999-99999', parcel([{ lineItemId: filters }]))).toMatchObject({ status: 400, code: 32100 });
  sandbox.control.cancel(id);
  expect((await caller.ship(id, parcel([{ lineItemId: filters }]))).status).toBe(409);
});

test('a parcel arrives only after it was sent', async () => {
  const { id, filters, mug } = place();
  expect(() => sandbox.control.deliver(id)).toThrow(RangeError);
  await caller.ship(id, parcel([{ lineItemId: filters, quantity: 2 }, { lineItemId: mug }]));
  expect(sandbox.control.deliver(id).deliveredAtMs).toBeGreaterThan(0);
  expect(() => sandbox.control.cancel(id)).toThrow(RangeError);
});
