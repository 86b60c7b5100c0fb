import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTikTokShopSandbox, type TikTokShopSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: TikTokShopSandbox;
let caller: RawCaller;
const hour = 3_600_000;

beforeEach(async () => {
  sandbox = await startTikTokShopSandbox({ settings: { limitPerSecond: 10_000 } });
  caller = await RawCaller.connect(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

const decide = (cancelId: string, what: string, body?: unknown) =>
  caller.shop('POST', `/return_refund/202309/cancellations/${cancelId}/${what}`, {
    ...(body ? { body } : {}),
    query: { idempotency_key: 'k1' },
  });

async function requestOf(cancelId: string) {
  const { data } = await caller.shop('POST', '/return_refund/202602/cancellations/search', {
    query: { page_size: '10' },
    body: { cancel_ids: [cancelId] },
  });
  return data.cancellations[0];
}

test('a buyer’s request stops shipping until the seller answers', async () => {
  const { order, packageId } = caller.readyOrder();
  const { cancelId } = sandbox.control.buyerCancel(order.id);
  expect(await caller.order(order.id)).toMatchObject({ status: 'AWAITING_SHIPMENT', is_buyer_request_cancel: true });
  const ship = () => caller.shop('POST', `/fulfillment/202309/packages/${packageId}/ship`, { body: {} });
  expect((await ship()).code).toBe(21011007);
  expect((await decide(cancelId, 'reject', { reject_reason: 'because' })).code).toBe(25001021);
  expect((await decide(cancelId, 'reject', { reject_reason: 'seller_reject_apply_product_has_been_packed' })).code).toBe(0);
  expect(await requestOf(cancelId)).toMatchObject({ cancel_status: 'CANCELLATION_REQUEST_CANCELLED' });
  expect((await ship()).code).toBe(0);
});

test('approval cancels the order; the refund follows', async () => {
  const { order } = caller.readyOrder();
  const { cancelId } = sandbox.control.buyerCancel(order.id);
  expect((await decide(cancelId, 'approve')).code).toBe(0);
  expect((await decide(cancelId, 'approve')).code).toBe(25020010);
  expect(await caller.order(order.id)).toMatchObject({ status: 'CANCELLED', cancellation_initiator: 'BUYER' });
  await sandbox.control.advance(hour);
  expect(await requestOf(cancelId)).toMatchObject({ cancel_status: 'CANCELLATION_REQUEST_COMPLETE', cancel_type: 'BUYER_CANCEL' });
});

test('silence of 48 hours approves', async () => {
  const { order } = caller.readyOrder();
  sandbox.control.buyerCancel(order.id);
  await sandbox.control.advance(48 * hour + 1);
  expect(await caller.order(order.id)).toMatchObject({ status: 'CANCELLED' });
});

test('shipping in the US rejects a waiting request', async () => {
  const us = await RawCaller.connect(sandbox, 'US');
  const { order } = us.readyOrder();
  sandbox.control.buyerCancel(order.id);
  expect((await us.shop('POST', '/fulfillment/202512/packages', { body: { order_id: order.id } })).code).toBe(0);
  expect(await us.order(order.id)).toMatchObject({ status: 'AWAITING_COLLECTION', is_buyer_request_cancel: false });
});

test('a buyer on hold needs no consent', async () => {
  const { id } = sandbox.control.createOrder({ shopId: caller.shopId, status: 'ON_HOLD' });
  const { cancelId } = sandbox.control.buyerCancel(id);
  expect(await caller.order(id)).toMatchObject({ status: 'CANCELLED' });
  expect(await requestOf(cancelId)).toMatchObject({ cancel_type: 'CANCEL' });
});

test('the seller cancels whole orders, and single lines only in some markets', async () => {
  const [skuId = ''] = caller.skuIds();
  const { order } = caller.readyOrder([{ skuId, quantity: 2 }]);
  const cancel = (body: object) =>
    caller.shop('POST', '/return_refund/202602/cancellations', {
      body: { order_id: order.id, cancel_reason: 'seller_cancel_reason_out_of_stock', ...body },
    });
  expect((await cancel({ order_line_item_ids: [order.lines[0]?.id] })).code).toBe(25005010);
  expect((await cancel({ cancel_reason: 'bored' })).code).toBe(25001021);
  expect((await cancel({})).code).toBe(0);
  expect((await cancel({})).code).toBe(25001010);
});

test('cancelling a line leaves the rest in a package with a new id', async () => {
  const uk = await RawCaller.connect(sandbox, 'GB');
  const [skuId = ''] = uk.skuIds();
  const { order, packageId } = uk.readyOrder([{ skuId, quantity: 2 }]);
  const body = { order_id: order.id, cancel_reason: 'seller_cancel_reason_out_of_stock_uk', order_line_item_ids: [order.lines[0]?.id] };
  expect((await uk.shop('POST', '/return_refund/202602/cancellations', { body })).code).toBe(0);
  const view = await uk.order(order.id);
  expect(view.status).toBe('AWAITING_SHIPMENT');
  expect(view.packages).toHaveLength(1);
  expect(view.packages[0].id).not.toBe(packageId);
  expect((await uk.shop('POST', `/fulfillment/202309/packages/${view.packages[0].id}/ship`, { body: {} })).code).toBe(0);
});
