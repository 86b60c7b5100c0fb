import { PlatformFailure } from '@shopfleet/platform-kit';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { otherTenantId } from '../../orders/test/order-world.ts';
import { buildListing, buildVariant, type CatalogWorld, createCatalogWorld } from '../test/catalog-world.ts';

interface Listing {
  readonly id: string;
  readonly externalId: string;
  readonly title: string;
  readonly isLive: boolean | null;
  readonly isGone: boolean;
  readonly variants: readonly { id: string; sellerCode: string; price: { amount: string }; seenQuantity: number; mapping: unknown }[];
}

let catalog: CatalogWorld;
beforeAll(async () => {
  catalog = await createCatalogWorld();
});
afterAll(() => catalog[Symbol.asyncDispose]());

const draft = {
  title: 'Cotton T-shirt',
  description: 'Soft.',
  categoryId: '601226',
  attributes: { Material: 'Cotton' },
  variants: ['L', 'XL'].map((size) => ({
    sellerCode: `TEE-${size}`,
    options: { Size: size },
    price: { amount: '12.50', currency: 'USD' },
    quantity: 3,
  })),
};

describe('a product at a marketplace', () => {
  let listing: Listing;
  const path = () => `/api/tiktok/products/${listing.id}`;

  test('is made, taken over at once, and its variants are mapped by their codes', async () => {
    await catalog.world.makeSku('TEE-L', 9);
    const made = await catalog.call<Listing>('POST', '/api/tiktok/products', draft);
    expect(made).toMatchObject({ status: 201, body: { title: draft.title, isLive: false, platformSlug: 'tiktok' } });
    listing = made.body;
    expect(listing.variants.map(({ sellerCode, mapping }) => [sellerCode, mapping !== null])).toEqual([
      ['TEE-L', true],
      ['TEE-XL', false],
    ]);
    expect(await catalog.call('GET', '/api/tiktok/products?q=cotton')).toMatchObject({
      body: { items: [{ id: listing.id, mappedCount: 1 }] },
    });
    expect((await catalog.call('GET', path(), undefined, {}, otherTenantId)).status).toBe(404);
  });

  test('is changed, shown, hidden and priced; the answer is what the marketplace shows then', async () => {
    const byExternalId = `/api/tiktok/products/${listing.externalId}?shopId=shp_a`;
    expect(await catalog.call('PUT', byExternalId, { title: 'New cut' })).toMatchObject({ status: 200, body: { title: 'New cut' } });
    expect(await catalog.call('POST', `${path()}/activate`)).toMatchObject({ status: 200, body: { isLive: true } });
    expect(await catalog.call('POST', `${path()}/deactivate`)).toMatchObject({ status: 200, body: { isLive: false } });
    const variant = `${path()}/variants/${listing.variants[1]?.id}`;
    const price = { amount: '9.99', currency: 'USD' };
    expect(await catalog.call('PUT', `${variant}/price`, price)).toMatchObject({ status: 200, body: { price } });
    expect((await catalog.call('PUT', `${variant}/price`, { amount: '9', currency: 'IDR' })).status).toBe(400);
  });

  test('takes a number by hand only where the hub does not publish it', async () => {
    const [mapped, unmapped] = listing.variants;
    await catalog.world.db.query(`update shop set settings = '{"isStockPublishOn": true}' where id = 'shp_a'`);
    expect((await catalog.call('PUT', `${path()}/variants/${mapped?.id}/stock`, { quantity: 1 })).status).toBe(409);
    expect(await catalog.call('PUT', `${path()}/variants/${unmapped?.id}/stock`, { quantity: 7 })).toMatchObject({
      status: 200,
      body: { seenQuantity: 7 },
    });
  });

  test('is taken off; what the hub knows of it stays, marked gone, and taking it off again is done already', async () => {
    expect((await catalog.call('DELETE', path())).status).toBe(204);
    expect((await catalog.call('DELETE', path())).status).toBe(204);
    expect(await catalog.call('GET', `/api/listings/${listing.id}`)).toMatchObject({ body: { isGone: true, isLive: false } });
    const { body } = await catalog.call<{ items: Listing[] }>('GET', '/api/listings?isGone=true');
    expect(body.items.map(({ id }) => id)).toEqual([listing.id]);
    const actions = await catalog.world.db.query<{ action: string }>(
      `select action from audit_entry where subject_id = $1 order by number`,
      [listing.id],
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'product.created',
      'product.changed',
      'product.activated',
      'product.deactivated',
      'product.priced',
      'product.stock-set',
      'product.removed',
      'product.removed',
    ]);
  });
});

test('a picture is drawn anew before a marketplace gets it; what is none is refused', async () => {
  const upload = (bytes: Uint8Array<ArrayBuffer>) => {
    const form = new FormData();
    form.set('file', new File([bytes], 'photo.png'));
    return catalog.call('POST', '/api/tiktok/images', form);
  };
  const image = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#a00' } })
    .png()
    .toBuffer();
  expect(await upload(new Uint8Array(image))).toMatchObject({ status: 201, body: { reference: 'image/png:true', url: null } });
  expect((await upload(new Uint8Array(Buffer.from('<svg/>')))).status).toBe(415);
  expect((await upload(new Uint8Array(image.subarray(0, 40)))).status).toBe(422);
});

describe('refusals', () => {
  test('of the marketplace come in its words', async () => {
    const answer = await catalog.call('POST', '/api/tiktok/products', { ...draft, title: 'forbidden' });
    expect(answer).toMatchObject({ status: 422, body: { message: 'This title is not allowed' } });
  });

  test('several variants need options', async () => {
    const variants = draft.variants.map((variant) => ({ ...variant, options: {} }));
    expect((await catalog.call('POST', '/api/tiktok/products', { ...draft, variants })).status).toBe(400);
  });

  test('a marketplace that this hub runs without, and a deed that a marketplace does not know, are told apart from an error', async () => {
    expect(await catalog.call('GET', '/api/shopee/products')).toMatchObject({ status: 422, body: { code: 'PLATFORM_UNSUPPORTED' } });
    const { body } = await catalog.call<{
      items: { slug: string; isInstalled: boolean; deeds: { deed: string; isSupported: boolean }[] }[];
    }>('GET', '/api/platforms');
    expect(body.items.map(({ slug, isInstalled }) => [slug, isInstalled])).toEqual([
      ['tiktok', true],
      ['shopee', false],
      ['ebay', false],
      ['amazon', false],
    ]);
    expect(body.items[0]?.deeds).toContainEqual({ deed: 'listing-create', isSupported: true, words: '' });
    expect(body.items[0]?.deeds).toContainEqual({ deed: 'split', isSupported: false, words: 'The hub cannot do this at Test Market' });
  });

  test('a change that was accepted stands, also when it cannot be read again at once', async () => {
    const before = catalog.market.listings.size;
    await catalog.importPage(buildListing({ externalId: 'known', variants: [buildVariant({ externalId: 'known-v' })] }));
    catalog.market.listings.set('known', buildListing({ externalId: 'known' }));
    catalog.market.failNext.push(new PlatformFailure('unavailable', 'busy'));
    const answer = await catalog.call<Listing>('PUT', '/api/tiktok/products/known', { title: 'Accepted' });
    expect(answer.status).toBe(200);
    expect(catalog.market.listings.get('known')?.title).toBe('Accepted');
    expect(catalog.market.listings.size).toBe(before + 1);
  });
});
