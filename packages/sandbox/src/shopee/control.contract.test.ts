import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ShopeeSandbox, startShopeeSandbox } from './start.ts';
import { RawCaller, startReceiver } from './testing/raw-caller.ts';

let sandbox: ShopeeSandbox;
let caller: RawCaller;

beforeAll(async () => {
  sandbox = await startShopeeSandbox({ settings: { limitBurst: 10_000 }, seed: 7 });
  caller = await RawCaller.connect(sandbox);
});
afterEach(() => sandbox.control.clearFaults());
afterAll(() => sandbox.stop());

const info = () => caller.get('shop/get_shop_info');
const api = 'shop.get_shop_info';

test.each([
  ['rate-limited', 'error_rate_limit'],
  ['daily-limit', 'error_limit'],
  ['internal-error', 'error_inner'],
  ['expired-token', 'invalid_acceess_token'],
] as const)('%s strikes the next calls of one API and then stops', async (kind, error) => {
  sandbox.control.addFault({ kind, api, next: 2 });
  expect(await caller.get('logistics/get_channel_list')).toMatchObject({ error: '' });
  expect(await info()).toMatchObject({ httpStatus: 200, error });
  expect(await info()).toMatchObject({ httpStatus: 200, error });
  expect(await info()).toMatchObject({ httpStatus: 200, error: '' });
});

test.each([
  ['overloaded', 503],
  ['forbidden-html', 403],
] as const)('%s answers without an envelope and without effect', async (kind, status) => {
  const { id } = caller.readyOrder();
  sandbox.control.addFault({ kind, api: 'logistics.ship_order' });
  const response = await caller.raw('POST', 'logistics/ship_order', { body: { order_sn: id, dropoff: {} } });
  expect([response.status, (await response.text()).startsWith('{')]).toEqual([status, false]);
  expect(sandbox.control.shipEffects(id)).toBe(0);
});

test('refuses with the error it is told, slowly when told so', async () => {
  sandbox.control.addFault({ kind: 'refuse', api, error: 'shop_banned' });
  expect(await info()).toMatchObject({ error: 'shop_banned' });
  sandbox.control.addFault({ kind: 'slow', api, delayMs: 120 });
  const startedAt = performance.now();
  expect(await info()).toMatchObject({ error: '' });
  expect(performance.now() - startedAt).toBeGreaterThan(100);
});

test('does the same over HTTP and explains what it does not know', async () => {
  const post = async (path: string, body: unknown) =>
    (await fetch(`${sandbox.controlUrl}/_control/${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
  const get = async (path: string) => (await (await fetch(`${sandbox.controlUrl}/_control/${path}`)).json()).result;
  expect(await post('faults', { kind: 'earthquake' })).toMatchObject({ ok: false, error: expect.stringContaining('earthquake') });
  expect(await post('settings', { pendingMs: 'long' })).toMatchObject({ ok: false });
  const { result: order } = await post('orders', { shopId: caller.shopId });
  expect(order).toMatchObject({ status: 'PENDING' });
  expect((await post('release', { id: order.id })).result).toMatchObject({ status: 'READY_TO_SHIP' });
  expect(await get(`order?id=${order.id}`)).toMatchObject({ packages: [{ status: 'LOGISTICS_READY' }] });
  const [row] = await get('stock?shopId=727720655');
  expect((await post('buy', { itemId: row.itemId, modelId: row.modelId })).result).toMatchObject({ isAllowed: true });
  expect(await get(`sold?itemId=${row.itemId}&modelId=${row.modelId}`)).toBeGreaterThan(0);
  expect((await post('authorize', { account: '727720655' })).result).toMatchObject({ shop_id: '727720655' });
  expect(await get('overview')).toMatchObject({ shops: [{ isAuthorized: true }, { isAuthorized: true }], lostPushes: 0 });
  expect((await fetch(`${sandbox.controlUrl}/_control/nothing`)).status).toBe(404);
});

test('has a page to steer it by hand, in its own words, with every script that it imports', async () => {
  const get = (path: string) => fetch(new URL(path, sandbox.controlUrl));
  const html = await (await get('/')).text();
  expect(html).toContain('<h1>Shopee sandbox</h1>');
  expect(html).not.toContain('{{');
  expect((await get('/page.css')).headers.get('content-type')).toContain('text/css');
  const scripts = ['/page.js'];
  for (const path of scripts) {
    const response = await get(path);
    expect(response.headers.get('content-type')).toContain('text/javascript');
    for (const [, imported = ''] of (await response.text()).matchAll(/ from '(.+)'/g)) {
      const { pathname } = new URL(imported, new URL(path, sandbox.controlUrl));
      if (!scripts.includes(pathname)) scripts.push(pathname);
    }
  }
  expect(scripts).toHaveLength(3);
});

test('a burst places its orders and stops', async () => {
  sandbox.control.startScenario({ kind: 'burst', maximum: 100, shopIds: [caller.shopId] });
  await expect.poll(() => sandbox.control.scenario()).toMatchObject({ placed: 100, isRunning: false });
});

test('the app sets its push address, which must answer, and switches codes and shops off', async () => {
  using receiver = await startReceiver();
  using talker = await startReceiver(() => ({ status: 200, body: 'ok' }));
  const set = (body: object) => caller.public('POST', 'push/set_app_push_config', { body });
  expect(await set({ callback_url: talker.url })).toMatchObject({ error: 'error_param', message: expect.stringContaining('empty body') });
  expect(await set({ callback_url: receiver.url, set_push_config_off: [4], blocked_shop_id_list: [727720655] })).toMatchObject({
    error: '',
  });
  expect((await caller.public('GET', 'push/get_app_push_config')).response).toMatchObject({
    callback_url: receiver.url,
    push_config_off_list: [4],
    blocked_shop_id_list: [727720655],
  });
  sandbox.control.authorize('727720655');
  sandbox.control.createOrder({ shopId: '727720655', status: 'READY_TO_SHIP' });
  const { id } = caller.readyOrder();
  await caller.ship(id);
  await sandbox.control.advance(1_000);
  await sandbox.control.webhooksSettled();
  const codes = receiver.received.map((item) => item.event.code);
  expect(codes).toContain(3);
  expect(codes).not.toContain(4);
  expect(receiver.received.some((item) => item.event.shop_id === 727720655)).toBe(false);
  sandbox.control.configure({ webhookUrl: '', mutedCodes: '', blockedShops: '' });
});

test('finds its world again after a stop: tokens, orders on their way, lost pushes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shopee-state-'));
  const stateFile = join(folder, 'state.jsonl');
  const first = await startShopeeSandbox({ stateFile });
  const before = await RawCaller.connect(first);
  const { id } = before.readyOrder();
  await before.ship(id);
  await first.stop();
  const second = await startShopeeSandbox({ stateFile });
  const after = Object.assign(new RawCaller(second), { shopId: before.shopId, token: before.token });
  expect(await after.order(id)).toMatchObject({ order_status: 'PROCESSED' });
  await second.control.advance(6 * 3_600_000 + 2_000);
  expect(second.control.order(id).status).toBe('SHIPPED');
  expect(second.control.createOrder().id).not.toBe(id);
  await second.stop();
  rmSync(folder, { recursive: true });
});
