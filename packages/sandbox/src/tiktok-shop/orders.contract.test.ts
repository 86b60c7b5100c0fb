import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTikTokShopSandbox, type TikTokShopSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: TikTokShopSandbox;
let caller: RawCaller;
const hour = 3_600_000;
const search = '/order/202309/orders/search';

beforeEach(async () => {
  sandbox = await startTikTokShopSandbox({ settings: { limitPerSecond: 10_000 } });
  caller = await RawCaller.connect(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

test('gives one line for each unit, and ids and amounts as strings', async () => {
  const [skuId = ''] = caller.skuIds();
  const { order } = caller.readyOrder([{ skuId, quantity: 3 }]);
  const view = await caller.order(order.id);
  expect(view.line_items).toHaveLength(3);
  expect(new Set(view.line_items.map((line: { id: string }) => line.id)).size).toBe(3);
  expect(view.id).toMatch(/^57\d{16}$/);
  expect(view.packages[0].id).toMatch(/^115\d{16}$/);
  expect(view.payment.total_amount).toMatch(/^\d+$/);
  expect(Object.values(view)).not.toContain(null);
});

test('holds a paid order for an hour, without an address, and then releases it', async () => {
  const { id } = sandbox.control.createOrder({ shopId: caller.shopId });
  const held = await caller.order(id);
  expect(held).toMatchObject({ status: 'ON_HOLD', is_on_hold_order: true });
  expect(held).not.toHaveProperty('recipient_address');
  await sandbox.control.advance(hour + 1);
  expect(await caller.order(id)).toMatchObject({ status: 'AWAITING_SHIPMENT', recipient_address: { region_code: 'ID' } });
});

test('stars out the buyer for the platform’s shipping and not for the seller’s own', async () => {
  const masked = await caller.order(caller.readyOrder().order.id);
  const own = caller.readyOrder(undefined, 'SELLER').order;
  const clear = await caller.order(own.id);
  expect(masked.recipient_address.name).toContain('***');
  expect(masked.recipient_address.phone_number).toMatch(/^\(\+62\)8\d\d\*{5}\d\d$/);
  expect(clear.recipient_address.name).toBe(own.recipient.name);
});

test('cancels by itself what was never paid, shipped or collected', async () => {
  const unpaid = sandbox.control.createOrder({ shopId: caller.shopId, status: 'UNPAID', payAfterMs: null });
  const unshipped = caller.readyOrder().order;
  sandbox.control.configure({ carrierScanMs: 90 * 24 * hour });
  const uncollected = caller.readyOrder();
  await caller.shop('POST', `/fulfillment/202309/packages/${uncollected.packageId}/ship`, { body: {} });
  await sandbox.control.advance(9 * 24 * hour);
  const renewed = await RawCaller.connect(sandbox);
  caller.token = renewed.token;
  expect(await caller.order(uncollected.order.id)).toMatchObject({ status: 'CANCELLED', cancellation_initiator: 'SYSTEM' });
  expect(await caller.order(unpaid.id)).toMatchObject({ status: 'CANCELLED', cancellation_initiator: 'SYSTEM' });
  expect(await caller.order(unshipped.id)).toMatchObject({ status: 'CANCELLED', cancellation_initiator: 'SYSTEM' });
});

test('pages through a search without a gap, sorted as asked', async () => {
  for (let index = 0; index < 25; index += 1) caller.readyOrder();
  const ids: string[] = [];
  let token: string | undefined;
  do {
    const query = { page_size: '10', sort_field: 'update_time', sort_order: 'ASC', ...(token ? { page_token: token } : {}) };
    const { data } = await caller.shop('POST', search, { query, body: { order_status: 'AWAITING_SHIPMENT' } });
    ids.push(...data.orders.map((order: { id: string }) => order.id));
    expect(data.total_count).toBe(25);
    token = data.next_page_token;
  } while (token);
  expect(new Set(ids).size).toBe(25);
});

test('filters by half-open time ranges and by status', async () => {
  const { order } = caller.readyOrder();
  const found = async (body: unknown) => (await caller.shop('POST', search, { query: { page_size: '5' }, body })).data.total_count;
  expect(await found({ update_time_ge: order.updateTime, update_time_lt: order.updateTime + 1 })).toBe(1);
  expect(await found({ update_time_ge: order.updateTime - 1, update_time_lt: order.updateTime })).toBe(0);
  expect(await found({ order_status: 'UNPAID' })).toBe(0);
});

test('does not give the order of another shop', async () => {
  const other = sandbox.control.createOrder({ shopId: '7494049642642441622' });
  expect(await caller.shop('GET', '/order/202309/orders', { query: { ids: other.id } })).toMatchObject({ code: 21008111 });
});

test('moves stock from available to committed to gone, and back when cancelled', async () => {
  const [skuId = ''] = caller.skuIds();
  const stock = async () => {
    const { data } = await caller.shop('POST', '/product/202309/inventory/search', { body: { sku_ids: [skuId] } });
    const { total_available_quantity: available, total_committed_quantity: committed } = data.inventory[0].skus[0];
    return [available, committed];
  };
  const [start = 0] = await stock();
  const { packageId } = caller.readyOrder([{ skuId, quantity: 2 }]);
  expect(await stock()).toEqual([start - 2, 2]);
  await caller.shop('POST', `/fulfillment/202309/packages/${packageId}/ship`, { body: { handover_method: 'PICKUP' } });
  expect(await stock()).toEqual([start - 2, 0]);
  const other = caller.readyOrder([{ skuId, quantity: 1 }]).order;
  sandbox.control.systemCancel(other.id);
  expect(await stock()).toEqual([start - 2, 0]);
});
