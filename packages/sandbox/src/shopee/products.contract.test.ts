import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ShopeeSandbox, startShopeeSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: ShopeeSandbox;
let caller: RawCaller;
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

beforeAll(async () => {
  sandbox = await startShopeeSandbox({ settings: { limitBurst: 10_000 } });
  caller = await RawCaller.connect(sandbox);
});
afterAll(() => sandbox.stop());

const itemList = (query: Record<string, string | number | string[]> = {}) =>
  caller.get('product/get_item_list', { offset: 0, page_size: 100, item_status: ['NORMAL', 'UNLIST'], ...query });
const baseInfo = async (...ids: (string | number)[]) =>
  (await caller.get('product/get_item_base_info', { item_id_list: ids.join(',') })).response.item_list;
const modelList = async (itemId: string | number) => (await caller.get('product/get_model_list', { item_id: itemId })).response;

const listing = (hasModels: boolean, region = caller.shopId) => {
  const found = sandbox.control.listings(region).find((product) => product.tiers.length > 0 === hasModels && product.status === 'NORMAL');
  if (!found) throw new Error('no such listing');
  return found;
};

async function upload(bytes: Buffer, name = 'photo.png'): Promise<string> {
  const form = new FormData();
  form.append('image', new Blob([new Uint8Array(bytes)]), name);
  const { response } = await caller.public('POST', 'media_space/upload_image', { body: form });
  return response?.image_info.image_id;
}

/** A draft that is accepted; the image must have been uploaded. */
const draft = (imageId: string, changes: object = {}) => ({
  item_name: 'Drip bag sampler',
  description: 'Ten drip bags from five farms.',
  category_id: 100_801,
  original_price: 85_000,
  weight: 0.3,
  image: { image_id_list: [imageId] },
  logistic_info: [{ logistic_id: 80_003, enabled: true }],
  item_sku: 'DRIPBAG',
  seller_stock: [{ stock: 40 }],
  ...changes,
});

test('lists items page by page, by status, and none as no list at all', async () => {
  const first = (await itemList({ page_size: 5 })).response;
  expect(first).toMatchObject({ total_count: 12, has_next_page: true, next_offset: 5 });
  const rest = (await itemList({ offset: 5 })).response;
  expect(rest).toMatchObject({ has_next_page: false });
  expect(new Set([...first.item, ...rest.item].map((item) => item.item_id)).size).toBe(12);
  expect((await itemList({ item_status: 'BANNED' })).response).not.toHaveProperty('item');
  expect(await itemList({ item_status: [] })).toMatchObject({ error: 'error_param' });
  expect(await itemList({ offset: 20_000 })).toMatchObject({ error: 'error_param', message: expect.stringContaining('next') });
});

test('an item without variations holds price, code and stock itself; one with variations leaves them to its models', async () => {
  const [plain, varied] = await baseInfo(listing(false).id, listing(true).id);
  expect(plain).toMatchObject({
    has_model: false,
    item_sku: 'FILT-DEFAULT',
    gtin_code: expect.stringMatching(/^20\d{11}$/),
    weight: '0.2',
    price_info: [{ currency: 'IDR', original_price: 51_200 }],
    stock_info_v2: { summary_info: { total_available_stock: 5_000 }, seller_stock: [{ stock: 5_000 }] },
  });
  expect(plain.stock_info_v2.seller_stock[0]).not.toHaveProperty('location_id');
  expect(varied).toMatchObject({ has_model: true, item_sku: 'GAYO' });
  expect(varied).not.toHaveProperty('price_info');
  expect((await modelList(plain.item_id)).model).toEqual([]);
  const models = await modelList(varied.item_id);
  expect(models.tier_variation).toMatchObject([
    { name: 'Weight', option_list: [{ option: '250 g' }, { option: '500 g' }, { option: '1 kg' }] },
  ]);
  expect(models.model[1]).toMatchObject({ tier_index: [1], model_sku: 'GAYO-500G', stock_info_v2: { seller_stock: [{ stock: 5_000 }] } });
});

test('reads a bare comma list only', async () => {
  const { id } = listing(false);
  const error = async (list: string) => (await caller.get('product/get_item_base_info', { item_id_list: list })).error;
  expect(await error(`[${id}]`)).toBe('error_param');
  expect(await error('999')).toBe('error_item_not_found');
});

test('sets absolute stock by model, and answers row by row', async () => {
  const product = listing(true);
  const [one, two] = product.models;
  const update = (rows: object[], itemId = product.id) =>
    caller.post('product/update_stock', { item_id: Number(itemId), stock_list: rows });
  const row = (modelId: string | undefined, stock: number) => ({ model_id: Number(modelId), seller_stock: [{ stock }] });
  expect(await update([row(one?.id, 7), row(two?.id, 0)])).toMatchObject({
    error: '',
    response: { success_list: [{ model_id: Number(one?.id), stock: 7 }, { stock: 0 }], failure_list: [] },
  });
  expect(sandbox.control.stock(caller.shopId).find((item) => item.modelId === one?.id)?.units).toBe(7);
  expect(await update([row('0', 1)])).toMatchObject({ error: 'error_edit_item_stock_for_item_has_model' });
  expect(await update([row('5', 1)])).toMatchObject({ error: 'error_param' });
  expect(await update([row(one?.id, 1), row(one?.id, 2)])).toMatchObject({ error: 'error_param' });
  expect(await update([row(one?.id, -1)])).toMatchObject({ error: 'error_param' });
  expect(await update([{ model_id: Number(one?.id), seller_stock: [{ stock: 1, location_id: 'IDZ' }] }])).toMatchObject({
    error: 'error_auth',
  });
  sandbox.control.setStock({ itemId: product.id, modelId: one?.id ?? '', reserved: 5 });
  expect(await update([row(one?.id, 4)])).toMatchObject({
    error: 'error_busi_update_stock_failed',
    response: { failure_list: [{ failed_reason: 'Total stock must be more than reserved stock.' }] },
  });
  sandbox.control.lockItem(product.id);
  expect(await update([row(one?.id, 9)])).toMatchObject({ error: 'error_cannt_edit_stock_in_promotion' });
  sandbox.control.lockItem(product.id, false);
  expect(await update([row(undefined, 9)], '5')).toMatchObject({ error: 'error_item_not_found' });
});

test('wants a place in a shop with several warehouses', async () => {
  await using multi = await startShopeeSandbox({ settings: { multiWarehouse: true } });
  const other = await RawCaller.connect(multi);
  expect(await caller.get('shop/get_warehouse_detail')).toMatchObject({ error: 'warehouse.error_not_in_whitelist' });
  expect((await other.get('shop/get_warehouse_detail')).response).toMatchObject([{ location_id: 'IDZ' }, { location_id: 'IDG2' }]);
  const product = multi.control.listings(other.shopId).find((item) => item.tiers.length === 0);
  const update = (stock: object) =>
    other.post('product/update_stock', { item_id: Number(product?.id), stock_list: [{ seller_stock: [stock] }] });
  expect(await update({ stock: 3 })).toMatchObject({ error: 'error_busi' });
  expect(await update({ stock: 3, location_id: 'IDG2' })).toMatchObject({
    response: { success_list: [{ location_id: 'IDG2', stock: 3 }] },
  });
  expect(multi.control.stock(other.shopId).find((row) => row.itemId === product?.id)?.units).toBe(5_003);
});

test('sets list prices in whole numbers or with two decimals, as the market has them', async () => {
  const singapore = await RawCaller.connect(sandbox, 'SG');
  const price = (who: RawCaller, itemId: string, value: number) =>
    who.post('product/update_price', { item_id: Number(itemId), price_list: [{ model_id: 0, original_price: value }] });
  expect(await price(caller, listing(false).id, 60_000)).toMatchObject({
    error: '',
    response: { success_list: [{ original_price: 60_000 }] },
  });
  expect(await price(caller, listing(false).id, 60_000.5)).toMatchObject({
    error: '',
    response: { success_list: [], failure_list: [{ failed_reason: expect.any(String) }] },
  });
  const foreign = listing(false, '727720655').id;
  expect(await price(singapore, foreign, 4.25)).toMatchObject({ response: { success_list: [{ original_price: 4.25 }] } });
  expect(await price(caller, listing(true).id, 60_000)).toMatchObject({ error: 'error_edit_item_price_for_item_has_model' });
  expect(await price(caller, foreign, 4)).toMatchObject({ error: 'error_item_not_found' });
});

test('takes pictures that are pictures, signed for the app alone, and shows them', async () => {
  const imageId = await upload(png);
  expect(imageId).toMatch(/^sg-11134201-/);
  const image = await fetch(`${sandbox.url}/file/${imageId}`);
  expect(image.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await image.arrayBuffer()).equals(png)).toBe(true);
  expect(await upload(Buffer.from('GIF89a'))).toBeUndefined();
  const form = new FormData();
  form.append('image', new Blob([new Uint8Array(png)]), 'a.png');
  expect(await caller.post('media_space/upload_image', form)).toMatchObject({ error: 'error_sign' });
});

test('makes an item, changes it, hides it, shows it, deletes it', async () => {
  const imageId = await upload(png);
  const { response } = await caller.post('product/add_item', draft(imageId));
  expect(response).toMatchObject({ item_name: 'Drip bag sampler', price_info: { original_price: 85_000 }, seller_stock: [{ stock: 40 }] });
  const itemId: number = response.item_id;
  const change = { item_id: itemId, item_name: 'Drip bag sampler, large', item_sku: 'DRIPBAG-L' };
  expect(await caller.post('product/update_item', change)).toMatchObject({ error: '' });
  expect((await baseInfo(itemId))[0]).toMatchObject({ item_name: 'Drip bag sampler, large', item_sku: 'DRIPBAG-L', item_status: 'NORMAL' });
  const unlist = (isHidden: boolean) => caller.post('product/unlist_item', { item_list: [{ item_id: itemId, unlist: isHidden }] });
  expect(await unlist(true)).toMatchObject({ response: { success_list: [{ item_id: itemId, unlist: true }] } });
  expect(sandbox.control.buy({ itemId: String(itemId) })).toEqual({ isAllowed: false });
  await unlist(false);
  sandbox.control.lockItem(String(itemId));
  expect(await caller.post('product/delete_item', { item_id: itemId })).toMatchObject({ error: 'error_cannt_delete_in_promotion' });
  expect(await unlist(true)).toMatchObject({ error: 'error_unlist_item_all_failed' });
  sandbox.control.lockItem(String(itemId), false);
  expect(await caller.post('product/delete_item', { item_id: itemId })).toMatchObject({ error: '' });
  expect((await itemList({ item_status: 'SELLER_DELETE' })).response.item).toMatchObject([{ item_id: itemId }]);
  expect(await caller.post('product/update_item', change)).toMatchObject({ error: 'error_item_not_found' });
});

test.each([
  ['without a name', { item_name: undefined }, 'error_param'],
  ['with a name too short', { item_name: 'Tea' }, 'error_item_name_is_too_short'],
  ['with too little said', { description: 'Good.' }, 'error_desc_length_min_limit'],
  ['in a category with children', { category_id: 100_629 }, 'error_invalid_category'],
  ['without a picture', { image: { image_id_list: [] } }, 'error_image_num_min'],
  ['with an unknown picture', { image: { image_id_list: ['nowhere'] } }, 'error_param'],
  ['with a channel of another market', { logistic_info: [{ logistic_id: 10_003, enabled: true }] }, 'error_param'],
  ['at a price of nothing', { original_price: 0 }, 'error_price_exceed_min_limitt'],
])('refuses an item %s', async (_, changes, error) => {
  const imageId = await upload(png);
  expect(await caller.post('product/add_item', draft(imageId, changes))).toMatchObject({ error });
});

test('gives a new item variations after some seconds, each sold by itself', async () => {
  const imageId = await upload(png);
  const added = await caller.post('product/add_item', draft(imageId));
  const tiers = [
    {
      variation_name: 'Roast',
      variation_option_list: [{ variation_option_name: 'Light', image_id: imageId }, { variation_option_name: 'Dark' }],
    },
  ];
  const model = (place: number, sku: string, stock: number) => ({
    tier_index: [place],
    model_sku: sku,
    original_price: 90_000,
    seller_stock: [{ stock }],
  });
  const body = {
    item_id: added.response.item_id,
    standardise_tier_variation: tiers,
    model: [model(0, 'DRIPBAG-LIGHT', 4), model(1, 'DRIPBAG-DARK', 6)],
  };
  expect(await caller.post('product/init_tier_variation', body)).toMatchObject({ error: 'error_item_not_found' });
  await sandbox.control.advance(5_000);
  expect(await caller.post('product/init_tier_variation', { ...body, model: [model(2, 'X', 1)] })).toMatchObject({ error: 'error_param' });
  const { response } = await caller.post('product/init_tier_variation', body);
  expect(response.model).toMatchObject([{ model_sku: 'DRIPBAG-LIGHT', tier_index: [0] }, { seller_stock: [{ stock: 6 }] }]);
  const itemId = String(body.item_id);
  expect(sandbox.control.buy({ itemId, modelId: String(response.model[0].model_id), quantity: 4 })).toMatchObject({ isAllowed: true });
  expect((await baseInfo(itemId))[0]).toMatchObject({ has_model: true, stock_info_v2: { summary_info: { total_available_stock: 6 } } });
  expect(await caller.post('product/init_tier_variation', body)).toMatchObject({ error: 'error_busi' });
});

test('tells categories, channels, addresses, the shop and which shops let the app in', async () => {
  const { category_list: tree } = (await caller.get('product/get_category', { language: 'id' })).response;
  expect(tree).toContainEqual(
    expect.objectContaining({ category_id: 100_801, parent_category_id: 100_800, display_category_name: 'Kopi' }),
  );
  const channels = (await caller.get('logistics/get_channel_list')).response.logistics_channel_list;
  expect(channels).toMatchObject([{ logistics_channel_id: 80_003, enabled: true, mask_channel_id: 0 }, {}, {}]);
  expect((await caller.get('logistics/get_address_list')).response.address_list[0]).toMatchObject({ address_id: 7_234 });
  expect(await caller.get('shop/get_shop_info')).toMatchObject({ error: '', shop_name: 'Kopi Nusantara', region: 'ID', status: 'NORMAL' });
  const shops = await caller.public('GET', 'public/get_shops_by_partner', { query: { page_no: 1, page_size: 100 } });
  expect(shops.authed_shop_list).toContainEqual(expect.objectContaining({ shop_id: 226354871, region: 'ID' }));
  expect(await caller.public('GET', 'public/get_shopee_ip_ranges')).toMatchObject({ ip_list: [expect.any(String)] });
});
