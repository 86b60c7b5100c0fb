import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ShopeeSandbox, startShopeeSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: ShopeeSandbox;
let caller: RawCaller;

beforeAll(async () => {
  sandbox = await startShopeeSandbox({ settings: { limitBurst: 10_000 } });
  caller = await RawCaller.connect(sandbox);
});
afterEach(() => sandbox.control.clearFaults());
afterAll(() => sandbox.stop());

const parameters = (orderSn: string) => caller.get('logistics/get_shipping_parameter', { order_sn: orderSn });
const tracking = async (orderSn: string) =>
  (await caller.get('logistics/get_tracking_number', { order_sn: orderSn })).response.tracking_number;

test('says which ways are open and what they want', async () => {
  const standard = (await parameters(caller.readyOrder().id)).response;
  expect(standard.info_needed).toEqual({ pickup: ['address_id', 'pickup_time_id'], dropoff: [] });
  expect(standard.pickup.address_list[0].time_slot_list[0]).toMatchObject({ flags: ['recommended'] });
  const branch = (await parameters(caller.readyOrder({ channel: 'branch' }).id)).response;
  expect(branch).toMatchObject({ info_needed: { dropoff: ['branch_id', 'sender_real_name'] }, pickup: null });
  expect(branch.dropoff.branch_list[0]).toMatchObject({ branch_id: 5101, region: 'ID' });
  const own = (await parameters(caller.readyOrder({ channel: 'own' }).id)).response;
  expect(own).toMatchObject({ info_needed: { non_integrated: ['tracking_no'] }, pickup: null, dropoff: null });
});

test('arranges once; the number comes later and stays the same', async () => {
  const { id } = caller.readyOrder();
  const answer = await caller.ship(id);
  expect(answer).toMatchObject({ error: '' });
  expect(answer).not.toHaveProperty('response');
  expect(await caller.order(id)).toMatchObject({
    order_status: 'PROCESSED',
    package_list: [{ logistics_status: 'LOGISTICS_REQUEST_CREATED' }],
  });
  expect(await tracking(id)).toBe('');
  await sandbox.control.advance(1_000);
  expect(await tracking(id)).toMatch(/^SPXID\d{12}$/);
  expect(await caller.post('logistics/ship_order', { order_sn: id, dropoff: {} })).toMatchObject({
    error: 'logistics.package_already_shipped',
  });
  expect(sandbox.control.shipEffects(id)).toBe(1);
  expect(caller.parcelOf(id)).toMatchObject({ shipCalls: 2, handover: { kind: 'pickup', addressId: 7234 } });
});

test.each([
  ['no way', {}, 'logistics.ship_order_only_support_one_type'],
  ['two ways', { pickup: {}, dropoff: {} }, 'logistics.ship_order_only_support_one_type'],
  ['a way that is not open', { non_integrated: {} }, 'logistics.ship_order_unsupport_non_integrated'],
  ['a pick-up without address', { pickup: {} }, 'logistics.ship_order_need_address_pickup_time'],
  ['a slot of the past', { pickup: { address_id: 7234, pickup_time_id: '1700000000_1' } }, 'logistics.ship_order_pickup_time_invalid'],
  ['another address', { pickup: { address_id: 1, pickup_time_id: 'x' } }, 'logistics.no_supported_pickup_address'],
  ['an empty package number', { package_number: '', dropoff: {} }, 'logistics.package_number_not_exist'],
  ['a package number without a split', { package_number: 'OFG1', dropoff: {} }, 'logistics.ship_order_not_need_pacakge_number'],
] as const)('refuses %s and changes nothing', async (_, body, error) => {
  const { id } = caller.readyOrder();
  expect(await caller.post('logistics/ship_order', { order_sn: id, ...body })).toMatchObject({ httpStatus: 200, error });
  expect(sandbox.control.shipEffects(id)).toBe(0);
});

test('wants branch and sender where parcels are brought to a branch', async () => {
  const { id } = caller.readyOrder({ channel: 'branch' });
  const ship = (dropoff: object) => caller.post('logistics/ship_order', { order_sn: id, dropoff });
  expect(await ship({})).toMatchObject({ error: 'logistics.ship_order_need_branch_id' });
  expect(await ship({ branch_id: 5101 })).toMatchObject({ error: 'logistics.ship_order_need_sender_real_name' });
  expect(await ship({ branch_id: 9, sender_real_name: 'Siti' })).toMatchObject({ error: 'logistics.no_supported_dropoff_branch' });
  expect(await ship({ branch_id: 5101, sender_real_name: 'Siti' })).toMatchObject({ error: '' });
});

test('a parcel with the own carrier is on its way at once, with the number that was given', async () => {
  const { id } = caller.readyOrder({ channel: 'own' });
  const body = { order_sn: id, non_integrated: { tracking_number: 'KURIR-77' } };
  expect(await caller.post('logistics/ship_order', body)).toMatchObject({ error: '' });
  expect(await caller.order(id)).toMatchObject({ order_status: 'SHIPPED', package_list: [{ logistics_status: 'LOGISTICS_PICKUP_DONE' }] });
  expect(await tracking(id)).toBe('KURIR-77');
});

test('is not ready before payment, after a request to cancel, or when Shopee ships', async () => {
  const unpaid = sandbox.control.createOrder({ shopId: caller.shopId, status: 'UNPAID' });
  const asked = caller.readyOrder();
  sandbox.control.buyerCancel(asked.id, { mustAsk: true });
  const foreign = caller.readyOrder({ isFulfilledByShopee: true });
  const ship = async (id: string) => (await caller.post('logistics/ship_order', { order_sn: id, dropoff: {} })).error;
  expect(await ship(unpaid.id)).toBe('logistics.ship_order_not_ready_to_ship');
  expect(await ship(asked.id)).toBe('logistics.ship_order_not_ready_to_ship');
  expect(await ship(foreign.id)).toBe('logistics.ship_order_pff_init');
  expect(await parameters(unpaid.id)).toMatchObject({ error: 'error_param' });
  expect(await ship('2611020UNKNOWN')).toBe('error_not_found');
});

test('a courier who found nobody must be ordered again', async () => {
  const { id } = caller.readyOrder();
  await caller.ship(id);
  sandbox.control.addFault({ kind: 'pickup-failed' });
  sandbox.control.carrierScan(id);
  expect(await caller.order(id)).toMatchObject({
    order_status: 'RETRY_SHIP',
    package_list: [{ logistics_status: 'LOGISTICS_PICKUP_RETRY' }],
  });
  expect(await caller.ship(id)).toMatchObject({ error: '' });
  sandbox.control.deliver(id);
  expect(await caller.order(id)).toMatchObject({ order_status: 'TO_CONFIRM_RECEIVE' });
  const { response } = await caller.get('logistics/get_tracking_info', { order_sn: id });
  expect(response.tracking_info[0]).toMatchObject({ logistics_status: 'LOGISTICS_DELIVERY_DONE' });
});

test.each([
  ['timeout-after-effect', 1],
  ['cut-after-effect', 1],
  ['cut-before-effect', 0],
] as const)('%s gives no answer, and the package was arranged %d times', async (kind, effects) => {
  const { id } = caller.readyOrder();
  sandbox.control.addFault({ kind, api: 'logistics.ship_order', delayMs: 50 });
  await expect(caller.post('logistics/ship_order', { order_sn: id, dropoff: {} })).rejects.toThrow('fetch failed');
  expect(sandbox.control.shipEffects(id)).toBe(effects);
});
