import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTikTokShopSandbox, type TikTokShopSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: TikTokShopSandbox;
let caller: RawCaller;
const search = '/order/202309/orders/search';
const paged = { query: { page_size: '10' }, body: { create_time_ge: 1 } };

beforeAll(async () => {
  sandbox = await startTikTokShopSandbox();
  caller = await RawCaller.connect(sandbox);
});
beforeEach(() => {
  sandbox.control.configure({ limitPerSecond: 1_000 });
});
afterAll(async () => {
  await sandbox.stop();
});

test('answers a well signed call, with a request id of 14 digits and 20 hex digits', async () => {
  const answer = await caller.shop('POST', search, paged);
  expect(answer).toMatchObject({ status: 200, code: 0, message: 'Success' });
  expect(answer).toHaveProperty('request_id', expect.stringMatching(/^\d{14}[0-9A-F]{20}$/));
});

test.each([
  ['an unknown path', 'GET', '/order/202309/nothing', {}, 36009009],
  ['a wrong method', 'GET', search, {}, 36009010],
  ['an unknown version', 'POST', '/order/202001/orders/search', paged, 36009014],
  ['a foreign app key', 'POST', search, { ...paged, query: { page_size: '10', app_key: 'other' } }, 36009004],
  ['a stale timestamp', 'POST', search, { ...paged, timestamp: Math.floor(Date.now() / 1000) - 400 }, 36009004],
  ['a timestamp of the future', 'POST', search, { ...paged, timestamp: Math.floor(Date.now() / 1000) + 60 }, 36009004],
  ['an unknown token', 'POST', search, { ...paged, token: 'nobody' }, 36009004],
  [
    'a foreign cipher',
    'POST',
    search,
    { ...paged, query: { page_size: '10', shop_cipher: 'TTP_sbxUSAAAAACx8hR2dNc6_Gi4vFqSb0eKt' } },
    36009004,
  ],
  ['a missing page size', 'POST', search, { body: { order_status: 'NOBODY' } }, 36009004],
  ['form data where JSON is due', 'POST', search, { ...paged, headers: { 'content-type': 'text/plain' } }, 36009022],
  ['a list where an object is due', 'POST', search, { query: { page_size: '10' }, body: '[]' }, 36009004],
  ['a foreign page token', 'POST', search, { query: { page_size: '10', page_token: 'bm9ib2R5' }, body: {} }, 36009004],
])('refuses %s', async (_, method, path, call, code) => {
  const answer = await caller.shop(method, path, call);
  expect(answer).toMatchObject({ code, data: null });
  expect(answer.status).toBeGreaterThanOrEqual(400);
});

test('answers 401 with 106001 when the signature does not fit', async () => {
  const spoil = (query: Record<string, string>): void => {
    query.page_size = '11';
  };
  expect(await caller.shop('POST', search, { ...paged, spoil })).toMatchObject({ status: 401, code: 106001 });
  const upper = (query: Record<string, string>): void => {
    query.sign = (query.sign ?? '').toUpperCase();
  };
  expect(await caller.shop('POST', search, { ...paged, spoil: upper })).toMatchObject({ status: 401, code: 106001 });
});

test('asks for the cipher where it belongs and refuses it where it does not', async () => {
  expect(await caller.call('POST', search, paged)).toMatchObject({ code: 106013 });
  expect(await caller.shop('GET', '/authorization/202309/shops')).toMatchObject({ code: 36009004 });
  const { data } = await caller.call('GET', '/authorization/202309/shops');
  expect(data.shops).toEqual([expect.objectContaining({ region: 'ID', seller_type: 'LOCAL', cipher: caller.cipher })]);
});

test('lets 50 requests a second through for each API and shop, and counts those above', async () => {
  sandbox.control.configure({ limitPerSecond: 50 });
  const before = sandbox.control.counters().callsAboveLimit;
  const answers = await Promise.all(Array.from({ length: 160 }, () => caller.shop('GET', '/logistics/202309/warehouses')));
  const refused = answers.filter((answer) => answer.code === 36009002);
  expect(refused.length).toBeGreaterThanOrEqual(160 - 2 * 50);
  expect(refused.every((answer) => answer.status === 429)).toBe(true);
  expect(sandbox.control.counters().callsAboveLimit - before).toBe(refused.length);
});
