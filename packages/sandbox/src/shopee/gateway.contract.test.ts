import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ShopeeSandbox, startShopeeSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: ShopeeSandbox;
let caller: RawCaller;

beforeAll(async () => {
  sandbox = await startShopeeSandbox();
  caller = await RawCaller.connect(sandbox);
});
afterAll(() => sandbox.stop());

const listQuery = () => {
  const now = Math.floor(Date.now() / 1000);
  return { time_range_field: 'update_time', time_from: now - 3_600, time_to: now + 3_600, page_size: 10 };
};
const list = (call: Parameters<RawCaller['get']>[2] = {}) => caller.get('order/get_order_list', listQuery(), call);

test('answers a call that is signed over token and shop', async () => {
  expect(await list()).toMatchObject({ httpStatus: 200, error: '', message: '', request_id: expect.stringMatching(/^[0-9a-f]{32}$/) });
});

test.each([
  ['no partner', (query: URLSearchParams) => query.delete('partner_id'), 'error_param'],
  ['a partner that is no number', (query: URLSearchParams) => query.set('partner_id', 'x'), 'error_param'],
  ['another partner', (query: URLSearchParams) => query.set('partner_id', '7'), 'error_auth'],
  ['no time', (query: URLSearchParams) => query.delete('timestamp'), 'error_param'],
  ['no signature', (query: URLSearchParams) => query.delete('sign'), 'error_param'],
  ['another token than was signed', (query: URLSearchParams) => query.set('access_token', 'x'), 'error_sign'],
  ['another shop than was signed', (query: URLSearchParams) => query.set('shop_id', '727720655'), 'error_sign'],
] as const)('refuses %s, under HTTP 200', async (_, spoil, error) => {
  expect(await list({ spoil })).toMatchObject({ httpStatus: 200, error });
});

test('does not sign the business parameters', async () => {
  expect(await list({ spoil: (query) => query.set('page_size', '20') })).toMatchObject({ error: '' });
});

test.each([
  ['six minutes old', -360, 'Timestamp is expired.'],
  ['six minutes ahead', 360, 'Timestamp is expired.'],
])('refuses a time %s', async (_, seconds, message) => {
  expect(await list({ timestamp: Math.floor(Date.now() / 1000) + seconds })).toMatchObject({ error: 'error_param', message });
});

test('refuses milliseconds as out of range', async () => {
  expect(await list({ timestamp: Date.now() })).toMatchObject({ error: 'error_param', message: expect.stringContaining('4294967295') });
});

test('calls an unknown token by its misspelt name, or error_auth when so set, with 403 when so set', async () => {
  expect(await list({ token: 'unknown' })).toMatchObject({ httpStatus: 200, error: 'invalid_acceess_token' });
  sandbox.control.configure({ saysAuthForTokens: true, forbidsAuthErrors: true });
  expect(await list({ token: 'unknown' })).toMatchObject({ httpStatus: 403, error: 'error_auth' });
  sandbox.control.configure({ saysAuthForTokens: false, forbidsAuthErrors: false });
});

test('does not let the token of one shop open another', async () => {
  expect(await list({ shopId: '727720655' })).toMatchObject({ error: 'error_auth', message: 'Invalid partner_id or shopid.' });
});

test('a path that is not there is a wrong parameter, a body that is no JSON is data', async () => {
  expect(await caller.get('order/get_orders')).toMatchObject({ error: 'error_param', message: expect.stringContaining('path') });
  expect(await caller.get('logistics/ship_order')).toMatchObject({ error: 'error_param', message: expect.stringContaining('path') });
  expect(await caller.post('logistics/ship_order', '{')).toMatchObject({ error: 'error_data' });
});

test('refuses a burst above the bucket of the app, and the rest of the day above the quota', async () => {
  await using small = await startShopeeSandbox({ settings: { limitPerSecond: 1, limitBurst: 5 } });
  const other = await RawCaller.connect(small);
  const answers = await Promise.all(Array.from({ length: 8 }, () => other.get('order/get_order_list', listQuery())));
  expect(answers.filter((answer) => answer.error === 'error_rate_limit')).toHaveLength(4);
  expect(small.control.counters()).toMatchObject({ callsAboveLimit: 4, callsByShop: { '226354871': { 'order.get_order_list': 8 } } });
  small.control.configure({ limitPerSecond: 1_000, dailyLimit: 1 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await other.get('order/get_order_list', listQuery())).toMatchObject({ error: '' });
  expect(await other.get('order/get_order_list', listQuery())).toMatchObject({ error: 'error_limit' });
  await small.control.advance(86_400_000);
  small.control.configure({ accessTokenLifeSeconds: 999_999 });
  expect(await other.refresh()).toMatchObject({ error: '' });
});
