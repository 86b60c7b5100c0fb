import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ShopeeSandbox, startShopeeSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: ShopeeSandbox;
let caller: RawCaller;

beforeAll(async () => {
  sandbox = await startShopeeSandbox({ settings: { limitBurst: 10_000, accessTokenLifeSeconds: 10 ** 8 } });
  caller = await RawCaller.connect(sandbox);
});
afterAll(() => sandbox.stop());

/** An order of two articles, three units of the first. */
function pairOrder() {
  const [one, two] = sandbox.control.stock(caller.shopId);
  if (!one || !two) throw new Error('no articles');
  const lines = [
    { itemId: one.itemId, modelId: one.modelId, quantity: 3 },
    { itemId: two.itemId, modelId: two.modelId, quantity: 1 },
  ];
  return {
    order: caller.readyOrder({ lines }),
    items: lines.map(({ itemId, modelId }) => ({ item_id: Number(itemId), model_id: Number(modelId) })),
  };
}

const unitsOf = (item: { item_id: number; model_id: number }): number =>
  sandbox.control.stock(caller.shopId).find((row) => row.itemId === String(item.item_id) && row.modelId === String(item.model_id))?.units ??
  -1;

test('a seller cancels with a reason of the market; the units are for sale again', async () => {
  const { order, items } = pairOrder();
  const cancel = (body: object) => caller.post('order/cancel_order', { order_sn: order.id, ...body });
  const [first = { item_id: 0, model_id: 0 }] = items;
  const before = unitsOf(first);
  expect(await cancel({ cancel_reason: 'BORED' })).toMatchObject({ error: 'error_param' });
  expect(await cancel({ cancel_reason: 'UNDELIVERABLE_AREA' })).toMatchObject({ error: 'error_param' });
  expect(await cancel({ cancel_reason: 'OUT_OF_STOCK' })).toMatchObject({ error: 'error_param' });
  const answer = await cancel({ cancel_reason: 'OUT_OF_STOCK', item_list: [first] });
  expect(answer).toMatchObject({ error: '', response: { update_time: expect.any(Number) } });
  expect(await caller.order(order.id)).toMatchObject({ order_status: 'CANCELLED', cancel_by: 'seller', cancel_reason: 'OUT_OF_STOCK' });
  expect(unitsOf(first)).toBe(before + 3);
  expect(await cancel({ cancel_reason: 'CUSTOMER_REQUEST' })).toMatchObject({ error: 'order.error_limit' });
});

test('a seller cancels some units; the package shrinks, and the order ends with the last of them', async () => {
  const { order, items } = pairOrder();
  const [first = { item_id: 0, model_id: 0 }, second = { item_id: 0, model_id: 0 }] = items;
  const cancel = (rows: object[]) =>
    caller.post('order/cancel_order', { order_sn: order.id, cancel_reason: 'OUT_OF_STOCK', partial_cancel_item_list: rows });
  expect(await cancel([{ ...first, model_quantity: 4 }])).toMatchObject({ error: 'error_param' });
  expect(await cancel([{ ...first, model_quantity: 2 }])).toMatchObject({ error: '' });
  expect(await caller.order(order.id)).toMatchObject({
    order_status: 'READY_TO_SHIP',
    item_list: [{ active_qty: 1, cancelled_qty: 2 }, { active_qty: 1 }],
    package_list: [{ item_list: [{ model_quantity: 1 }, { model_quantity: 1 }] }],
  });
  const rest = [first, second].map((item) => ({ ...item, model_quantity: 1 }));
  expect(await cancel(rest)).toMatchObject({ error: '' });
  expect(await caller.order(order.id)).toMatchObject({ order_status: 'CANCELLED' });
});

test('a buyer cancels freely for an hour, then asks; the seller says no, then yes', async () => {
  const early = caller.readyOrder();
  sandbox.control.buyerCancel(early.id);
  expect(await caller.order(early.id)).toMatchObject({ order_status: 'CANCELLED', cancel_by: 'buyer' });
  const { id } = caller.readyOrder();
  await caller.ship(id);
  sandbox.control.buyerCancel(id, { reason: 'changed my mind' });
  expect(await caller.order(id)).toMatchObject({ order_status: 'IN_CANCEL', buyer_cancel_reason: 'changed my mind' });
  const answer = (operation: string) => caller.post('order/handle_buyer_cancellation', { order_sn: id, operation });
  expect(await answer('MAYBE')).toMatchObject({ error: 'error_param' });
  expect(await answer('REJECT')).toMatchObject({ error: '', response: { update_time: expect.any(Number) } });
  expect(await caller.order(id)).toMatchObject({ order_status: 'PROCESSED' });
  expect(await answer('ACCEPT')).toMatchObject({ error: 'order.cancel_order_invalid_status' });
  sandbox.control.buyerCancel(id);
  expect(await answer('ACCEPT')).toMatchObject({ error: '' });
  expect(await caller.order(id)).toMatchObject({ order_status: 'CANCELLED', cancel_by: 'buyer' });
  expect(caller.sandbox.control.packagesOf(id)).toEqual([]);
});

test('silence of the seller means yes', async () => {
  const { id } = caller.readyOrder();
  sandbox.control.buyerCancel(id, { mustAsk: true });
  await sandbox.control.advance(2 * 86_400_000);
  expect(await caller.order(id)).toMatchObject({ order_status: 'CANCELLED' });
});

test('splits an order into packages that are arranged one by one; the order shows the slower one', async () => {
  const { order, items } = pairOrder();
  const [first, second] = items;
  const split = (...groups: object[][]) =>
    caller.post('order/split_order', { order_sn: order.id, package_list: groups.map((group) => ({ item_list: group })) });
  expect(await split([first ?? {}])).toMatchObject({ error: 'error_param' });
  expect(await split([first ?? {}], [first ?? {}])).toMatchObject({ error: 'order.order_split_duplicate_item' });
  expect(await split([first ?? {}], [{ item_id: 1, model_id: 1 }])).toMatchObject({ error: 'order.order_split_item_not_exist' });
  expect(await split([{ ...first, model_quantity: 1 }], [second ?? {}])).toMatchObject({ error: 'order.order_split_wrong_item_quantity' });
  const { response } = await split([first ?? {}], [second ?? {}]);
  expect(response.package_list).toHaveLength(2);
  expect(await split([first ?? {}], [second ?? {}])).toMatchObject({ error: 'order.order_has_been_split' });
  const numbers: string[] = response.package_list.map((parcel: { package_number: string }) => parcel.package_number);
  const [one = '', two = ''] = numbers;
  expect(await caller.post('logistics/ship_order', { order_sn: order.id, dropoff: {} })).toMatchObject({
    error: 'logistics.ship_order_need_pacakge_number',
  });
  expect(await caller.ship(order.id, one)).toMatchObject({ error: '' });
  expect(await caller.order(order.id)).toMatchObject({ order_status: 'READY_TO_SHIP', split_up: true });
  expect(await caller.post('order/unsplit_order', { order_sn: order.id })).toMatchObject({ error: 'order.order_cannot_unsplit' });
  expect(await caller.ship(order.id, two)).toMatchObject({ error: '' });
  expect(await caller.order(order.id)).toMatchObject({ order_status: 'PROCESSED' });
  expect(sandbox.control.shipEffects(order.id)).toBe(2);
  const detail = await caller.get('order/get_package_detail', { package_number_list: numbers.join() });
  expect(detail.response.package_list).toMatchObject([
    { order_sn: order.id, fulfillment_status: 'LOGISTICS_REQUEST_CREATED', is_split_up: true, is_shipment_arranged: true },
    { package_number: two },
  ]);
});

test('puts a split order together again, under a new number', async () => {
  const { order, items } = pairOrder();
  const before = caller.parcelOf(order.id).id;
  await caller.post('order/split_order', { order_sn: order.id, package_list: items.map((item) => ({ item_list: [item] })) });
  const answer = await caller.post('order/unsplit_order', { order_sn: order.id });
  expect(answer).toMatchObject({ error: '' });
  expect(answer).not.toHaveProperty('response');
  const after = await caller.order(order.id);
  expect(after).toMatchObject({ split_up: false, package_list: [{ item_list: [{ model_quantity: 3 }, { model_quantity: 1 }] }] });
  expect(after.package_list[0].package_number).not.toBe(before);
  expect(await caller.ship(order.id)).toMatchObject({ error: '' });
});

test('finds packages by what is to be done with them', async () => {
  const waiting = caller.parcelOf(caller.readyOrder().id).id;
  const done = caller.readyOrder().id;
  await caller.ship(done);
  const search = async (status: number): Promise<string[]> => {
    const body = { filter: { package_status: status }, pagination: { page_size: 100, cursor: '' } };
    const { response } = await caller.post('order/search_package_list', body);
    return response.packages_list.map((row: { package_number: string }) => row.package_number);
  };
  expect(await search(2)).toContain(waiting);
  expect(await search(3)).toContain(caller.parcelOf(done).id);
  expect(await search(3)).not.toContain(waiting);
  expect(await caller.post('order/search_package_list', { pagination: {} })).toMatchObject({ error: 'error_param' });
  const { response } = await caller.get('order/get_shipment_list', { page_size: 100 });
  expect(response.order_list).toContainEqual({ order_sn: expect.any(String), package_number: waiting });
});

test('arranges many packages of one channel at once, and says which failed', async () => {
  const orders = [caller.readyOrder(), caller.readyOrder(), caller.readyOrder({ channel: 'branch' })];
  const packages = orders.map(({ id }) => ({ package_number: caller.parcelOf(id).id }));
  const parameter = await caller.post('logistics/get_mass_shipping_parameter', { package_list: packages });
  expect(parameter.response).toMatchObject({ info_needed: { dropoff: [] }, fail_list: [{ fail_reason: expect.any(String) }] });
  const { response } = await caller.post('logistics/mass_ship_order', { package_list: packages, dropoff: {} });
  expect([response.success_list.length, response.fail_list.length]).toEqual([2, 1]);
  await sandbox.control.advance(1_000);
  const tracking = await caller.post('logistics/get_mass_tracking_number', { package_list: packages.slice(0, 2) });
  expect(tracking.response.success_list).toMatchObject([{ tracking_number: expect.stringMatching(/^SPXID/) }, {}]);
});

test('a return keeps the order open until it is decided', async () => {
  const ids = [caller.readyOrder().id, caller.readyOrder().id];
  for (const id of ids) {
    await caller.ship(id);
    sandbox.control.deliver(id);
  }
  const [granted, withdrawn] = ids.map((id) => sandbox.control.openReturn(id));
  const { response } = await caller.get('returns/get_return_list', { page_no: 0, page_size: 1, status: 'REQUESTED' });
  expect(response).toMatchObject({
    more: true,
    return: [{ return_sn: granted?.id, order_sn: ids[0], reason: 'DIFF_DESC', currency: 'IDR' }],
  });
  sandbox.control.closeReturn(granted?.id ?? '');
  sandbox.control.closeReturn(withdrawn?.id ?? '', false);
  expect(await caller.order(ids[0] ?? '')).toMatchObject({ order_status: 'CANCELLED' });
  expect(await caller.order(ids[1] ?? '')).toMatchObject({ order_status: 'COMPLETED' });
});
