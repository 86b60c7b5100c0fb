import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EbaySandbox, startEbaySandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: EbaySandbox;
let caller: RawCaller;
const day = 86_400_000;

beforeEach(async () => {
  sandbox = await startEbaySandbox({ seed: 11 });
  caller = await RawCaller.connect(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

const place = (lines?: readonly { sku: string; quantity: number }[]) =>
  sandbox.control.createOrder({ shopId: caller.shopId, ...(lines ? { lines } : {}) });
const iso = (ms: number): string => new Date(ms).toISOString();

test('gives an order with its lines, prices and address', async () => {
  const { id } = place([
    { sku: 'FILT-DEFAULT', quantity: 2 },
    { sku: 'MUG-RED', quantity: 1 },
  ]);
  const { status, data } = await caller.order(id);
  expect(status).toBe(200);
  expect(data).toMatchObject({
    orderId: id,
    orderFulfillmentStatus: 'NOT_STARTED',
    orderPaymentStatus: 'PAID',
    cancelStatus: { cancelState: 'NONE_REQUESTED', cancelRequests: [] },
    pricingSummary: { priceSubtotal: { value: '18.90', currency: 'USD' }, deliveryCost: { value: '4.95' }, total: { value: '23.85' } },
    fulfillmentHrefs: [],
    lineItems: [
      { sku: 'FILT-DEFAULT', quantity: 2, lineItemCost: { value: '9.00' }, lineItemFulfillmentStatus: 'NOT_STARTED' },
      { sku: 'MUG-RED', quantity: 1, variationAspects: [{ name: 'Color', value: 'Red' }] },
    ],
  });
  expect(id).toMatch(/^\d\d-\d{5}-\d{5}$/);
  expect(data.lineItems[0].legacyVariationId).toBeUndefined();
  expect(data.fulfillmentStartInstructions[0].shippingStep.shipTo.contactAddress.countryCode).toBe('US');
});

test('shows an order only once its checkout is finished, though its units are sold before', async () => {
  const before = sandbox.control.shownQuantity(caller.shopId, 'TAMP-DEFAULT');
  const { id } = sandbox.control.createOrder({ shopId: caller.shopId, lines: [{ sku: 'TAMP-DEFAULT', quantity: 1 }], payAfterMs: 60_000 });
  expect(await caller.order(id)).toMatchObject({ status: 404, code: 32100 });
  expect(sandbox.control.shownQuantity(caller.shopId, 'TAMP-DEFAULT')).toBe(before - 1);
  await sandbox.control.advance(60_000);
  expect(await caller.order(id)).toMatchObject({ status: 200, data: { orderPaymentStatus: 'PAID' } });
});

test('pages by the number of orders, and names no next page on the last one', async () => {
  const ids = new Set([1, 2, 3, 4, 5].map(() => place().id));
  const seen: string[] = [];
  let answer = await caller.orders({ limit: '3' });
  const total = answer.data.total;
  for (let offset = 0; offset < total; offset += 3) {
    answer = await caller.orders({ limit: '3', offset: String(offset) });
    seen.push(...answer.data.orders.map((order: { orderId: string }) => order.orderId));
    expect('next' in answer.data).toBe(offset + 3 < total);
  }
  expect(new Set(seen).size).toBe(total);
  for (const id of ids) expect(seen).toContain(id);
});

test('follows the address of the next page', async () => {
  place();
  place();
  const { data } = await caller.orders({ limit: '1', filter: 'orderfulfillmentstatus:{NOT_STARTED|IN_PROGRESS}' });
  const next = new URL(data.next);
  const { data: second } = await caller.call('GET', next.pathname, { query: Object.fromEntries(next.searchParams) });
  expect(second).toMatchObject({ offset: 1, limit: 1 });
  expect(second.orders[0].orderId).not.toBe(data.orders[0].orderId);
});

test.each([
  [{ limit: '201' }, 31100],
  [{ limit: '0' }, 31100],
  [{ offset: '-1' }, 31000],
  [{ filter: 'colour:{RED}' }, 30700],
  [{ filter: 'orderfulfillmentstatus:{FULFILLED}' }, 30800],
  [{ filter: 'creationdate:[yesterday..]' }, 30810],
  [{ filter: 'creationdate:[..2026-01-01T00:00:00.000Z]' }, 30820],
  [{ filter: `creationdate:[${iso(Date.now() - 1_000)}..${iso(Date.now() - day)}]` }, 30840],
  [{ filter: `lastmodifieddate:[${iso(Date.now() + day)}..]` }, 30850],
  [{ filter: 'creationdate:[2019-01-01T00:00:00.000Z..]' }, 30830],
  [{ orderIds: Array.from({ length: 51 }, () => '01-00000-00000').join(',') }, 30900],
  [{ fieldGroups: 'EVERYTHING' }, 32800],
])('refuses %o with its own number', async (query: Readonly<Record<string, string | undefined>>, code) => {
  const sent = Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  expect(await caller.orders(sent)).toMatchObject({ status: 400, code });
});

test('ids make all other parameters void', async () => {
  const [first, second] = [place(), place()];
  const { data } = await caller.orders({ orderIds: `${first.id},${second.id},99-99999-99999`, limit: '999', filter: 'nonsense' });
  expect(data.total).toBe(2);
});

test('ignores the date of change when the date of creation is there too', async () => {
  const { id } = place();
  await sandbox.control.advance(2 * 3_600_000);
  await caller.renew();
  sandbox.control.buyerCancel(id);
  const changed = `lastmodifieddate:[${iso(sandbox.control.nowMs() - 3_600_000)}..]`;
  const alone = await caller.orders({ filter: changed });
  expect(alone.data.orders.map((order: { orderId: string }) => order.orderId)).toEqual([id]);
  const created = `creationdate:[${iso(sandbox.control.nowMs() - 3_600_000)}..]`;
  expect((await caller.orders({ filter: `${changed},${created}` })).data.total).toBe(0);
});

test('only the call for one order fills the requests to cancel', async () => {
  const { id } = place();
  const { cancelId } = sandbox.control.buyerCancel(id);
  const listed = await caller.orders({ orderIds: id });
  expect(listed.data.orders[0].cancelStatus).toEqual({ cancelState: 'IN_PROGRESS', cancelRequests: [] });
  const { data } = await caller.order(id);
  expect(data.cancelStatus.cancelRequests).toMatchObject([
    { cancelRequestId: cancelId, cancelRequestState: 'REQUESTED', cancelInitiator: 'BUYER' },
  ]);
  sandbox.control.answerCancel(id, false);
  expect((await caller.order(id)).data.cancelStatus).toMatchObject({
    cancelState: 'NONE_REQUESTED',
    cancelRequests: [{ cancelRequestState: 'REJECTED' }],
  });
});

test('a cancelled order is refunded, gives its units back and counts as changed', async () => {
  const before = sandbox.control.shownQuantity(caller.shopId, 'SCALE-DEFAULT');
  const { id } = place([{ sku: 'SCALE-DEFAULT', quantity: 3 }]);
  const first = (await caller.order(id)).data.lastModifiedDate;
  sandbox.control.cancel(id);
  const { data } = await caller.order(id);
  expect(data).toMatchObject({ orderPaymentStatus: 'FULLY_REFUNDED', cancelStatus: { cancelState: 'CANCELED' } });
  expect(data.paymentSummary.refunds).toHaveLength(1);
  expect(data.lastModifiedDate > first).toBe(true);
  expect(sandbox.control.shownQuantity(caller.shopId, 'SCALE-DEFAULT')).toBe(before);
});

test('forgets the e-mail after 14 days and the address after 90', async () => {
  const { id } = place();
  const shipTo = async () => (await caller.order(id)).data.fulfillmentStartInstructions[0].shippingStep.shipTo;
  expect(await shipTo()).toMatchObject({ email: expect.stringContaining('@members.ebay.com'), fullName: expect.any(String) });
  await sandbox.control.advance(15 * day);
  await caller.renew();
  expect(await shipTo()).not.toHaveProperty('email');
  await sandbox.control.advance(76 * day);
  await caller.renew();
  const old = await shipTo();
  expect(old).not.toHaveProperty('fullName');
  expect(old.contactAddress).not.toHaveProperty('addressLine1');
  expect(old.contactAddress).toHaveProperty('postalCode');
  expect((await caller.orders()).data.orders.map((order: { orderId: string }) => order.orderId)).not.toContain(id);
});

test('a seller does not see the orders of another', async () => {
  const other = await RawCaller.connect(sandbox, 'DE');
  const { id } = place();
  expect(await other.order(id)).toMatchObject({ status: 404, code: 32100 });
  expect(await other.order('nonsense')).toMatchObject({ status: 400, code: 32100 });
});
