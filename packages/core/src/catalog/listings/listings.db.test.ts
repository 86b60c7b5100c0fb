import { silentLog } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { otherTenantId, shopId, tenantId } from '../../orders/test/order-world.ts';
import { buildListing, buildVariant, type CatalogWorld, createCatalogWorld } from '../test/catalog-world.ts';
import { keepPictures } from './keep-pictures.ts';
import { findUnseen, markListingGone } from './mark-gone.ts';

interface Listing {
  readonly id: string;
  readonly title: string;
  readonly pictureUrl: string | null;
  readonly pictures: readonly string[];
  readonly missingPictures: number;
  readonly variants: readonly { externalId: string; isGone: boolean; pictureUrl: string | null; barcode: string | null }[];
}

let catalog: CatalogWorld;
beforeAll(async () => {
  catalog = await createCatalogWorld();
});
afterAll(() => catalog[Symbol.asyncDispose]());

const idOf = async (externalId: string) =>
  (await catalog.world.db.query<{ id: string }>('select id from listing where external_id = $1', [externalId]))[0]?.id ?? '';
const read = async (externalId: string) => (await catalog.call<Listing>('GET', `/api/listings/${await idOf(externalId)}`)).body;
const full = buildListing({
  externalId: 'full',
  title: 'Full',
  isLive: true,
  description: '<p>Long</p>',
  category: { externalId: '12', name: 'Cups' },
  attributes: { Material: 'Glass' },
  url: 'https://market.example/full',
  imageUrl: 'https://cdn.example/a.jpg?sign=1',
  imageUrls: ['https://cdn.example/a.jpg?sign=1', 'https://cdn.example/b.jpg?sign=1'],
  variants: [
    buildVariant({ externalId: 'full-1', sellerCode: 'CUP-1', barcode: '8991', imageUrl: 'https://cdn.example/c.jpg' }),
    buildVariant({ externalId: 'full-2', price: { minor: 990, currency: 'USD' }, quantity: 2 }),
  ],
});

test('everything that a marketplace tells of a listing is kept, and what a later page leaves out stays', async () => {
  await catalog.importPage(full);
  expect(await read('full')).toMatchObject({
    title: 'Full',
    isLive: true,
    description: '<p>Long</p>',
    category: { externalId: '12', name: 'Cups' },
    attributes: { Material: 'Glass' },
    url: 'https://market.example/full',
    variantCount: 2,
    priceFrom: { amount: '9.90', currency: 'USD' },
    priceTo: { amount: '12.50', currency: 'USD' },
    seenQuantity: 7,
    missingPictures: 2,
    variants: [{ externalId: 'full-1', barcode: '8991' }, { externalId: 'full-2' }],
  });
  await catalog.importPage(buildListing({ externalId: 'full', title: 'Renamed', variants: full.variants }));
  expect(await read('full')).toMatchObject({ title: 'Renamed', description: '<p>Long</p>', url: 'https://market.example/full' });
});

test('a variant that its listing lost is marked, and comes back with it', async () => {
  await catalog.importPage({ ...full, variants: full.variants.slice(0, 1) });
  expect((await read('full')).variants.map(({ externalId, isGone }) => `${externalId} ${isGone}`)).toEqual(['full-1 false', 'full-2 true']);
  await catalog.importPage(full);
  expect((await read('full')).variants.map(({ isGone }) => isGone)).toEqual([false, false]);
});

test('pictures are fetched once, drawn anew and small, and served with their hash; one that fails waits for another day', async () => {
  const { files, world } = catalog;
  const asked: string[] = [];
  const picture = await sharp({ create: { width: 1_600, height: 900, channels: 3, background: '#123456' } })
    .withExif({ IFD0: { Copyright: 'hidden words' } })
    .jpeg()
    .toBuffer();
  const deps = {
    db: world.db.database,
    clock: world.clock,
    jobs: world.jobs,
    log: silentLog,
    files,
    async fetchPicture(url: string) {
      asked.push(url);
      if (url.includes('/b.jpg')) throw new PlatformFailure('not-found', 'The picture was answered with 404');
      if (url.includes('/c.jpg')) return Buffer.from('<svg onload="alert(1)"/>no picture');
      return picture;
    },
  };
  const keep = () => keepPictures(deps, { tenantId, shopId, signal: AbortSignal.timeout(10_000) });
  await keep();
  expect(asked.sort()).toEqual(['https://cdn.example/a.jpg?sign=1', 'https://cdn.example/b.jpg?sign=1', 'https://cdn.example/c.jpg']);
  await catalog.importPage({ ...full, imageUrl: 'https://cdn.example/a.jpg?sign=2', imageUrls: ['https://cdn.example/b.jpg?sign=2'] });
  await keep();
  expect(asked).toHaveLength(3);

  const { pictureUrl, pictures, missingPictures } = await read('full');
  expect([pictures, missingPictures]).toEqual([[pictureUrl], 1]);
  const sha256 = pictureUrl?.split('/').at(-1) ?? '';
  const kept = await sharp(await files.get(sha256)).metadata();
  expect(kept).toMatchObject({ format: 'webp', width: 640, height: 360 });
  expect(Buffer.from(await files.get(sha256)).includes('hidden words')).toBe(false);

  const answer = await catalog.call('GET', `/api/listings/pictures/${sha256}`);
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('etag')]).toEqual([200, 'image/webp', `"${sha256}"`]);
  const main = `/api/listings/${await idOf('full')}/picture`;
  expect((await catalog.call('GET', main, undefined, { 'if-none-match': `"${sha256}"` })).status).toBe(304);
  for (const path of [main, `/api/listings/pictures/${sha256}`]) {
    expect((await catalog.call('GET', path, undefined, {}, otherTenantId)).status).toBe(404);
  }
  world.clock.advance(2 * 3_600_000);
  await keep();
  expect(asked).toHaveLength(5);
});

test('what a reading of everything did not bring is found, but not what only an order told of; gone, it comes back when it is shown again', async () => {
  const { world } = catalog;
  await catalog.importPage(buildListing({ externalId: 'vanished' }), buildListing({ externalId: 'stays' }));
  await world.db.query(`insert into listing (tenant_id, id, shop_id, external_id, title, status, synced_at)
    values ('ten_a', 'lst_order', 'shp_a', 'order-only', 'From an order', 'unknown', '2020-01-01')`);
  world.clock.advance(60_000);
  const since = world.clock.now();
  await catalog.importPage(buildListing({ externalId: 'stays' }), full);
  const unseen = (after: string) =>
    world.db.database.asTenant(tenantId, (tx) => findUnseen(tx, { tenantId, shopId, since, after, limit: 10 }));
  expect(await unseen('')).toEqual(['vanished']);
  expect(await unseen('vanished')).toEqual([]);
  await world.db.database.asTenant(tenantId, (tx) => markListingGone(tx, world.clock, { tenantId, shopId, externalId: 'vanished' }));
  expect(await unseen('')).toEqual([]);
  const { body } = await catalog.call<{ items: { externalId: string }[] }>('GET', '/api/listings?isGone=true');
  expect(body.items.map(({ externalId }) => externalId)).toEqual(['vanished']);
  await catalog.importPage(buildListing({ externalId: 'vanished' }));
  expect((await catalog.call<{ items: unknown[] }>('GET', '/api/listings?isGone=true')).body.items).toEqual([]);
});

test('listings are found by shop, state, mapping and text, page by page; counts say how many there are', async () => {
  const find = async (query: string) => {
    const { body } = await catalog.call<{ items: { externalId: string }[] }>('GET', `/api/listings?${query}`);
    return body.items.map(({ externalId }) => externalId);
  };
  await catalog.world.makeSku('CUP-1', 1);
  expect(await find('mapping=partly')).toEqual(['full']);
  expect(await find('isLive=true')).toEqual(['full']);
  expect(await find('q=cup-1')).toEqual(['full']);
  expect(await find('q=8991')).toEqual(['full']);
  expect(await find('shopId=shp_none')).toEqual([]);
  const first = await catalog.call<{ items: unknown[]; nextCursor: string }>('GET', '/api/listings?limit=2');
  expect(first.body.items).toHaveLength(2);
  expect(await find(`limit=2&cursor=${first.body.nextCursor}`)).toHaveLength(2);
  const { body } = await catalog.call('GET', '/api/listings/counts');
  expect(body).toMatchObject({ shops: [{ shopId, listings: 4, gone: 0, variants: 4, mappedVariants: 1 }] });
});
