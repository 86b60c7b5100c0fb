import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTikTokShopSandbox, type TikTokShopSandbox } from './start.ts';
import { RawCaller, type Received, startReceiver } from './testing/raw-caller.ts';

let sandbox: TikTokShopSandbox;
let caller: RawCaller;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let answer: (count: number) => number;
const minute = 60_000;

beforeEach(async () => {
  answer = () => 200;
  receiver = await startReceiver((count) => answer(count));
  sandbox = await startTikTokShopSandbox({ settings: { webhookUrl: receiver.url, webhookTimeoutRealMs: 10_000, auditMs: 1_000 } });
  caller = await RawCaller.connect(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
  receiver[Symbol.dispose]();
});

const ofType = (type: number): Received[] => receiver.received.filter((item) => item.event.type === type);

async function orderEvents(): Promise<string[]> {
  await sandbox.control.webhooksSettled();
  return ofType(1).map((item) => item.event.data.order_status);
}

test('tells each change of an order, signed over the app key and the raw body', async () => {
  const { id } = sandbox.control.createOrder({ shopId: caller.shopId });
  sandbox.control.endHold(id);
  sandbox.control.systemCancel(id);
  expect((await orderEvents()).sort()).toEqual(['AWAITING_SHIPMENT', 'CANCEL', 'ON_HOLD', 'UNPAID']);
  for (const { raw, authorization } of receiver.received) {
    expect(authorization).toBe(createHmac('sha256', sandbox.appSecret).update(sandbox.appKey).update(raw).digest('hex'));
  }
});

test('is silent about shops that did not let the app in', async () => {
  sandbox.control.createOrder({ shopId: '7494049642642441622', status: 'AWAITING_SHIPMENT' });
  expect(await orderEvents()).toEqual([]);
});

test('repeats after 2 minutes, 30 minutes, 3 hours and 12 hours with the same id, then gives up', async () => {
  answer = () => 500;
  caller.readyOrder();
  const seen: number[] = [];
  for (const wait of [0, 2, 30, 180, 720, 1_000]) {
    await sandbox.control.advance(wait * minute);
    await sandbox.control.webhooksSettled();
    seen.push(ofType(1).filter((item) => item.event.data.order_status === 'AWAITING_SHIPMENT').length);
  }
  expect(seen).toEqual([1, 2, 3, 4, 5, 5]);
  expect(
    new Set(
      ofType(1)
        .slice(0, 5)
        .map((item) => item.event.tts_notification_id),
    ).size,
  ).toBe(1);
  expect(sandbox.control.counters().webhooksGivenUp).toBe(1);
});

test('counts an answer other than 200 or 401 as none', async () => {
  answer = (count) => (count === 1 ? 302 : 401);
  caller.readyOrder();
  await sandbox.control.advance(2 * minute);
  await sandbox.control.webhooksSettled();
  expect(sandbox.control.counters()).toMatchObject({ webhooksSent: 2, webhooksAccepted: 1, webhooksFailed: 1 });
});

test('sends to the address of the shop when it has one for the event', async () => {
  using own = await startReceiver();
  const body = { event_type: 'ORDER_STATUS_CHANGE', address: own.url };
  expect(await caller.shop('PUT', '/event/202309/webhooks', { body })).toMatchObject({ code: 0 });
  caller.readyOrder();
  await sandbox.control.webhooksSettled();
  expect([own.received.length, receiver.received.length]).toEqual([1, 0]);
  await caller.shop('DELETE', '/event/202309/webhooks', { body: { event_type: 'ORDER_STATUS_CHANGE' } });
  caller.readyOrder();
  await sandbox.control.webhooksSettled();
  expect([own.received.length, receiver.received.length]).toEqual([1, 1]);
});

test('writes product ids as bare numbers in events 16, 5 and 37', async () => {
  const { id } = sandbox.control.createProduct(caller.shopId, 'A good mug');
  await sandbox.control.advance(1_001);
  await sandbox.control.webhooksSettled();
  for (const type of [16, 5, 37]) expect(ofType(type)[0]?.raw).toContain(`"product_id":${id},`);
});

test('tells of new packages, stock and the end of the consent', async () => {
  sandbox.control.configure({ inventoryWebhooks: true });
  const [one = '', two = ''] = caller.skuIds();
  const { order } = caller.readyOrder([one, two].map((skuId) => ({ skuId, quantity: 1 })));
  const groups = order.lines.map((line, index) => ({ id: String(index), order_line_item_ids: [line.id] }));
  await caller.shop('POST', `/fulfillment/202309/orders/${order.id}/split`, { body: { splittable_groups: groups } });
  sandbox.control.deauthorize('7494000000000000001');
  await sandbox.control.webhooksSettled();
  expect(ofType(4)[0]?.event.data).toMatchObject({
    sc_type: 'SPLIT',
    package_list: [{ order_id_list: [order.id] }, { order_id_list: [order.id] }],
  });
  expect(ofType(68)[0]?.event.data.change_detail[0]).toMatchObject({ trigger_source: 'order_created', total_available_quantity_delta: -1 });
  expect(ofType(6)).toHaveLength(1);
});

test('loses, doubles, delays and reorders events when switched on', async () => {
  sandbox.control.addFault({ kind: 'webhook-lost', api: '1', next: 1 });
  caller.readyOrder();
  expect(await orderEvents()).toHaveLength(0);
  sandbox.control.addFault({ kind: 'webhook-duplicate', next: 1 });
  caller.readyOrder();
  expect(await orderEvents()).toHaveLength(2);
  expect(ofType(1)[0]?.raw).toBe(ofType(1)[1]?.raw);
  receiver.received.length = 0;
  sandbox.control.addFault({ kind: 'webhook-reordered', next: 1 });
  const first = caller.readyOrder().order.id;
  const second = caller.readyOrder().order.id;
  await expect
    .poll(() =>
      ofType(1)
        .map((item) => item.event.data.order_id)
        .sort(),
    )
    .toEqual([first, second].sort());
  sandbox.control.addFault({ kind: 'webhook-late', next: 1, delayMs: 50 });
  receiver.received.length = 0;
  caller.readyOrder();
  expect(await orderEvents()).toHaveLength(0);
  await expect.poll(() => ofType(1).length).toBe(1);
});
