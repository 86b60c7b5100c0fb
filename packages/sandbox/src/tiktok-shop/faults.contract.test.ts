import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTikTokShopSandbox, type TikTokShopSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: TikTokShopSandbox;
let caller: RawCaller;

beforeAll(async () => {
  sandbox = await startTikTokShopSandbox({ settings: { limitPerSecond: 10_000 }, seed: 7 });
  caller = await RawCaller.connect(sandbox);
});
afterEach(() => {
  sandbox.control.clearFaults();
});
afterAll(async () => {
  await sandbox.stop();
});

const warehouses = () => caller.shop('GET', '/logistics/202309/warehouses');

test.each([
  ['rate-limited', 429, 36009002],
  ['internal-error', 500, 36009003],
  ['gateway-timeout', 504, 36009007],
  ['expired-token', 401, 105002],
] as const)('%s strikes the next calls of one API and then stops', async (kind, status, code) => {
  sandbox.control.addFault({ kind, api: 'warehouses.list', next: 2 });
  expect((await caller.call('GET', '/authorization/202309/shops')).code).toBe(0);
  expect(await warehouses()).toMatchObject({ status, code });
  expect(await warehouses()).toMatchObject({ status, code });
  expect(await warehouses()).toMatchObject({ status: 200, code: 0 });
});

test('an overloaded front answers 503 without an envelope and without effect', async () => {
  const { packageId } = caller.readyOrder();
  sandbox.control.addFault({ kind: 'overloaded', api: 'packages.ship' });
  await expect(caller.shop('POST', `/fulfillment/202309/packages/${packageId}/ship`, { body: {} })).rejects.toThrow(SyntaxError);
  expect(sandbox.control.shipCounts().find((count) => count.packageId === packageId)).toMatchObject({ shipCalls: 0 });
});

test.each([
  ['timeout-after-effect', 1],
  ['cut-after-effect', 1],
  ['cut-before-effect', 0],
] as const)('%s gives no answer, and the package was shipped %d times', async (kind, effects) => {
  const { packageId } = caller.readyOrder();
  sandbox.control.addFault({ kind, api: 'packages.ship', delayMs: 100 });
  await expect(caller.shop('POST', `/fulfillment/202309/packages/${packageId}/ship`, { body: {} })).rejects.toThrow('fetch failed');
  expect(sandbox.control.shipCounts().find((count) => count.packageId === packageId)).toMatchObject({ shipEffects: effects });
});

test('a slow answer comes late but whole', async () => {
  sandbox.control.addFault({ kind: 'slow', delayMs: 120 });
  const startedAt = performance.now();
  expect(await warehouses()).toMatchObject({ code: 0 });
  expect(performance.now() - startedAt).toBeGreaterThan(100);
});

test('a probability strikes about that often', async () => {
  sandbox.control.addFault({ kind: 'rate-limited', probability: 0.3 });
  const answers = await Promise.all(Array.from({ length: 200 }, warehouses));
  const struck = answers.filter((answer) => answer.code === 36009002).length;
  expect(struck).toBeGreaterThan(30);
  expect(struck).toBeLessThan(90);
});

test('the control API does the same over HTTP and explains what it does not know', async () => {
  const post = async (path: string, body: unknown) =>
    (await fetch(`${sandbox.url}/_control/${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
  expect(await post('faults', { kind: 'rate-limited', next: 1 })).toMatchObject({ ok: true, result: { kind: 'rate-limited' } });
  expect((await warehouses()).code).toBe(36009002);
  expect(await post('faults', { kind: 'earthquake' })).toMatchObject({ ok: false, error: expect.stringContaining('earthquake') });
  expect(await post('settings', { holdMs: 'long' })).toMatchObject({ ok: false });
  const order = await post('orders', { shopId: caller.shopId, status: 'AWAITING_SHIPMENT' });
  const read = await (await fetch(`${sandbox.url}/_control/order?id=${order.result.id}`)).json();
  expect(read.result).toMatchObject({ id: order.result.id, packages: [{ status: 'TO_FULFILL' }] });
  expect((await fetch(`${sandbox.url}/_control/nothing`)).status).toBe(404);
});

test('a burst places its orders and stops', async () => {
  sandbox.control.startScenario({ kind: 'burst', maximum: 100, shopIds: [caller.shopId] });
  await expect.poll(() => sandbox.control.scenario()).toMatchObject({ placed: 100, isRunning: false });
});
