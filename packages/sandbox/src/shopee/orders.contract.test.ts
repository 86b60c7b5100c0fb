import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ShopeeSandbox, startShopeeSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: ShopeeSandbox;
let caller: RawCaller;
const hour = 3_600;

beforeAll(async () => {
  sandbox = await startShopeeSandbox({ settings: { limitBurst: 10_000, accessTokenLifeSeconds: 10 ** 8 } });
  caller = await RawCaller.connect(sandbox);
});
afterEach(() => sandbox.control.configure({ shortPages: false, masksBuyers: true }));
afterAll(() => sandbox.stop());

const list = (query: Record<string, string | number> = {}) => {
  const now = Math.floor(sandbox.control.nowMs() / 1000);
  const window = { time_range_field: 'update_time', time_from: now - hour, time_to: now + hour, page_size: 100 };
  return caller.get('order/get_order_list', { ...window, ...query });
};

/** Every number that the pages hold, following `more`. */
async function walk(query: Record<string, string | number>): Promise<{ numbers: string[]; pages: number }> {
  const numbers: string[] = [];
  for (let cursor = '', pages = 1; ; pages += 1) {
    const { response } = await list({ ...query, cursor });
    numbers.push(...response.order_list.map((row: { order_sn: string }) => row.order_sn));
    if (!response.more) return { numbers, pages };
    cursor = response.next_cursor;
  }
}

test('lists what changed in a window, page by page, each order once', async () => {
  await sandbox.control.advance(3 * hour * 1000);
  const placed = Array.from({ length: 7 }, () => caller.readyOrder().id);
  expect(await walk({ page_size: 3 })).toEqual({ numbers: placed.sort(), pages: 3 });
  sandbox.control.configure({ shortPages: true });
  const { numbers, pages } = await walk({ page_size: 4 });
  expect(numbers).toEqual(placed);
  expect(pages).toBe(4);
});

test('shows the status only when asked, and filters by it', async () => {
  await sandbox.control.advance(3 * hour * 1000);
  const ready = caller.readyOrder().id;
  const cancelled = caller.readyOrder().id;
  sandbox.control.cancel(cancelled);
  expect((await list()).response.order_list[0]).not.toHaveProperty('order_status');
  const { response } = await list({ order_status: 'CANCELLED', response_optional_fields: 'order_status' });
  expect(response.order_list).toEqual([{ order_sn: cancelled, order_status: 'CANCELLED', booking_sn: '' }]);
  expect((await list({ order_status: 'READY_TO_SHIP' })).response.order_list).toMatchObject([{ order_sn: ready }]);
});

test.each([
  ['a window of more than 15 days', { time_from: 1, time_to: 16 * 86_400 }, 'order.order_list_invalid_time'],
  ['a window that ends before it begins', { time_from: 9, time_to: 8 }, 'order.order_list_invalid_time'],
  ['a page of 101', { page_size: 101 }, 'error_param'],
  ['a status that is no filter', { order_status: 'TO_RETURN' }, 'error_param'],
  ['a cursor of its own making', { cursor: '!' }, 'error_param'],
])('refuses %s', async (_, query, error) => {
  expect(await list(query)).toMatchObject({ error });
});

test('tells eleven things of an order unless more are named', async () => {
  const { id } = caller.readyOrder({ message: 'please wrap' });
  const bare = await caller.order(id, '');
  expect(Object.keys(bare).sort()).toEqual(
    [
      ...['booking_sn', 'cod', 'create_time', 'currency', 'days_to_ship', 'message_to_seller', 'order_sn', 'order_status'],
      ...['region', 'ship_by_date', 'update_time'],
    ].sort(),
  );
  const full = await caller.order(id, 'item_list,package_list,recipient_address,total_amount,buyer_user_id,note,pay_time');
  expect(full).toMatchObject({
    region: 'ID',
    currency: 'IDR',
    message_to_seller: 'please wrap',
    recipient_address: { name: expect.stringContaining('***'), phone: expect.stringMatching(/^\*+\d\d$/), full_address: '******' },
    package_list: [{ logistics_status: 'LOGISTICS_READY', package_number: expect.stringMatching(/^OFG\d+$/) }],
  });
  const [line] = full.item_list;
  expect(line).toMatchObject({ model_quantity_purchased: expect.any(Number), order_item_id: line.item_id });
  expect(Number.isInteger(full.total_amount)).toBe(true);
});

test('drops numbers it does not know, and knows nothing when it knows none', async () => {
  const { id } = caller.readyOrder();
  const { response } = await caller.get('order/get_order_detail', { order_sn_list: `${id},NOPE1` });
  expect(response.order_list).toHaveLength(1);
  expect(await caller.get('order/get_order_detail', { order_sn_list: 'NOPE1' })).toMatchObject({ error: 'error_not_found' });
  const stranger = sandbox.control.createOrder({ shopId: '727720655', status: 'READY_TO_SHIP' });
  expect(await caller.get('order/get_order_detail', { order_sn_list: stranger.id })).toMatchObject({ error: 'error_not_found' });
  const many = Array.from({ length: 51 }, (_, index) => `N${index}`).join(',');
  expect(await caller.get('order/get_order_detail', { order_sn_list: many })).toMatchObject({ error: 'error_param' });
});

test('speaks of PENDING to those who ask for it', async () => {
  const { id } = sandbox.control.createOrder({ shopId: caller.shopId });
  expect(await caller.order(id)).toMatchObject({ order_status: 'PENDING', pending_terms: ['SYSTEM_PENDING'] });
  const { response } = await caller.get('order/get_order_detail', { order_sn_list: id });
  expect(response.order_list[0]).toMatchObject({ order_status: 'UNPAID' });
  await sandbox.control.advance(600_000);
  expect(await caller.order(id)).toMatchObject({ order_status: 'READY_TO_SHIP' });
});

test('a whole life by the clock alone: arranged, picked up, delivered, completed', async () => {
  const { id } = caller.readyOrder();
  await caller.ship(id);
  const seen: string[] = [];
  for (const days of [0.3, 2, 7]) {
    await sandbox.control.advance(days * 86_400_000);
    seen.push(sandbox.control.order(id).status);
  }
  expect(seen).toEqual(['SHIPPED', 'TO_CONFIRM_RECEIVE', 'COMPLETED']);
});

test('a buyer takes units only while the shown quantity allows it', () => {
  const [row] = sandbox.control.stock('727720655');
  if (!row) throw new Error('no stock');
  const { itemId, modelId } = row;
  sandbox.control.setStock({ itemId, modelId, units: 2 });
  const before = sandbox.control.soldQuantity(itemId, modelId);
  expect(sandbox.control.buy({ itemId, modelId, quantity: 2 })).toMatchObject({ isAllowed: true, orderId: expect.any(String) });
  expect(sandbox.control.buy({ itemId, modelId })).toEqual({ isAllowed: false });
  expect(sandbox.control.soldQuantity(itemId, modelId)).toBe(before + 2);
});
