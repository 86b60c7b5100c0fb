import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EbaySandbox, startEbaySandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';
import { startReceiver } from './testing/receiver.ts';

let sandbox: EbaySandbox;
let caller: RawCaller;

beforeEach(async () => {
  sandbox = await startEbaySandbox({ seed: 7 });
  caller = await RawCaller.connect(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

const place = () => sandbox.control.createOrder({ shopId: caller.shopId, lines: [{ sku: 'FILT-DEFAULT', quantity: 1 }] });
const ship = (order: ReturnType<typeof place>) =>
  caller.ship(order.id, { lineItems: [{ lineItemId: order.lines[0]?.id }], trackingNumber: 'T1', shippingCarrierCode: 'UPS' });
const counts = (id: string) => sandbox.control.shipCounts().find(({ orderId }) => orderId === id);

test.each([
  ['rate-limited', 429, 2001],
  ['internal-error', 500, 30500],
  ['gateway-timeout', 504, 2003],
  ['expired-token', 401, 1001],
] as const)('%s strikes the next calls of one operation and then stops', async (kind, status, code) => {
  sandbox.control.addFault({ kind, api: 'orders.list', next: 2 });
  expect((await caller.call('GET', '/commerce/identity/v1/user')).status).toBe(200);
  expect(await caller.orders()).toMatchObject({ status, code });
  expect(await caller.orders()).toMatchObject({ status, code });
  expect(await caller.orders()).toMatchObject({ status: 200, code: 0 });
});

test('the Inventory API has numbers of its own for trouble', async () => {
  sandbox.control.addFault({ kind: 'internal-error', api: 'stock.update' });
  sandbox.control.addFault({ kind: 'concurrent', api: 'stock.update' });
  sandbox.control.addFault({ kind: 'refuse', api: 'stock.update', code: 25759 });
  const update = () =>
    caller.inventory('POST', '/bulk_update_price_quantity', {
      requests: [{ sku: 'MUG-RED', shipToLocationAvailability: { quantity: 1 } }],
    });
  expect([(await update()).code, (await update()).code, (await update()).code]).toEqual([25001, 25025, 25759]);
  expect(sandbox.control.shownQuantity(caller.shopId, 'MUG-RED')).toBe(5_000);
});

test('an overloaded front answers 503 in no JSON and without effect', async () => {
  const order = place();
  sandbox.control.addFault({ kind: 'overloaded', api: 'fulfillments.create' });
  expect(await ship(order)).toMatchObject({ status: 503, data: undefined });
  expect(counts(order.id)).toMatchObject({ shipCalls: 0 });
});

test.each([
  ['timeout-after-effect', 1],
  ['cut-after-effect', 1],
  ['cut-before-effect', 0],
] as const)('%s gives no answer, and the order was shipped %d times', async (kind, effects) => {
  const order = place();
  sandbox.control.addFault({ kind, api: 'fulfillments.create', delayMs: 50 });
  await expect(ship(order)).rejects.toThrow('fetch failed');
  expect(counts(order.id)).toMatchObject({ shipEffects: effects });
  const { data } = await caller.call('GET', `/sell/fulfillment/v1/order/${order.id}/shipping_fulfillment`);
  expect(data.total).toBe(effects);
});

test('a refresh whose answer was lost can be made again', async () => {
  sandbox.control.addFault({ kind: 'cut-after-effect', api: 'tokens.refresh' });
  await expect(caller.renew()).rejects.toThrow('fetch failed');
  await caller.renew();
  expect((await caller.orders()).status).toBe(200);
  expect(sandbox.control.counters()).toMatchObject({ tokenRefreshes: 2 });
});

test('a sale between two pages moves what is behind it', async () => {
  const ids = [place(), place(), place()].map(({ id }) => id);
  sandbox.control.addFault({ kind: 'page-drift', api: 'orders.list' });
  const page = async (offset: number) =>
    (await caller.orders({ limit: '2', offset: String(offset) })).data.orders.map(({ orderId }: { orderId: string }) => orderId);
  const seen = [...(await page(0)), ...(await page(2))];
  expect(seen).toHaveLength(4);
  expect(new Set(seen).size).toBe(3);
  expect([...new Set(seen)].sort()).toEqual(ids.sort());
});

test('the control API does the same over HTTP and explains what it does not know', async () => {
  const post = async (path: string, body: unknown) =>
    (await fetch(`${sandbox.controlUrl}/${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
  const get = async (path: string) => (await (await fetch(`${sandbox.controlUrl}/${path}`)).json()).result;
  expect(await post('faults', { kind: 'rate-limited', next: 1 })).toMatchObject({ ok: true, result: { kind: 'rate-limited' } });
  expect((await caller.orders()).code).toBe(2001);
  expect(await post('faults', { kind: 'earthquake' })).toMatchObject({ ok: false, error: expect.stringContaining('earthquake') });
  expect(await post('settings', { webhookUrl: 7 })).toMatchObject({ ok: false });
  const { result: order } = await post('orders', { shopId: caller.shopId, payAfterMs: null });
  expect(await get('overview')).toMatchObject({ ordersByStatus: { WAITING_FOR_PAYMENT: 1 } });
  await post('pay', { id: order.id });
  await post('buyer-cancel', { id: order.id });
  expect(await get('overview')).toMatchObject({ ordersByStatus: { CANCEL_REQUESTED: 1 } });
  await post('answer-cancel', { id: order.id, isApproved: true });
  expect(await get('overview')).toMatchObject({ ordersByStatus: { CANCELED: 1 }, lastOrders: [{ id: order.id }] });
  expect(await get(`listings?shopId=${caller.shopId}`)).toHaveLength(23);
  expect(await get('orders?status=CANCELED')).toMatchObject([{ id: order.id }]);
  expect(await get('orders?status=FULFILLED')).toEqual([]);
  const { result: consent } = await post('authorize', { shopId: caller.shopId });
  expect(consent).toMatchObject({ expires_in: '299' });
  expect(await (await fetch(`${sandbox.url}/`)).text()).toContain('eBay sandbox');
  expect((await fetch(`${sandbox.controlUrl}/nothing`)).status).toBe(404);
});

test('buyers come by themselves, steadily or all at once', async () => {
  expect(sandbox.control.startScenario({ kind: 'burst', maximum: 60 })).toMatchObject({ isRunning: true });
  await expect.poll(() => sandbox.control.scenario()).toMatchObject({ placed: 60, isRunning: false });
  expect(sandbox.control.orders().every(({ sellerId }) => sellerId === caller.shopId)).toBe(true);
});

test('sends the older SOAP notifications beside the others', async () => {
  using receiver = await startReceiver(() => 200);
  sandbox.control.configure({ platformNotificationUrl: receiver.url });
  const { id } = place();
  await sandbox.control.webhooksSettled();
  const [received] = receiver.received;
  expect(received?.headers['content-type']).toContain('text/xml');
  expect(received?.raw.toString()).toContain(`<OrderID>${id}</OrderID>`);
  expect(received?.raw.toString()).toContain('<NotificationEventName>FixedPriceTransaction</NotificationEventName>');
});

test('what was answered outlives a restart: tokens, orders, quantities, subscriptions and the key', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ebay-state-'));
  const stateFile = join(folder, 'state.jsonl');
  const first = await startEbaySandbox({ stateFile });
  const one = await RawCaller.connect(first);
  await first.control.advance(3_600_000);
  const order = first.control.createOrder({ shopId: one.shopId, lines: [{ sku: 'MUG-RED', quantity: 2 }] });
  const waiting = first.control.createOrder({ shopId: one.shopId, payAfterMs: 60_000 });
  first.control.configure({ fulfillmentPerDay: 5 });
  await first.stop();
  const second = await startEbaySandbox({ stateFile });
  const again = new RawCaller(second, one.shopId);
  again.token = one.token;
  expect((await again.order(order.id)).data).toMatchObject({ orderId: order.id, lineItems: [{ sku: 'MUG-RED' }] });
  expect(second.control.shownQuantity(one.shopId, 'MUG-RED')).toBe(first.control.shownQuantity(one.shopId, 'MUG-RED'));
  expect(second.control.settings().fulfillmentPerDay).toBe(5);
  await second.control.advance(60_000);
  expect((await again.order(waiting.id)).status).toBe(200);
  await second.stop();
  rmSync(folder, { recursive: true });
});
