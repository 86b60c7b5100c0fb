import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AmazonSandbox, startAmazonSandbox } from './start.ts';
import { quick, RawClient } from './testing/raw-client.ts';

const vectors = JSON.parse(readFileSync(new URL('../../fixtures/amazon.vectors.json', import.meta.url), 'utf8'));

let sandbox: AmazonSandbox;
let client: RawClient;

beforeEach(async () => {
  sandbox = await startAmazonSandbox({ settings: quick });
  client = await RawClient.connect(sandbox, 'DE');
});
afterEach(async () => {
  await sandbox.stop();
});

function readyOrder(quantity = 2) {
  const order = sandbox.control.createOrder({ shopId: client.shopId, status: 'UNSHIPPED', lines: [{ sku: 'GAYO-250G', quantity }] });
  return { id: order.id, itemId: order.items[0]?.id ?? '' };
}

const detailFor = (itemId: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  packageReferenceId: '1',
  carrierCode: 'DHL',
  trackingNumber: '00340434161094000001',
  shipDate: new Date().toISOString(),
  orderItems: [{ orderItemId: itemId, quantity: 2 }],
  ...more,
});

interface Vector {
  readonly id: string;
  readonly body: { readonly packageDetail: Readonly<Record<string, unknown>> };
  readonly expect: number;
}

test.each(vectors.confirm_shipment as Vector[])('answers $id as documented', async ({ body, expect: status }) => {
  const { id, itemId } = readyOrder(1);
  const detail = { ...body.packageDetail, shipDate: new Date().toISOString(), orderItems: [{ orderItemId: itemId, quantity: 1 }] };
  expect((await client.confirm(id, detail)).status).toBe(status);
});

test('answers 204 without a body, and shows the parcel', async () => {
  const { id, itemId } = readyOrder();
  const answer = await client.confirm(id, detailFor(itemId, { shippingMethod: 'Paket' }));
  expect([answer.status, answer.body]).toEqual([204, '']);
  const order = await client.order(id);
  expect(order.fulfillment.fulfillmentStatus).toBe('SHIPPED');
  expect(order.packages).toMatchObject([
    {
      packageReferenceId: '1',
      carrier: 'DHL',
      shippingService: 'Paket',
      trackingNumber: '00340434161094000001',
      packageStatus: { status: 'SHIPPED' },
    },
  ]);
});

test('is partly shipped until the last unit is out, in parcels of their own numbers', async () => {
  const { id, itemId } = readyOrder(3);
  await client.confirm(id, detailFor(itemId));
  expect((await client.order(id)).fulfillment.fulfillmentStatus).toBe('PARTIALLY_SHIPPED');
  const tooMany = await client.confirm(id, detailFor(itemId, { packageReferenceId: '2', trackingNumber: '00340434161094000002' }));
  expect([tooMany.status, tooMany.body.errors[0].code]).toEqual([400, 'Invalid Input']);
  const one = [{ orderItemId: itemId, quantity: 1 }];
  await client.confirm(id, detailFor(itemId, { packageReferenceId: '2', orderItems: one }));
  expect((await client.order(id)).fulfillment.fulfillmentStatus).toBe('SHIPPED');
});

test('the same number edits the parcel, and the same data changes nothing', async () => {
  const { id, itemId } = readyOrder();
  const detail = detailFor(itemId);
  await client.confirm(id, detail);
  expect((await client.confirm(id, detail)).status).toBe(204);
  expect(sandbox.control.shipCounts()).toMatchObject([{ shipCalls: 2, shipEffects: 1 }]);
  expect((await client.confirm(id, { ...detail, trackingNumber: '00340434161094000009' })).status).toBe(204);
  expect((await client.order(id)).packages).toMatchObject([{ trackingNumber: '00340434161094000009' }]);
  sandbox.control.carrierScan(id);
  const late = await client.confirm(id, { ...detail, trackingNumber: '00340434161094000010' });
  expect([late.status, late.body.errors[0].message]).toEqual([400, expect.stringContaining('PackageToUpdateNotFound')]);
});

interface Change extends Readonly<Record<string, unknown>> {
  readonly orderItems?: readonly { readonly orderItemId: string; readonly quantity: number }[];
}

const refused: readonly [string, Change][] = [
  ['a parcel number that is a number', { packageReferenceId: 1 }],
  ['a parcel number that is a word', { packageReferenceId: 'A1' }],
  ['Other without a name', { carrierCode: 'Other' }],
  ['an unknown carrier', { carrierCode: 'Postillon' }],
  ['a day without a time', { shipDate: '02/21/2026' }],
  ['a date of the future', { shipDate: new Date(Date.now() + 3_600_000).toISOString() }],
  ['a date before the purchase', { shipDate: new Date(Date.now() - 3_600_000).toISOString() }],
  ['no items', { orderItems: [] }],
  ['a foreign item', { orderItems: [{ orderItemId: '1', quantity: 1 }] }],
  ['more units than were ordered', { orderItems: [{ orderItemId: 'own', quantity: 3 }] }],
];

test.each(refused)('refuses %s', async (_, change) => {
  const { id, itemId } = readyOrder();
  const items = change.orderItems?.map((item) => ({ ...item, orderItemId: item.orderItemId === 'own' ? itemId : item.orderItemId }));
  const answer = await client.confirm(id, detailFor(itemId, { ...change, ...(items ? { orderItems: items } : {}) }));
  expect(answer.status).toBe(400);
  expect(sandbox.control.shipEffects(id)).toBe(0);
});

test('refuses what is not paid, cancelled, or of another marketplace', async () => {
  const { id, itemId } = readyOrder();
  const body = { marketplaceId: 'A1F83G8C2ARO7P', packageDetail: detailFor(itemId) };
  expect((await client.call('POST', `/orders/v0/orders/${id}/shipmentConfirmation`, { body })).status).toBe(400);
  sandbox.control.systemCancel(id);
  expect((await client.confirm(id, detailFor(itemId))).status).toBe(400);
  const open = sandbox.control.createOrder({ shopId: client.shopId, payAfterMs: null });
  expect((await client.confirm(open.id, detailFor(open.items[0]?.id ?? ''))).status).toBe(400);
});

test('units count later when so set', async () => {
  sandbox.control.configure({ confirmDelayMs: 300_000 });
  const { id, itemId } = readyOrder();
  await client.confirm(id, detailFor(itemId));
  expect((await client.order(id)).fulfillment.fulfillmentStatus).toBe('UNSHIPPED');
  await sandbox.control.advance(300_000);
  expect((await client.order(id)).fulfillment.fulfillmentStatus).toBe('SHIPPED');
});

test('the carrier takes it from there', async () => {
  const { id, itemId } = readyOrder();
  await client.confirm(id, detailFor(itemId));
  await sandbox.control.advance(7 * 3_600_000);
  client.token = (await client.refresh()).body.access_token;
  expect((await client.order(id)).packages[0].packageStatus.status).toBe('IN_TRANSIT');
  sandbox.control.deliver(id);
  expect((await client.order(id)).packages[0].packageStatus.status).toBe('DELIVERED');
});
