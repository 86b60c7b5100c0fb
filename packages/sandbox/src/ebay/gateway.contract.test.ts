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

test('refuses a missing, a wrong and an expired token, and an ungranted scope', async () => {
  expect(await caller.orders()).toMatchObject({ status: 200 });
  expect(await caller.call('GET', '/sell/fulfillment/v1/order', { headers: { authorization: '' } })).toMatchObject({
    status: 401,
    code: 1002,
  });
  expect(await caller.call('GET', '/sell/fulfillment/v1/order', { token: 'v^1.1#wrong' })).toMatchObject({ status: 401, code: 1001 });
  const reader = await RawCaller.connect(sandbox, 'US', ['sell.fulfillment.readonly']);
  expect((await reader.orders()).status).toBe(200);
  const { id } = sandbox.control.createOrder({ shopId: caller.shopId });
  expect(await reader.ship(id, { lineItems: [] })).toMatchObject({ status: 403, code: 1100 });
  expect(sandbox.control.expireTokens(caller.shopId)).toEqual({ expired: 2 });
  const answer = await caller.orders();
  expect(answer).toMatchObject({ status: 401, code: 1001 });
  expect(answer.data.errors[0]).toMatchObject({ domain: 'OAuth', category: 'REQUEST', message: 'Invalid access token' });
});

test('the Inventory API says of an expired token that access is denied', async () => {
  sandbox.control.expireTokens();
  expect(await caller.inventory('GET', '/location')).toMatchObject({ status: 403, code: 1100 });
  sandbox.control.configure({ inventoryHidesExpiry: false });
  expect(await caller.inventory('GET', '/location')).toMatchObject({ status: 401, code: 1001 });
});

test.each([['*'], ['de'], ['']])('the Inventory API refuses %j as the language', async (language) => {
  const answer = await caller.inventory('GET', '/inventory_item', undefined, { headers: { 'accept-language': language } });
  expect(answer).toMatchObject({ status: 400, code: 25709 });
  expect(answer.data.errors[0].parameters).toEqual([{ name: 'headerName', value: 'Accept-Language' }]);
});

test('the Inventory API refuses a call that says no language, which other APIs do not want', async () => {
  expect(await caller.plainStatus('/sell/inventory/v1/inventory_item', {})).toBe(400);
  expect(await caller.plainStatus('/sell/inventory/v1/inventory_item', { 'accept-language': 'de-DE' })).toBe(200);
  expect(await caller.plainStatus('/sell/fulfillment/v1/order', {})).toBe(200);
});

test('the edge refuses a POST without a body, in no JSON', async () => {
  const answer = await caller.inventory('POST', '/offer/51010000001/withdraw');
  expect(answer).toMatchObject({ status: 411, data: undefined });
  expect(sandbox.control.listings(caller.shopId)[0]?.isPublished).toBe(true);
});

test('counts calls of all sellers against one daily limit, shows what is left, and starts anew at the reset', async () => {
  sandbox.control.configure({ fulfillmentPerDay: 3 });
  const other = await RawCaller.connect(sandbox, 'DE');
  for (const one of [caller, other, caller]) expect((await one.orders()).status).toBe(200);
  const refused = await other.orders();
  expect(refused).toMatchObject({ status: 429, code: 2001 });
  expect(refused.headers.get('retry-after')).toBeNull();
  const token = await caller.applicationToken();
  const limits = () =>
    caller.call('GET', '/developer/analytics/v1_beta/rate_limit/', { token, query: { api_context: 'sell', api_name: 'fulfillment' } });
  const { data } = await limits();
  expect(data.rateLimits).toHaveLength(1);
  const [rate] = data.rateLimits[0].resources[0].rates;
  expect(rate).toMatchObject({ count: 3, limit: 3, remaining: 0, timeWindow: 86_400 });
  await sandbox.control.advance(Date.parse(rate.reset) - sandbox.control.nowMs());
  await other.renew();
  expect((await other.orders()).status).toBe(200);
  expect(sandbox.control.counters()).toMatchObject({ callsAboveLimit: 1, callsAboveLimitByApi: { 'orders.list': 1 } });
});

test('has nothing to say about limits that do not exist', async () => {
  const token = await caller.applicationToken();
  expect(await caller.call('GET', '/developer/analytics/v1_beta/rate_limit/', { token, query: { api_name: 'nothing' } })).toMatchObject({
    status: 204,
    text: '',
  });
});

test('answers an unapproved developer who wants to buy labels', async () => {
  const body = { orders: [{ channel: 'EBAY', orderId: '01-00000-00001' }] };
  expect(await caller.call('POST', '/sell/logistics/v1_beta/shipping_quote', { body })).toMatchObject({ status: 403, code: 1100 });
});

test('knows what it does not know', async () => {
  expect((await caller.call('GET', '/sell/fulfillment/v1/nothing')).status).toBe(404);
  expect((await caller.call('DELETE', '/sell/fulfillment/v1/order')).status).toBe(405);
  expect((await caller.call('PUT', '/commerce/notification/v1/config', { body: 'text' })).status).toBe(400);
});
