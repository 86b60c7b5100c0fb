import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTikTokShopSandbox, type TikTokShopSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: TikTokShopSandbox;
const at: Record<string, RawCaller> = {};
const base = '/fulfillment/202309';

beforeAll(async () => {
  sandbox = await startTikTokShopSandbox({ settings: { limitPerSecond: 10_000 } });
  for (const region of ['ID', 'GB', 'US']) at[region] = await RawCaller.connect(sandbox, region);
});
afterAll(async () => {
  await sandbox.stop();
});

function callerOf(region: string): RawCaller {
  const caller = at[region];
  if (!caller) throw new Error(`no caller for ${region}`);
  return caller;
}

const ship = (caller: RawCaller, packageId: string, body: unknown = { handover_method: 'PICKUP' }) =>
  caller.shop('POST', `${base}/packages/${packageId}/ship`, { body });

test('ships a package once: the second call is refused and changes nothing', async () => {
  const caller = callerOf('ID');
  const { order, packageId } = caller.readyOrder();
  expect(await caller.shop('GET', `${base}/packages/${packageId}`)).toMatchObject({ data: { package_status: 'TO FULFILL' } });
  expect(await ship(caller, packageId)).toMatchObject({ code: 0, data: {} });
  const first = (await caller.shop('GET', `${base}/packages/${packageId}`)).data;
  expect(await ship(caller, packageId)).toMatchObject({ code: 21011006, status: 200 });
  const second = (await caller.shop('GET', `${base}/packages/${packageId}`)).data;
  expect(second).toEqual(first);
  expect(first.tracking_number).toMatch(/^[A-Z0-9]{14}$/);
  expect(await caller.order(order.id)).toMatchObject({ status: 'AWAITING_COLLECTION', tracking_number: first.tracking_number });
  expect(sandbox.control.shipCounts().find((count) => count.packageId === packageId)).toMatchObject({ shipCalls: 2, shipEffects: 1 });
});

test('ships many at once and names those that fail', async () => {
  const caller = callerOf('ID');
  const good = caller.readyOrder().packageId;
  const answer = await caller.shop('POST', `${base}/packages/ship`, { body: { packages: [{ id: good }, { id: '1150000000000000000' }] } });
  expect(answer).toMatchObject({ code: 0, data: { errors: [{ code: 21011028, detail: { package_id: '1150000000000000000' } }] } });
  expect(answer.data.errors).toHaveLength(1);
});

test('refuses to ship what is on hold or cancelled', async () => {
  const caller = callerOf('ID');
  const held = sandbox.control.createOrder({ shopId: caller.shopId, status: 'ON_HOLD' });
  expect(await ship(caller, sandbox.control.packagesOf(held.id)[0]?.id ?? '')).toMatchObject({ code: 21011044 });
  const { order, packageId } = caller.readyOrder();
  sandbox.control.systemCancel(order.id);
  expect(await ship(caller, packageId)).toMatchObject({ code: 21011041 });
});

test('wants number and carrier for the seller’s own shipping, and lets them be corrected once', async () => {
  const caller = callerOf('ID');
  const { packageId } = caller.readyOrder(undefined, 'SELLER');
  expect(await ship(caller, packageId)).toMatchObject({ code: 11001002 });
  const own = { tracking_number: 'ABC12345', shipping_provider_id: '7117858858072016643' };
  expect(await ship(caller, packageId, { self_shipment: own })).toMatchObject({ code: 0 });
  const correct = (number: string) =>
    caller.shop('POST', `${base}/packages/${packageId}/shipping_info/update`, { body: { ...own, tracking_number: number } });
  expect(await correct('ABC99999')).toMatchObject({ code: 0 });
  expect(await correct('ABC88888')).toMatchObject({ code: 21011051 });
});

test('uses another call for own shipping in the UK', async () => {
  const caller = callerOf('GB');
  const { order, packageId } = caller.readyOrder(undefined, 'SELLER');
  expect(await ship(caller, packageId)).toMatchObject({ code: 21008106 });
  const body = { tracking_number: 'RM123456789', shipping_provider_id: '7129720299146184451' };
  expect(await caller.shop('POST', `${base}/orders/${order.id}/packages`, { body })).toMatchObject({
    code: 0,
    data: { package_id: packageId },
  });
  expect(await caller.order(order.id)).toMatchObject({ status: 'AWAITING_COLLECTION' });
});

test('sells labels in the US, where no package exists before', async () => {
  const caller = callerOf('US');
  const { order, packageId } = caller.readyOrder();
  expect(packageId).toBe('');
  expect(await caller.order(order.id)).not.toHaveProperty('packages');
  const services = await caller.shop('POST', `${base}/orders/${order.id}/shipping_services/query`, {
    body: { weight: { value: '1', unit: 'POUND' }, dimension: { length: '5', width: '5', height: '5', unit: 'INCH' } },
  });
  const bought = { ship_type: '1', order_id: order.id, shipping_service_id: services.data.shipping_services[0].id };
  const first = await caller.shop('POST', '/fulfillment/202512/packages', { body: bought });
  expect(first).toMatchObject({ code: 0, data: { package_id: expect.stringMatching(/^115/) } });
  expect(await caller.shop('POST', '/fulfillment/202512/packages', { body: bought })).toMatchObject({ code: 21022025 });
  const id = callerOf('ID');
  const other = id.readyOrder().order;
  expect(await id.shop('POST', '/fulfillment/202512/packages', { body: { order_id: other.id } })).toMatchObject({ code: 21008106 });
});

test('splits by SKU into new packages; the order is partly shipped in between', async () => {
  const caller = callerOf('ID');
  const [one = '', two = ''] = caller.skuIds();
  const { order, packageId } = caller.readyOrder([
    { skuId: one, quantity: 2 },
    { skuId: two, quantity: 1 },
  ]);
  const [a = '', b = '', c = ''] = order.lines.map((line) => line.id);
  const split = (groups: unknown) => caller.shop('POST', `${base}/orders/${order.id}/split`, { body: { splittable_groups: groups } });
  const torn = [
    { id: '1', order_line_item_ids: [a] },
    { id: '2', order_line_item_ids: [b, c] },
  ];
  expect(await split(torn)).toMatchObject({ code: 21011035 });
  const whole = [
    { id: '1', order_line_item_ids: [a, b] },
    { id: '2', order_line_item_ids: [c] },
  ];
  const { data } = await split(whole);
  const [first, second] = data.packages.map((item: { id: string }) => item.id);
  expect([first, second]).not.toContain(packageId);
  expect(await ship(caller, packageId)).toMatchObject({ code: 21011041 });
  await ship(caller, first);
  expect(await caller.order(order.id)).toMatchObject({ status: 'PARTIALLY_SHIPPING', split_or_combine_tag: 'SPLIT' });
  await ship(caller, second);
  expect(await caller.order(order.id)).toMatchObject({ status: 'AWAITING_COLLECTION' });
});

test('combines the orders of one buyer, and takes them apart again', async () => {
  const caller = callerOf('ID');
  const recipient = {
    name: 'Same Buyer',
    phone: '811111111',
    street: 'Jl. Satu 1',
    city: 'Bandung',
    state: 'Jawa Barat',
    postalCode: '40111',
  };
  const wish = { shopId: caller.shopId, status: 'AWAITING_SHIPMENT', buyerId: '7020000000000000001', recipient } as const;
  const orderIds = [sandbox.control.createOrder(wish).id, sandbox.control.createOrder(wish).id];
  const offers = await caller.shop('GET', `${base}/combinable_packages/search`, { query: { page_size: '50' } });
  const [offer] = offers.data.combinable_packages;
  expect(offer.order_ids).toEqual(orderIds);
  const combined = await caller.shop('POST', `${base}/packages/combine`, { body: { combinable_packages: [offer] } });
  expect(combined.data.packages).toEqual([{ id: offer.id, order_ids: orderIds }]);
  const apart = await caller.shop('POST', `${base}/packages/${offer.id}/uncombine`, { body: { order_ids: [orderIds[0]] } });
  expect(apart.data.packages).toHaveLength(2);
});

test('follows the carrier from scan to delivery to the end', async () => {
  const caller = callerOf('ID');
  const { order, packageId } = caller.readyOrder();
  await ship(caller, packageId);
  const seen = [];
  for (const step of ['scan', 'scan']) {
    if (step === 'scan') sandbox.control.carrierScan(order.id);
    seen.push((await caller.order(order.id)).status);
  }
  expect(seen).toEqual(['IN_TRANSIT', 'DELIVERED']);
  const { data } = await caller.shop('GET', `${base}/orders/${order.id}/tracking`);
  expect(data.tracking).toHaveLength(3);
});
