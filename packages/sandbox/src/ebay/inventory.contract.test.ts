import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EbaySandbox, startEbaySandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: EbaySandbox;
let caller: RawCaller;

beforeEach(async () => {
  sandbox = await startEbaySandbox();
  caller = await RawCaller.connect(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

const item = {
  condition: 'NEW',
  availability: { shipToLocationAvailability: { quantity: 12 } },
  product: { title: 'Travel mug', imageUrls: ['https://i.ebayimg.com/a.jpg'], ean: ['4006381333931'], aspects: { Color: ['Red'] } },
};
const shown = (sku: string): number => sandbox.control.shownQuantity(caller.shopId, sku);
const offerIdOf = (sku: string): string => sandbox.control.listings(caller.shopId).find((listing) => listing.sku === sku)?.offerId ?? '';
const update = (requests: readonly object[]) => caller.inventory('POST', '/bulk_update_price_quantity', { requests });

test('pages items by the number of the page, and says how many pages there are', async () => {
  const seen: string[] = [];
  const { data: first } = await caller.inventory('GET', '/inventory_item?limit=10');
  expect(first).toMatchObject({ total: 23, size: 3, limit: 10 });
  for (let offset = 0; offset < first.size; offset += 1) {
    const { data } = await caller.inventory('GET', `/inventory_item?limit=10&offset=${offset}`);
    seen.push(...data.inventoryItems.map(({ sku }: { sku: string }) => sku));
    expect('next' in data).toBe(offset + 1 < first.size);
    expect('prev' in data).toBe(offset > 0);
  }
  expect(new Set(seen).size).toBe(23);
  expect(seen).toContain('GAYO-250G');
  expect((await caller.inventory('GET', '/inventory_item?limit=201')).code).toBe(25706);
  expect((await caller.inventory('GET', '/inventory_item')).data.limit).toBe(25);
});

test('gives an item with its quantity, codes and groups', async () => {
  expect((await caller.inventory('GET', '/inventory_item/MUG-RED')).data).toMatchObject({
    sku: 'MUG-RED',
    locale: 'en_US',
    availability: { shipToLocationAvailability: { quantity: 5_000 } },
    product: { aspects: { Color: ['Red'] }, ean: [expect.stringMatching(/^\d{13}$/)] },
    groupIds: ['MUG'],
  });
  expect(await caller.inventory('GET', '/inventory_item/NOTHING')).toMatchObject({ status: 404, code: 25710 });
});

test('a full replacement erases what it leaves out, and twice the same is fine', async () => {
  expect((await caller.inventory('PUT', '/inventory_item/TRAVEL-RED', item)).status).toBe(201);
  expect((await caller.inventory('PUT', '/inventory_item/TRAVEL-RED', item)).status).toBe(204);
  expect((await caller.inventory('GET', '/inventory_item/TRAVEL-RED')).data).toMatchObject(item);
  await caller.inventory(
    'PUT',
    '/inventory_item/TRAVEL-RED',
    { product: { title: 'Travel mug' } },
    { headers: { 'content-language': 'de-DE' } },
  );
  const { data } = await caller.inventory('GET', '/inventory_item/TRAVEL-RED');
  expect(data).toEqual({ sku: 'TRAVEL-RED', locale: 'de_DE', product: { title: 'Travel mug' }, availability: {} });
});

test('refuses bad SKUs and values, and a text without its language', async () => {
  expect((await caller.inventory('PUT', `/inventory_item/${'x'.repeat(51)}`, item)).code).toBe(25707);
  const negative = { ...item, availability: { shipToLocationAvailability: { quantity: -1 } } };
  expect((await caller.inventory('PUT', '/inventory_item/NEW-1', negative)).code).toBe(25709);
  expect((await caller.inventory('PUT', '/inventory_item/NEW-1', { ...item, product: { title: 'x'.repeat(81) } })).code).toBe(25709);
  const answer = await caller.inventory('PUT', '/inventory_item/NEW-1', item, { headers: { 'content-language': '' } });
  expect(answer.data.errors[0].parameters).toEqual([{ name: 'headerName', value: 'Content-Language' }]);
});

test('deleting an item ends its listings', async () => {
  expect((await caller.inventory('DELETE', '/inventory_item/FILT-DEFAULT')).status).toBe(204);
  expect(await caller.inventory('GET', '/offer?sku=FILT-DEFAULT')).toMatchObject({ status: 404, code: 25713 });
  expect((await caller.inventory('DELETE', '/inventory_item/FILT-DEFAULT')).status).toBe(404);
  expect(sandbox.control.buy({ shopId: caller.shopId, sku: 'FILT-DEFAULT', quantity: 1 })).toEqual({ isAllowed: false });
});

test('reads and writes many items in one call, each row for itself', async () => {
  const got = await caller.inventory('POST', '/bulk_get_inventory_item', { requests: [{ sku: 'MUG-RED' }, { sku: 'NOTHING' }] });
  expect(got).toMatchObject({
    status: 207,
    data: {
      responses: [
        { sku: 'MUG-RED', statusCode: 200 },
        { sku: 'NOTHING', statusCode: 404 },
      ],
    },
  });
  const requests = [
    { sku: 'MUG-RED', locale: 'en_US', ...item },
    { sku: 'NEW-1', locale: 'en_US', ...item },
    { sku: 'NEW-2', locale: 'en_US', condition: 'WORN' },
  ];
  const put = await caller.inventory('POST', '/bulk_create_or_replace_inventory_item', { requests });
  expect(put.status).toBe(207);
  expect(put.data.responses.map(({ statusCode }: { statusCode: number }) => statusCode)).toEqual([200, 201, 400]);
  const many = Array.from({ length: 26 }, (_, index) => ({ sku: `A${index}` }));
  expect((await caller.inventory('POST', '/bulk_get_inventory_item', { requests: many })).code).toBe(25727);
  expect((await caller.inventory('POST', '/bulk_get_inventory_item', { requests: [{ sku: 'A' }, { sku: 'A' }] })).code).toBe(25734);
});

test('buyers see the lesser of item and offer', async () => {
  const sku = 'SCALE-DEFAULT';
  const offerId = offerIdOf(sku);
  expect((await update([{ sku, shipToLocationAvailability: { quantity: 7 } }])).data.responses).toMatchObject([{ sku, statusCode: 200 }]);
  expect(shown(sku)).toBe(7);
  await update([{ offers: [{ offerId, availableQuantity: 4 }] }]);
  expect(shown(sku)).toBe(4);
  await update([
    {
      sku,
      shipToLocationAvailability: { quantity: 9 },
      offers: [{ offerId, availableQuantity: 9, price: { value: '29.5', currency: 'USD' } }],
    },
  ]);
  expect(shown(sku)).toBe(9);
  expect((await caller.inventory('GET', `/offer/${offerId}`)).data).toMatchObject({
    availableQuantity: 9,
    pricingSummary: { price: { value: '29.50' } },
  });
});

test('changes only what each row may change', async () => {
  const answer = await update([
    { sku: 'SCALE-DEFAULT', shipToLocationAvailability: { quantity: 3 } },
    { sku: 'NOTHING', shipToLocationAvailability: { quantity: 3 } },
    { sku: 'TAMP-DEFAULT', offers: [{ offerId: offerIdOf('TAMP-DEFAULT'), price: { value: '1.00', currency: 'EUR' } }] },
    { sku: 'TAMP-DEFAULT', offers: [{ offerId: offerIdOf('SCALE-DEFAULT'), availableQuantity: 1 }] },
  ]);
  expect(answer.status).toBe(207);
  expect(answer.data.responses.map(({ statusCode }: { statusCode: number }) => statusCode)).toEqual([200, 400, 400, 400]);
  expect(answer.data.responses[1].errors[0]).toMatchObject({ errorId: 25709 });
  expect([shown('SCALE-DEFAULT'), shown('TAMP-DEFAULT')]).toEqual([3, 5_000]);
});

test('a listing at quantity 0 stays, out of stock, and comes back', async () => {
  const sku = 'FROTH-DEFAULT';
  const status = async () => (await caller.inventory('GET', `/offer/${offerIdOf(sku)}`)).data;
  const { listingId } = (await status()).listing;
  await update([{ sku, shipToLocationAvailability: { quantity: 0 } }]);
  expect(await status()).toMatchObject({ status: 'PUBLISHED', listing: { listingId, listingStatus: 'OUT_OF_STOCK' } });
  expect(sandbox.control.buy({ shopId: caller.shopId, sku, quantity: 1 })).toEqual({ isAllowed: false });
  await update([{ sku, shipToLocationAvailability: { quantity: 2 } }]);
  expect(await status()).toMatchObject({ listing: { listingId, listingStatus: 'ACTIVE' } });
  expect(sandbox.control.buy({ shopId: caller.shopId, sku, quantity: 3 })).toEqual({ isAllowed: false });
  expect(sandbox.control.buy({ shopId: caller.shopId, sku, quantity: 2 })).toMatchObject({ isAllowed: true });
  expect((await status()).listing).toMatchObject({ soldQuantity: 2, listingStatus: 'OUT_OF_STOCK' });
  expect(sandbox.control.soldQuantity(caller.shopId, sku)).toBe(2);
});

test('writes on one SKU are taken one at a time', async () => {
  sandbox.control.configure({ skuWriteRealMs: 60 });
  const set = (sku: string) => update([{ sku, shipToLocationAvailability: { quantity: 4 } }]);
  const answers = await Promise.all([set('SCALE-DEFAULT'), set('SCALE-DEFAULT'), set('TAMP-DEFAULT')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 500]);
  expect(answers.find(({ status }) => status === 500)?.code).toBe(25025);
  expect((await set('SCALE-DEFAULT')).status).toBe(200);
});

test('a live listing is revised so many times a day and no more', async () => {
  sandbox.control.configure({ revisionsPerDay: 2 });
  const set = (quantity: number) => update([{ sku: 'SCALE-DEFAULT', shipToLocationAvailability: { quantity } }]);
  expect([(await set(1)).status, (await set(2)).status, (await set(3)).status]).toEqual([200, 200, 207]);
  expect(shown('SCALE-DEFAULT')).toBe(2);
  await sandbox.control.advance(86_400_000);
  await caller.renew();
  expect((await set(4)).status).toBe(200);
});
