import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ShopeeSandbox, startShopeeSandbox } from './start.ts';
import { RawCaller, type Received, startReceiver } from './testing/raw-caller.ts';

let sandbox: ShopeeSandbox;
let caller: RawCaller;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let answer: (count: number) => { status: number; body?: string };

beforeEach(async () => {
  answer = () => ({ status: 204 });
  receiver = await startReceiver((count) => answer(count));
  sandbox = await startShopeeSandbox({ settings: { webhookUrl: receiver.url, webhookTimeoutRealMs: 10_000 } });
  caller = await RawCaller.connect(sandbox);
  await sandbox.control.webhooksSettled();
  receiver.received.length = 0;
});
afterEach(async () => {
  await sandbox.stop();
  receiver[Symbol.dispose]();
});

const ofCode = (code: number): Received[] => receiver.received.filter((item) => item.event.code === code);

async function statuses(): Promise<string[]> {
  await sandbox.control.webhooksSettled();
  return ofCode(3).map((item) => item.event.data.status);
}

test('tells each change of an order but PENDING, signed over the configured address and the raw body', async () => {
  const { id } = sandbox.control.createOrder({ shopId: caller.shopId });
  sandbox.control.release(id);
  sandbox.control.cancel(id);
  expect((await statuses()).sort()).toEqual(['CANCELLED', 'READY_TO_SHIP', 'UNPAID']);
  for (const { raw, authorization, event } of receiver.received) {
    expect(authorization).toBe(createHmac('sha256', sandbox.partnerKey).update(`${receiver.url}|${raw}`).digest('hex'));
    expect(event).toMatchObject({ shop_id: 226354871, timestamp: expect.any(Number) });
  }
  expect(ofCode(3)[0]?.event.data).toMatchObject({ ordersn: id, items: [], completed_scenario: '' });
});

test('tells tracking numbers, documents and packages when they come', async () => {
  const { id } = caller.readyOrder();
  await caller.ship(id);
  await sandbox.control.webhooksSettled();
  expect(ofCode(4)).toHaveLength(0);
  await sandbox.control.advance(1_000);
  const { id: packageNumber, trackingNumber } = caller.parcelOf(id);
  expect(ofCode(4)[0]?.event.data).toMatchObject({ ordersn: id, package_number: packageNumber, tracking_no: trackingNumber });
  expect(ofCode(30)[0]?.event.data).toMatchObject({ fulfillment_status: 'LOGISTICS_REQUEST_CREATED' });
  await caller.post('logistics/create_shipping_document', { order_list: [{ order_sn: id, tracking_number: trackingNumber }] });
  await sandbox.control.advance(1_000);
  expect(ofCode(15)[0]?.event.data).toEqual({ ordersn: id, package_number: packageNumber, status: 'READY' });
  await sandbox.control.advance(1_000);
  expect([ofCode(4).length, ofCode(15).length]).toEqual([1, 1]);
});

test('is silent about shops that did not let the app in, and speaks of the app itself without a shop', async () => {
  sandbox.control.createOrder({ shopId: '727720655', status: 'READY_TO_SHIP' });
  expect(await statuses()).toEqual([]);
  sandbox.control.authorize('727720655');
  sandbox.control.revoke('727720655');
  sandbox.control.warnOfExpiration('226354871');
  await sandbox.control.webhooksSettled();
  expect(ofCode(1)[0]?.event).toMatchObject({ partner_id: sandbox.partnerId, data: { shop_id: 727720655, success: 1 } });
  expect(ofCode(2)[0]?.event.data).toMatchObject({ authorize_type: 'user cancel shop authorization' });
  expect(ofCode(12)[0]?.event.data).toMatchObject({ shop_expire_soon: [226354871] });
  expect(ofCode(12)[0]?.event).not.toHaveProperty('shop_id');
});

test('tells once that a main account took back the consent for all its shops, and once which of them end soon', async () => {
  const shops = sandbox.control.shops();
  const main = shops[0]?.mainAccountId ?? '';
  const ids = shops.map(({ id }) => Number(id));
  sandbox.control.authorize(main);
  sandbox.control.warnOfExpiration(...shops.map(({ id }) => id));
  sandbox.control.revoke(main);
  await sandbox.control.webhooksSettled();
  const named = (code: number) => ofCode(code).map(({ event }) => event.data);
  expect(named(1)).toMatchObject([{ shop_id_list: ids, main_account_id: Number(main) }]);
  expect(named(2)).toMatchObject([{ shop_id_list: ids, main_account_id: Number(main) }]);
  expect(named(12)).toMatchObject([{ shop_expire_soon: ids }]);
});

test('repeats after 300, 1,800 and 10,800 seconds; then the push is lost, can be fetched, and is gone once confirmed', async () => {
  answer = () => ({ status: 500 });
  const { id } = caller.readyOrder();
  await sandbox.control.webhooksSettled();
  const seen: number[] = [];
  for (const seconds of [0, 300, 1_800, 10_800, 86_400]) {
    await sandbox.control.advance(seconds * 1000);
    await sandbox.control.webhooksSettled();
    seen.push(ofCode(3).length);
  }
  expect(seen).toEqual([1, 2, 3, 4, 4]);
  const { response } = await caller.public('GET', 'push/get_lost_push_message');
  expect(response).toMatchObject({ has_next_page: false, push_message_list: [{ shop_id: 226354871, code: 3 }] });
  expect(response.push_message_list[0].data).toBe(ofCode(3)[0]?.raw);
  expect(JSON.parse(response.push_message_list[0].data).data.ordersn).toBe(id);
  const confirm = { body: { last_message_id: response.last_message_id } };
  expect(await caller.public('POST', 'push/confirm_consumed_lost_push_message', confirm)).toMatchObject({ error: '' });
  expect((await caller.public('GET', 'push/get_lost_push_message')).response.push_message_list).toEqual([]);
});

test('an answer with a body counts as none', async () => {
  answer = (count) => (count === 1 ? { status: 200, body: '{"ok":true}' } : { status: 200 });
  caller.readyOrder();
  await sandbox.control.webhooksSettled();
  await sandbox.control.advance(300_000);
  await sandbox.control.webhooksSettled();
  expect(ofCode(3)).toHaveLength(2);
  expect(sandbox.control.counters()).toMatchObject({ webhooksFailed: 1 });
});

test('gives lost pushes a hundred at a time and forgets them after three days', async () => {
  sandbox.control.addFault({ kind: 'webhook-to-lost-queue', probability: 1 });
  for (let count = 0; count < 101; count += 1) caller.readyOrder();
  const { response } = await caller.public('GET', 'push/get_lost_push_message');
  expect(response.push_message_list).toHaveLength(100);
  expect(response.has_next_page).toBe(true);
  await caller.public('POST', 'push/confirm_consumed_lost_push_message', { body: { last_message_id: response.last_message_id } });
  expect(sandbox.control.lostPushes()).toHaveLength(1);
  sandbox.control.clearFaults();
  await sandbox.control.advance(3 * 86_400_000 - 60_000);
  expect(sandbox.control.lostPushes()).toHaveLength(1);
  await sandbox.control.advance(120_000);
  expect(sandbox.control.lostPushes()).toEqual([]);
});

test('asks a new address with code 0', async () => {
  using other = await startReceiver();
  sandbox.control.configure({ webhookUrl: other.url });
  await sandbox.control.webhooksSettled();
  expect(other.received[0]?.event).toEqual({ code: 0, data: { verify_info: expect.stringContaining('Verification') } });
});

test('loses, doubles and delays pushes when switched on, and sends one again by its number', async () => {
  sandbox.control.addFault({ kind: 'webhook-lost', api: '3', next: 1 });
  caller.readyOrder();
  expect(await statuses()).toHaveLength(0);
  sandbox.control.addFault({ kind: 'webhook-duplicate', api: '3', next: 1 });
  caller.readyOrder();
  expect(await statuses()).toHaveLength(2);
  expect(ofCode(3)[0]?.raw).toBe(ofCode(3)[1]?.raw);
  sandbox.control.addFault({ kind: 'webhook-late', api: '3', next: 1, delayMs: 50 });
  caller.readyOrder();
  expect(await statuses()).toHaveLength(2);
  await expect.poll(() => ofCode(3).length).toBe(3);
  const last = sandbox.control.webhookLog().at(-1);
  expect(sandbox.control.resendWebhook(last?.id ?? '')).toBe(true);
  expect(await statuses()).toHaveLength(4);
});
