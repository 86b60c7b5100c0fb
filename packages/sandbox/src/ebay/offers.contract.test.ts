import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EbaySandbox, startEbaySandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: EbaySandbox;
let caller: RawCaller;
let policies: Readonly<Record<string, string>>;

beforeEach(async () => {
  sandbox = await startEbaySandbox();
  caller = await RawCaller.connect(sandbox);
  policies = await policiesFor('EBAY_US');
});
afterEach(async () => {
  await sandbox.stop();
});

async function policiesFor(marketplaceId: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const kind of ['fulfillment', 'payment', 'return']) {
    const { data } = await caller.call('GET', `/sell/account/v1/${kind}_policy`, { query: { marketplace_id: marketplaceId } });
    found[`${kind}PolicyId`] = data[`${kind}Policies`][0][`${kind}PolicyId`];
  }
  return found;
}

const item = (color: string) => ({
  condition: 'NEW',
  availability: { shipToLocationAvailability: { quantity: 12 } },
  product: { title: 'Travel mug', imageUrls: ['https://i.ebayimg.com/a.jpg'], ean: ['Does not apply'], aspects: { Color: [color] } },
});
const offer = (sku: string, changes: object = {}) => ({
  sku,
  marketplaceId: 'EBAY_US',
  format: 'FIXED_PRICE',
  availableQuantity: 5,
  categoryId: '38252',
  listingDescription: 'A mug',
  listingPolicies: policies,
  merchantLocationKey: 'main',
  pricingSummary: { price: { value: '12.00', currency: 'USD' } },
  ...changes,
});
const putItem = (sku: string, color = 'Red') => caller.inventory('PUT', `/inventory_item/${sku}`, item(color));
const create = async (sku: string, changes: object = {}): Promise<string> => {
  await putItem(sku);
  return (await caller.inventory('POST', '/offer', offer(sku, changes))).data.offerId;
};
const act = (path: string, body: object = {}) => caller.inventory('POST', path, body);

test('an offer goes live, keeps its listing, and gets a new one after it was withdrawn', async () => {
  const offerId = await create('TRAVEL-1');
  const draft = (await caller.inventory('GET', `/offer/${offerId}`)).data;
  expect(draft).toMatchObject({ status: 'UNPUBLISHED', sku: 'TRAVEL-1', availableQuantity: 5 });
  expect(draft).not.toHaveProperty('listing');
  const first = await act(`/offer/${offerId}/publish`);
  expect(first).toMatchObject({ status: 200, data: { listingId: expect.stringMatching(/^\d{12}$/), warnings: [] } });
  expect((await act(`/offer/${offerId}/publish`)).data).toMatchObject({ listingId: first.data.listingId, warnings: [{ errorId: 25402 }] });
  expect((await act(`/offer/${offerId}/withdraw`)).status).toBe(200);
  expect((await act(`/offer/${offerId}/withdraw`)).code).toBe(25002);
  const second = await act(`/offer/${offerId}/publish`);
  expect(second.data.listingId).not.toBe(first.data.listingId);
  expect(sandbox.control.buy({ shopId: caller.shopId, sku: 'TRAVEL-1', quantity: 6 })).toEqual({ isAllowed: false });
  expect(sandbox.control.buy({ shopId: caller.shopId, sku: 'TRAVEL-1', quantity: 5 })).toMatchObject({ isAllowed: true });
});

test('knows one offer for a SKU on a marketplace, and names it when a second is made', async () => {
  const offerId = await create('TRAVEL-1');
  const again = await caller.inventory('POST', '/offer', offer('TRAVEL-1'));
  expect(again).toMatchObject({ status: 400, code: 25002 });
  expect(again.data.errors[0].parameters).toEqual([{ name: 'offerId', value: offerId }]);
  expect((await caller.inventory('POST', '/offer', offer('NOTHING'))).code).toBe(25702);
  expect((await caller.inventory('POST', '/offer', offer('TRAVEL-1', { marketplaceId: 'EBAY_MARS' }))).code).toBe(25709);
});

test('lists offers of one SKU only', async () => {
  expect((await caller.inventory('GET', '/offer?sku=MUG-RED')).data).toMatchObject({ total: 1, size: 1, offers: [{ sku: 'MUG-RED' }] });
  expect(await caller.inventory('GET', '/offer')).toMatchObject({ status: 400, code: 25709 });
  expect(await caller.inventory('GET', '/offer?sku=NOTHING')).toMatchObject({ status: 404, code: 25713 });
  expect(await caller.inventory('GET', '/offer?sku=MUG-RED&marketplace_id=EBAY_DE')).toMatchObject({ status: 404 });
});

test.each([
  ['price', { pricingSummary: {} }, 25003],
  ['category', { categoryId: undefined }, 25005],
  ['shipping policy', { listingPolicies: {} }, 25007],
  ['place', { merchantLocationKey: 'nowhere' }, 25012],
])('does not publish without a %s', async (_name, changes, code) => {
  const offerId = await create('TRAVEL-1', changes);
  expect(await act(`/offer/${offerId}/publish`)).toMatchObject({ status: 400, code });
});

test('takes policies of another marketplace, and then says that the offer is not there', async () => {
  const offerId = await create('TRAVEL-1', { listingPolicies: await policiesFor('EBAY_DE') });
  expect(await act(`/offer/${offerId}/publish`)).toMatchObject({ status: 404, code: 25713 });
});

test('does not publish an item that has no barcode, unless it says that none applies', async () => {
  const offerId = await create('TRAVEL-1');
  const { product, ...rest } = item('Red');
  await caller.inventory('PUT', '/inventory_item/TRAVEL-1', { ...rest, product: { ...product, ean: undefined } });
  expect(await act(`/offer/${offerId}/publish`)).toMatchObject({ status: 400, code: 25002 });
  await putItem('TRAVEL-1');
  expect((await act(`/offer/${offerId}/publish`)).status).toBe(200);
});

test('a replaced offer loses what was left out; a live one must stay whole', async () => {
  const offerId = await create('TRAVEL-1');
  expect((await caller.inventory('PUT', `/offer/${offerId}`, { categoryId: '1' })).status).toBe(204);
  const { data } = await caller.inventory('GET', `/offer/${offerId}`);
  expect(data).toMatchObject({ sku: 'TRAVEL-1', categoryId: '1', pricingSummary: {} });
  expect(data).not.toHaveProperty('availableQuantity');
  await caller.inventory('PUT', `/offer/${offerId}`, offer('TRAVEL-1'));
  await act(`/offer/${offerId}/publish`);
  expect((await caller.inventory('PUT', `/offer/${offerId}`, { categoryId: '1' })).status).toBe(400);
  expect((await caller.inventory('GET', `/offer/${offerId}`)).data.categoryId).toBe('38252');
  expect((await caller.inventory('DELETE', `/offer/${offerId}`)).status).toBe(204);
  expect((await caller.inventory('GET', `/offer/${offerId}`)).code).toBe(25713);
});

test('makes and publishes many offers in one call', async () => {
  await putItem('TRAVEL-1');
  await putItem('TRAVEL-2');
  const made = await act('/bulk_create_offer', { requests: [offer('TRAVEL-1'), offer('TRAVEL-2'), offer('NOTHING')] });
  expect(made.status).toBe(207);
  expect(made.data.responses.map(({ statusCode }: { statusCode: number }) => statusCode)).toEqual([200, 200, 400]);
  const requests = made.data.responses.slice(0, 2).map(({ offerId }: { offerId: string }) => ({ offerId }));
  const live = await act('/bulk_publish_offer', { requests });
  expect(live).toMatchObject({ status: 200, data: { responses: [{ listingId: expect.any(String) }, { listingId: expect.any(String) }] } });
});

test('variations share one listing, which is published and ended as a whole', async () => {
  for (const color of ['Red', 'Blue']) {
    await putItem(`CUP-${color}`, color);
    await caller.inventory('POST', '/offer', offer(`CUP-${color}`));
  }
  const group = {
    title: 'Cups',
    variantSKUs: ['CUP-Red', 'CUP-Blue'],
    variesBy: { specifications: [{ name: 'Color', values: ['Red', 'Blue'] }] },
  };
  expect((await caller.inventory('PUT', '/inventory_item_group/CUPS', group)).status).toBe(201);
  expect((await caller.inventory('PUT', '/inventory_item_group/CUPS', group)).status).toBe(204);
  expect((await caller.inventory('GET', '/inventory_item_group/CUPS')).data).toMatchObject({ inventoryItemGroupKey: 'CUPS', ...group });
  const body = { inventoryItemGroupKey: 'CUPS', marketplaceId: 'EBAY_US' };
  const { data } = await act('/offer/publish_by_inventory_item_group', body);
  const listings = sandbox.control.listings(caller.shopId).filter(({ sku }) => sku.startsWith('CUP-'));
  expect(listings.map(({ listingId }) => listingId)).toEqual([data.listingId, data.listingId]);
  expect((await act(`/offer/${listings[0]?.offerId}/withdraw`)).code).toBe(25002);
  const order = sandbox.control.createOrder({ shopId: caller.shopId, lines: [{ sku: 'CUP-Blue', quantity: 1 }] });
  expect(order.lines[0]).toMatchObject({ title: 'Cups', listingId: data.listingId, variationAspects: [{ name: 'Color', value: 'Blue' }] });
  expect((await act('/offer/withdraw_by_inventory_item_group', body)).status).toBe(204);
  expect((await act('/offer/withdraw_by_inventory_item_group', body)).code).toBe(25725);
});

test('a SKU that is listed alone cannot join a group', async () => {
  const body = { title: 'Kit', variantSKUs: ['FILT-DEFAULT'] };
  expect(await caller.inventory('PUT', '/inventory_item_group/KIT', body)).toMatchObject({ status: 400, code: 25704 });
  expect((await caller.inventory('PUT', '/inventory_item_group/KIT', { ...body, variantSKUs: ['NOTHING'] })).code).toBe(25701);
});

test('keeps places where stock lies', async () => {
  const place = { location: { address: { postalCode: '80205', country: 'US' } }, name: 'Denver', locationTypes: ['WAREHOUSE'] };
  expect((await caller.inventory('POST', '/location/denver', place)).status).toBe(204);
  expect(await caller.inventory('POST', '/location/denver', place)).toMatchObject({ status: 409, code: 25803 });
  expect((await caller.inventory('POST', '/location/x', { location: { address: { city: 'Denver' } } })).code).toBe(25801);
  expect((await caller.inventory('GET', '/location')).data).toMatchObject({
    total: 2,
    locations: [{ merchantLocationKey: 'main' }, { merchantLocationKey: 'denver' }],
  });
  await caller.inventory('POST', '/location/denver/disable', {});
  expect((await caller.inventory('GET', '/location/denver')).data).toMatchObject({ name: 'Denver', merchantLocationStatus: 'DISABLED' });
  const offerId = await create('TRAVEL-1', { merchantLocationKey: 'denver' });
  expect((await act(`/offer/${offerId}/publish`)).code).toBe(25012);
  expect((await caller.inventory('DELETE', '/location/denver')).status).toBe(204);
  expect(await caller.inventory('GET', '/location/denver')).toMatchObject({ status: 404, code: 25805 });
});

test('a listing of the older API sells, but is invisible here until it is migrated', async () => {
  const { control } = sandbox;
  const old = control.createLegacyListing(caller.shopId, { title: 'Old mug', sku: 'OLD-1', quantity: 3, priceMinor: 900 });
  const nameless = control.createLegacyListing(caller.shopId, { title: 'Older mug', quantity: 3, priceMinor: 900 });
  const { id } = control.createOrder({ shopId: caller.shopId, lines: [{ listingId: nameless.listingId ?? '', quantity: 1 }] });
  const [line] = (await caller.order(id)).data.lineItems;
  expect(line).toMatchObject({ title: 'Older mug', legacyItemId: nameless.listingId });
  expect(line).not.toHaveProperty('sku');
  expect((await caller.inventory('GET', '/inventory_item/OLD-1')).status).toBe(404);
  expect((await caller.inventory('GET', '/offer?sku=OLD-1')).status).toBe(404);
  expect((await caller.inventory('GET', `/offer/${old.offerId}`)).status).toBe(404);
  const answer = await act('/bulk_migrate_listing', { requests: [{ listingId: old.listingId }, { listingId: nameless.listingId }] });
  expect(answer.status).toBe(207);
  expect(answer.data.responses).toMatchObject([
    { statusCode: 200, inventoryItems: [{ sku: 'OLD-1', offerId: old.offerId }] },
    { statusCode: 400, errors: [{ errorId: 25718 }] },
  ]);
  expect((await caller.inventory('GET', '/offer?sku=OLD-1')).data.offers[0]).toMatchObject({
    status: 'PUBLISHED',
    listing: { listingId: old.listingId },
  });
  expect(control.shownQuantity(caller.shopId, 'OLD-1')).toBe(3);
});
