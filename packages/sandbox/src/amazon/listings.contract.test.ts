import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AmazonSandbox, startAmazonSandbox } from './start.ts';
import { quick, RawClient } from './testing/raw-client.ts';

let sandbox: AmazonSandbox;
let client: RawClient;
const groups = 'summaries,attributes,offers,fulfillmentAvailability,relationships,productTypes,issues';

beforeEach(async () => {
  sandbox = await startAmazonSandbox({ settings: quick });
  client = await RawClient.connect(sandbox, 'GB');
});
afterEach(async () => {
  await sandbox.stop();
});

const pathOf = (sku: string): string => `/listings/2021-08-01/items/${client.sellerId}/${encodeURIComponent(sku)}`;
const here = (more: Record<string, string> = {}) => ({ marketplaceIds: client.marketplaceId, ...more });
const get = (sku: string, includedData = groups) => client.call('GET', pathOf(sku), { query: here({ includedData }) });
const search = (query: Record<string, string> = {}) =>
  client.call('GET', `/listings/2021-08-01/items/${client.sellerId}`, { query: here(query) });
const patch = (sku: string, patches: unknown[], query: Record<string, string> = {}) =>
  client.call('PATCH', pathOf(sku), { query: here(query), body: { productType: 'PRODUCT', patches } });

const stockPatch = (op: string, value: Record<string, unknown>) => ({
  op,
  path: '/attributes/fulfillment_availability',
  value: [{ fulfillment_channel_code: 'DEFAULT', ...value }],
});

function newProduct(change: Record<string, unknown> = {}) {
  const words = (value: string) => [{ value, language_tag: 'en_GB', marketplace_id: client.marketplaceId }];
  return {
    productType: 'KITCHEN',
    requirements: 'LISTING',
    attributes: {
      item_name: words('Moka pot, six cups'),
      brand: words('Nusantara Coffee'),
      product_description: words('Aluminium'),
      bullet_point: words('For all stoves'),
      condition_type: [{ value: 'new_new' }],
      externally_assigned_product_identifier: [{ type: 'ean', value: '2000000000008' }],
      main_product_image_locator: [{ media_location: 'https://img.example.com/moka.jpg' }],
      purchasable_offer: [{ currency: 'GBP', our_price: [{ schedule: [{ value_with_tax: 24.5 }] }] }],
      fulfillment_availability: [{ fulfillment_channel_code: 'DEFAULT', quantity: 12 }],
      ...change,
    },
  };
}

test('shows a SKU with stock, price, picture, family and barcode', async () => {
  const { status, body } = await get('GAYO-250G');
  expect(status).toBe(200);
  expect(body.summaries[0]).toMatchObject({
    marketplaceId: client.marketplaceId,
    productType: 'COFFEE',
    status: ['BUYABLE', 'DISCOVERABLE'],
  });
  expect(body.offers[0].price).toEqual({ currencyCode: 'GBP', amount: '5.49' });
  expect(body.fulfillmentAvailability).toEqual([{ fulfillmentChannelCode: 'DEFAULT', quantity: 5_000 }]);
  expect(body.relationships[0].relationships[0].parentSkus).toEqual(['GAYO-PARENT']);
  expect(body.attributes.externally_assigned_product_identifier[0].value).toMatch(/^20\d{11}$/);
  expect((await get('GAYO-PARENT')).body.relationships[0].relationships[0].childSkus).toEqual(['GAYO-250G', 'GAYO-500G', 'GAYO-1KG']);
  expect((await get('GAYO-250G', 'productTypes')).body).not.toHaveProperty('attributes');
  expect((await get('NO-SUCH')).status).toBe(404);
});

test('searches in pages of twenty at most, by time, code, barcode and state', async () => {
  const seen: string[] = [];
  let token: string | undefined;
  do {
    const { body } = await search({
      pageSize: '20',
      sortBy: 'sku',
      sortOrder: 'ASC',
      ...(token === undefined ? {} : { pageToken: token }),
    });
    expect(body.numberOfResults).toBe(30);
    seen.push(...body.items.map(({ sku }: { sku: string }) => sku));
    token = body.pagination.nextToken;
  } while (token !== undefined);
  expect(seen).toEqual(seen.toSorted());
  expect(new Set(seen).size).toBe(30);
  expect((await search({ pageSize: '21' })).status).toBe(400);
  const barcode = (await get('FILT-DEFAULT')).body.attributes.externally_assigned_product_identifier[0].value;
  expect((await search({ identifiers: barcode, identifiersType: 'EAN' })).body.items).toMatchObject([{ sku: 'FILT-DEFAULT' }]);
  expect((await search({ identifiers: 'MUG' })).status).toBe(400);
  expect((await search({ lastUpdatedAfter: new Date(Date.now() - 60_000).toISOString() })).body.numberOfResults).toBe(0);
  sandbox.control.setStock(client.shopId, 'FILT-DEFAULT', 0);
  expect(
    (await search({ withStatus: 'DISCOVERABLE', withoutStatus: 'BUYABLE', pageSize: '20' })).body.items.map(
      (one: { sku: string }) => one.sku,
    ),
  ).toContain('FILT-DEFAULT');
});

test('merge keeps what it does not name, replace drops it', async () => {
  const merged = await patch('KETT-BLACK', [stockPatch('merge', { quantity: 7 })]);
  expect(merged.body).toMatchObject({ sku: 'KETT-BLACK', status: 'ACCEPTED', issues: [], submissionId: expect.any(String) });
  expect((await get('KETT-BLACK')).body.attributes.fulfillment_availability).toEqual([
    { fulfillment_channel_code: 'DEFAULT', quantity: 7, lead_time_to_ship_max_days: 2 },
  ]);
  await patch('KETT-BLACK', [stockPatch('replace', { quantity: 8 })]);
  expect((await get('KETT-BLACK')).body.attributes.fulfillment_availability).toEqual([
    { fulfillment_channel_code: 'DEFAULT', quantity: 8 },
  ]);
  expect(sandbox.control.stock(client.shopId, 'KETT-BLACK').quantity).toBe(8);
});

test('is seen only after a while, and counts what was sold meanwhile', async () => {
  sandbox.control.configure({ listingDelayMs: 120_000 });
  await patch('KETT-BLACK', [stockPatch('merge', { quantity: 3 })]);
  expect((await get('KETT-BLACK')).body.fulfillmentAvailability[0].quantity).toBe(5_000);
  expect(sandbox.control.buy({ shopId: client.shopId, sku: 'KETT-BLACK', quantity: 10 }).isAllowed).toBe(true);
  await sandbox.control.advance(120_000);
  expect((await get('KETT-BLACK')).body.fulfillmentAvailability[0].quantity).toBe(3);
  expect(sandbox.control.soldQuantity(client.shopId, 'KETT-BLACK')).toBe(10);
});

test.each([
  ['a nested path', { op: 'replace', path: '/attributes/purchasable_offer/0/our_price', value: [{}] }, '18027'],
  ['a path in camel case', { op: 'merge', path: '/attributes/fulfillmentAvailability', value: [{}] }, '18027'],
  ['an operation without a value', { op: 'merge', path: '/attributes/item_name' }, '18027'],
  ['stock without a channel', { op: 'merge', path: '/attributes/fulfillment_availability', value: [{ quantity: 1 }] }, '90220'],
  ['stock below zero', stockPatch('merge', { quantity: -1 }), '90000900'],
  [
    'Amazon’s own stock',
    { op: 'merge', path: '/attributes/fulfillment_availability', value: [{ fulfillment_channel_code: 'AMAZON_EU', quantity: 1 }] },
    '90000900',
  ],
  [
    'a price in another currency',
    {
      op: 'merge',
      path: '/attributes/purchasable_offer',
      value: [{ currency: 'USD', our_price: [{ schedule: [{ value_with_tax: 1 }] }] }],
    },
    '90000900',
  ],
  [
    'a picture that is no address',
    { op: 'replace', path: '/attributes/main_product_image_locator', value: [{ media_location: 'file:///a.jpg' }] },
    '90000900',
  ],
])('answers 200 and INVALID to %s', async (_, one, code) => {
  const before = (await get('KETT-BLACK')).body.attributes;
  const { status, body } = await patch('KETT-BLACK', [one]);
  expect([status, body.status]).toEqual([200, 'INVALID']);
  expect(body.issues.map((issue: { code: string }) => issue.code)).toContain(code);
  expect((await get('KETT-BLACK')).body.attributes).toEqual(before);
});

test('a preview says whether a write would do, and writes nothing', async () => {
  const preview = { mode: 'VALIDATION_PREVIEW' };
  expect((await patch('KETT-BLACK', [stockPatch('merge', { quantity: 1 })], preview)).body.status).toBe('VALID');
  expect((await patch('KETT-BLACK', [stockPatch('merge', { quantity: 1.5 })], preview)).body.status).toBe('INVALID');
  expect(sandbox.control.stock(client.shopId, 'KETT-BLACK').quantity).toBe(5_000);
  const { body } = await client.call('PUT', pathOf('MOKA 6/A+B%'), { query: here(preview), body: newProduct() });
  expect(body.status).toBe('VALID');
  expect((await get('MOKA 6/A+B%')).status).toBe(404);
});

test('makes a product, changes its price, and takes it away', async () => {
  const sku = 'MOKA 6/A+B%';
  const lacking = newProduct({ brand: [], fulfillment_availability: [{ quantity: 1 }] });
  const refused = await client.call('PUT', pathOf(sku), { query: here(), body: lacking });
  expect(refused.body.issues.map((one: { attributeNames: string[] }) => one.attributeNames[0])).toEqual([
    'brand',
    'fulfillment_channel_code',
  ]);
  const made = await client.call('PUT', pathOf(sku), { query: here({ includedData: 'identifiers,issues' }), body: newProduct() });
  expect(made.body).toMatchObject({ sku, status: 'ACCEPTED', identifiers: [{ asin: expect.stringMatching(/^B0/) }] });
  const price = [{ currency: 'GBP', our_price: [{ schedule: [{ value_with_tax: 19.99 }] }] }];
  await patch(sku, [{ op: 'replace', path: '/attributes/purchasable_offer', value: price }]);
  expect((await get(sku)).body.offers[0].price.amount).toBe('19.99');
  expect(sandbox.control.buy({ shopId: client.shopId, sku }).isAllowed).toBe(true);
  expect((await client.call('DELETE', pathOf(sku), { query: here() })).body.status).toBe('ACCEPTED');
  expect((await get(sku)).status).toBe(404);
  expect(sandbox.control.buy({ shopId: client.shopId, sku }).isAllowed).toBe(false);
});

test('opens listings to their seller, in marketplaces of the region', async () => {
  expect((await client.call('GET', '/listings/2021-08-01/items/A2SBXNALONESTAR/GAYO-250G', { query: here() })).status).toBe(403);
  const abroad = await client.call('GET', pathOf('GAYO-250G'), { query: { marketplaceIds: 'ATVPDKIKX0DER' } });
  expect([abroad.status, abroad.body.errors[0].message]).toEqual([403, expect.stringContaining('not valid for region')]);
  expect((await client.call('GET', pathOf('GAYO-250G'))).status).toBe(400);
});

test('names product types and what they want', async () => {
  const { body } = await client.call('GET', '/definitions/2020-09-01/productTypes', { query: here({ keywords: 'coffee' }) });
  expect(body.productTypes.map(({ name }: { name: string }) => name)).toEqual(['COFFEE', 'COFFEE_GRINDER']);
  const type = (await client.call('GET', '/definitions/2020-09-01/productTypes/COFFEE', { query: here() })).body;
  const schema = await (await fetch(type.schema.link.resource)).json();
  expect(schema.required).toContain('item_package_weight');
});

async function feed(content: unknown, { contentType = 'application/json; charset=UTF-8', feedType = 'JSON_LISTINGS_FEED' } = {}) {
  const base = '/feeds/2021-06-30';
  const made = await client.call('POST', `${base}/documents`, { body: { contentType: 'application/json; charset=UTF-8' } });
  expect(made.status).toBe(201);
  const put = await fetch(made.body.url, {
    method: 'PUT',
    body: Buffer.from(JSON.stringify(content)),
    headers: { 'content-type': contentType },
  });
  const body = { feedType, marketplaceIds: [client.marketplaceId], inputFeedDocumentId: made.body.feedDocumentId };
  const started = await client.call('POST', `${base}/feeds`, { body });
  return { put, started, read: async () => (await client.call('GET', `${base}/feeds/${started.body.feedId}`)).body, base };
}

const feedOf = (messages: unknown[]) => ({ header: { sellerId: client.sellerId, version: '2.0' }, messages });

test('works a feed off after a while and reports, packed', async () => {
  const { started, read, base } = await feed(
    feedOf([
      { messageId: 1, sku: 'KETT-BLACK', operationType: 'PATCH', productType: 'PRODUCT', patches: [stockPatch('merge', { quantity: 41 })] },
      { messageId: 2, sku: 'TAMP-DEFAULT', operationType: 'DELETE' },
      { messageId: 3, sku: 'NO-SUCH', operationType: 'DELETE' },
      { messageId: 4, sku: 'KETT-WHITE', operationType: 'PATCH', productType: 'PRODUCT', patches: [stockPatch('merge', { quantity: -4 })] },
      { messageId: 5, sku: 'MOKA', operationType: 'UPDATE', ...newProduct() },
    ]),
  );
  expect(started.status).toBe(202);
  expect((await read()).processingStatus).toBe('IN_QUEUE');
  await sandbox.control.advance(10_000);
  expect((await read()).processingStatus).toBe('IN_PROGRESS');
  await sandbox.control.advance(20_000);
  const done = await read();
  expect(done.processingStatus).toBe('DONE');
  const document = (await client.call('GET', `${base}/documents/${done.resultFeedDocumentId}`)).body;
  expect(document.compressionAlgorithm).toBe('GZIP');
  const report = JSON.parse(gunzipSync(await (await fetch(document.url)).bytes()).toString());
  expect(report.summary).toMatchObject({ messagesProcessed: 5, messagesAccepted: 3, messagesInvalid: 2 });
  expect(report.issues.map(({ messageId }: { messageId: number }) => messageId)).toEqual([3, 4]);
  expect(sandbox.control.stock(client.shopId, 'KETT-BLACK').quantity).toBe(41);
  expect((await get('TAMP-DEFAULT')).status).toBe(404);
  expect((await get('MOKA')).status).toBe(200);
  await sandbox.control.advance(5 * 60_000);
  expect((await fetch(document.url)).status).toBe(403);
});

test('a feed of the wrong type of content, of an old kind or of another seller comes to nothing', async () => {
  const wrong = await feed(feedOf([]), { contentType: 'text/plain' });
  expect(wrong.put.status).toBe(403);
  const old = await feed(feedOf([]), { feedType: 'POST_PRODUCT_DATA' });
  const foreign = await feed({ header: { sellerId: 'A2OTHER', version: '2.0' }, messages: [] });
  const cancelled = await feed(feedOf([]));
  expect((await client.call('DELETE', `${cancelled.base}/feeds/${cancelled.started.body.feedId}`)).status).toBe(200);
  await sandbox.control.advance(30_000);
  for (const one of [wrong, old, foreign]) expect((await one.read()).processingStatus).toBe('FATAL');
  expect((await cancelled.read()).processingStatus).toBe('CANCELLED');
});

test('takes five feeds of listings in five minutes', async () => {
  sandbox.control.configure({ burstScale: 1 });
  for (let count = 0; count < 5; count += 1) expect((await feed(feedOf([]))).started.status).toBe(202);
  expect((await feed(feedOf([]))).started.status).toBe(429);
});
