import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTikTokShopSandbox, type TikTokShopSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: TikTokShopSandbox;
let caller: RawCaller;

beforeAll(async () => {
  sandbox = await startTikTokShopSandbox({ settings: { limitPerSecond: 10_000, auditMs: 1_000 } });
  caller = await RawCaller.connect(sandbox, 'GB');
});
afterAll(async () => {
  await sandbox.stop();
});

async function firstProduct() {
  const { data } = await caller.shop('POST', '/product/202502/products/search', {
    query: { page_size: '3' },
    body: { status: 'ACTIVATE' },
  });
  return data.products[0];
}

const update = (productId: string, skus: unknown) =>
  caller.shop('POST', `/product/202309/products/${productId}/inventory/update`, { body: { skus } });

test('lists products page by page, and details with pictures', async () => {
  const first = await caller.shop('POST', '/product/202502/products/search', { query: { page_size: '5' }, body: { status: 'ALL' } });
  const query = { page_size: '5', page_token: first.data.next_page_token };
  const second = await caller.shop('POST', '/product/202502/products/search', { query, body: { status: 'ALL' } });
  expect([first.data.products.length, second.data.products.length]).toEqual([5, 3]);
  expect(second.data).not.toHaveProperty('next_page_token');
  const { data } = await caller.shop('GET', `/product/202309/products/${first.data.products[0].id}`);
  expect(data).toMatchObject({ status: 'ACTIVATE', main_images: [{ width: 800 }], skus: [{ price: { currency: 'GBP' } }] });
});

test('writes absolute stock, and only with every warehouse named', async () => {
  const product = await firstProduct();
  const [sku] = product.skus;
  const [leeds, bristol] = sku.inventory.map((entry: { warehouse_id: string }) => entry.warehouse_id);
  const one = [{ id: sku.id, inventory: [{ warehouse_id: leeds, quantity: 5 }] }];
  const refused = await update(product.id, one);
  expect(refused).toMatchObject({
    code: 0,
    data: { errors: [{ code: 12052990, detail: { sku_id: sku.id, extra_errors: [{ code: 12019028 }] } }] },
  });
  const both = (quantity: number) => [
    {
      id: sku.id,
      inventory: [
        { warehouse_id: leeds, quantity },
        { warehouse_id: bristol, quantity: 0 },
      ],
    },
  ];
  expect(await update(product.id, both(100_000))).toMatchObject({ data: { errors: [{ detail: { extra_errors: [{ code: 12052055 }] } }] } });
  expect(await update(product.id, both(7))).toMatchObject({ code: 0, data: {} });
  const { data } = await caller.shop('POST', '/product/202309/inventory/search', { body: { sku_ids: [sku.id] } });
  expect(data.inventory[0].skus[0].total_available_quantity).toBe(7);
});

test('takes prices all or nothing, in the currency of the shop', async () => {
  const product = await firstProduct();
  const price = (amount: string, currency: string) =>
    caller.shop('POST', `/product/202309/products/${product.id}/prices/update`, {
      body: { skus: [{ id: product.skus[0].id, price: { amount, currency } }] },
    });
  expect((await price('9.99', 'EUR')).code).toBe(12052084);
  expect((await price('9.999', 'GBP')).code).toBe(12052073);
  expect((await price('9.99', 'GBP')).code).toBe(0);
  const { data } = await caller.shop('GET', `/product/202309/products/${product.id}`);
  expect(data.skus[0].price.sale_price).toBe('9.99');
});

test('takes a product off sale and, after an audit, back on', async () => {
  const { id } = await firstProduct();
  const act = (what: string) => caller.shop('POST', `/product/202309/products/${what}`, { body: { product_ids: [id] } });
  const status = async () => (await caller.shop('GET', `/product/202309/products/${id}`)).data.status;
  expect((await act('deactivate')).data).toEqual({});
  expect(await status()).toBe('SELLER_DEACTIVATED');
  expect(await act('deactivate')).toMatchObject({ code: 0, data: { errors: [{ code: 12052901 }] } });
  await act('activate');
  expect(await status()).toBe('PENDING');
  await sandbox.control.advance(1_001);
  expect(await status()).toBe('ACTIVATE');
});

test('reads warehouses, delivery options and carriers', async () => {
  const { warehouses } = (await caller.shop('GET', '/logistics/202309/warehouses')).data;
  expect(warehouses.map((item: { type: string }) => item.type)).toEqual(['SALES_WAREHOUSE', 'SALES_WAREHOUSE', 'RETURN_WAREHOUSE']);
  const options = await caller.shop('GET', `/logistics/202309/warehouses/${warehouses[0].id}/delivery_options`);
  const carriers = await caller.shop('GET', `/logistics/202309/delivery_options/${options.data.delivery_options[1].id}/shipping_providers`);
  expect(carriers.data.shipping_providers.map((item: { name: string }) => item.name)).toEqual(['Evri', 'Royal Mail']);
});

test('a product made over the API is audited, edited in part, and deleted; each body is judged before anything is made', async () => {
  const { data } = await caller.shop('GET', '/logistics/202309/warehouses');
  const warehouse = data.warehouses.find((one: { type: string }) => one.type === 'SALES_WAREHOUSE');
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000001900000019008020000', 'hex');
  const form = new FormData();
  form.set('data', new File([new Uint8Array(png)], 'a.png'));
  const uploaded = await caller.call('POST', '/product/202309/images/upload', { form });
  expect(uploaded).toMatchObject({ code: 0, data: { width: 400, use_case: 'MAIN_IMAGE' } });
  const body = {
    title: 'Cup',
    description: '<p>Cup</p>',
    category_id: '600024',
    main_images: [{ uri: uploaded.data.uri }],
    package_weight: { value: '0.3', unit: 'KILOGRAM' },
    skus: [
      {
        seller_sku: 'CUP-1',
        price: { amount: '9.99', currency: 'GBP' },
        inventory: [{ warehouse_id: warehouse.id, quantity: 3 }],
      },
    ],
  };
  const create = (change: object) => caller.shop('POST', '/product/202309/products', { body: { ...body, ...change } });
  expect(await create({ category_id: '600001' })).toMatchObject({ code: 12052220 });
  expect(await create({ main_images: [{ uri: 'https://elsewhere.example/a.png' }] })).toMatchObject({ code: 12038001 });
  expect(await create({ skus: [{ ...body.skus[0], seller_sku: 'with blank' }] })).toMatchObject({ code: 12052253 });
  expect(await create({ skus: [body.skus[0], body.skus[0]] })).toMatchObject({ code: 12052103 });
  const made = await create({});
  const id = made.data.product_id;
  expect(made).toMatchObject({ code: 0, data: { skus: [{ seller_sku: 'CUP-1' }] } });
  const read = () => caller.shop('GET', `/product/202309/products/${id}`);
  expect((await read()).data.status).toBe('PENDING');
  await expect.poll(async () => (await read()).data.status, { timeout: 5_000 }).toBe('ACTIVATE');
  await caller.shop('POST', `/product/202509/products/${id}/partial_edit`, { body: { title: 'Cup, new' } });
  expect((await read()).data).toMatchObject({ title: 'Cup, new', description: '<p>Cup</p>', status: 'PENDING' });
  const remove = () => caller.shop('DELETE', '/product/202309/products', { body: { product_ids: [id] } });
  expect(await remove()).toMatchObject({ code: 0, data: {} });
  expect(await remove()).toMatchObject({ code: 0, data: { errors: [{ code: 12052901, detail: { product_id: id } }] } });
  expect(await read()).toMatchObject({ code: 12052901 });
});
