import type { ListingDraft, PlatformListing } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { type EbayWorld, makeSandboxWorld } from './test/sandbox-world.ts';

const picture = 'https://i.example.com/1.jpg';
const draft = {
  title: 'Barista apron',
  description: 'Canvas, two pockets',
  categoryId: '20667',
  brand: 'House',
  attributes: { Material: 'Canvas' },
  images: [picture],
  weightGrams: 400,
  variants: [{ sellerCode: 'APRON-1', options: {}, price: { minor: 2450, currency: 'USD' }, quantity: 9, barcode: '4006381333931' }],
} satisfies ListingDraft;

function listingsOf({ platform }: EbayWorld) {
  const { listings, stock } = platform;
  if (!listings?.create || !listings.update || !listings.setActive || !listings.remove || !listings.writePrice || !stock) {
    throw new Error('eBay can write listings and stock');
  }
  const { create, update, setActive, remove, writePrice } = listings;
  return { create, update, setActive, remove, writePrice, fetch: listings.fetchListing, list: listings.listUpdated, stock };
}

async function sweep(world: EbayWorld): Promise<PlatformListing[]> {
  const all: PlatformListing[] = [];
  let pageToken: string | undefined;
  do {
    const page = await listingsOf(world).list(world.access, { since: undefined, ...(pageToken === undefined ? {} : { pageToken }) });
    all.push(...page.listings);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return all;
}

const offersAt = (world: EbayWorld, sku: string) => world.control.listings(world.access.externalId).filter((one) => one.sku === sku);

describe('listings of eBay', () => {
  it('are all found by a sweep, each once, with what buyers see', async () => {
    await using world = await makeSandboxWorld();
    const found = await sweep(world);
    expect(new Set(found.map(({ externalId }) => externalId)).size).toBe(found.length);
    const seen = found.flatMap(({ variants }) => variants.map(({ externalId, quantity }) => [externalId, quantity] as const));
    const truth = world.control.listings(world.access.externalId).map(({ sku, shownQuantity }) => [sku, shownQuantity] as const);
    expect(seen.toSorted()).toEqual(truth.toSorted());
    const group = found.find(({ variants }) => variants.length > 1);
    expect(group?.externalId).toMatch(/^group:/);
    expect(await listingsOf(world).fetch(world.access, group?.externalId ?? '')).toEqual(group);
    const variant = group?.variants[0]?.externalId ?? '';
    await expect(listingsOf(world).fetch(world.access, variant)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('go through their whole life: made, changed, priced, stocked, taken down, put up again, removed', async () => {
    await using world = await makeSandboxWorld();
    const { access } = world;
    const does = listingsOf(world);
    const { externalId } = await does.create(access, draft);
    expect(externalId).toBe('APRON-1');
    const made = await does.fetch(access, externalId);
    expect(made).toMatchObject({
      title: 'Barista apron',
      isLive: true,
      description: 'Canvas, two pockets',
      attributes: { Material: 'Canvas', Brand: 'House' },
      variants: [{ sellerCode: 'APRON-1', barcode: '4006381333931', price: { minor: 2450, currency: 'USD' }, quantity: 9 }],
    });

    await does.update(access, externalId, { title: 'Canvas apron', description: 'Now with three pockets', attributes: { Colour: 'Sand' } });
    const changed = await does.fetch(access, externalId);
    expect(changed).toMatchObject({
      title: 'Canvas apron',
      description: 'Now with three pockets',
      attributes: { Material: 'Canvas', Brand: 'House', Colour: 'Sand' },
      imageUrls: [picture],
      isLive: true,
    });
    expect(changed.variants).toEqual(made.variants);
    expect(changed.url).toBe(made.url);

    await does.writePrice(access, { externalListingId: externalId, externalVariantId: 'APRON-1', price: { minor: 2600, currency: 'USD' } });
    await does.stock.writeStock(access, { externalListingId: externalId, externalVariantId: 'APRON-1', quantity: 4 });
    expect(offersAt(world, 'APRON-1')).toMatchObject([{ price: '26.00 USD', shownQuantity: 4, itemQuantity: 4, availableQuantity: 4 }]);

    await does.setActive(access, externalId, false);
    expect(await does.fetch(access, externalId)).toMatchObject({ isLive: false, status: 'unpublished' });
    // Stock and price that come while it is down are there when it is up again.
    await does.stock.writeStock(access, { externalListingId: externalId, externalVariantId: 'APRON-1', quantity: 12 });
    await does.writePrice(access, { externalListingId: externalId, externalVariantId: 'APRON-1', price: { minor: 2700, currency: 'USD' } });
    await does.setActive(access, externalId, true);
    expect(offersAt(world, 'APRON-1')).toMatchObject([{ isPublished: true, price: '27.00 USD', shownQuantity: 12 }]);
    await does.setActive(access, externalId, true);

    await does.remove(access, externalId);
    expect(offersAt(world, 'APRON-1')).toEqual([]);
    await expect(does.fetch(access, externalId)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('of several variants go through the same life as a group', async () => {
    await using world = await makeSandboxWorld();
    const { access } = world;
    const does = listingsOf(world);
    const [first] = draft.variants;
    if (!first) throw new Error('the draft has a variant');
    const variants = ['S', 'M'].map((size) => ({ ...first, sellerCode: `APRON-${size}`, options: { Size: size } }));
    const { externalId } = await does.create(access, { ...draft, variants });
    expect(externalId).toBe('group:APRON');
    expect((await does.fetch(access, externalId)).variants.map(({ name, externalId: id }) => [id, name])).toEqual([
      ['APRON-S', 'S'],
      ['APRON-M', 'M'],
    ]);
    await does.update(access, externalId, { title: 'Apron in two sizes' });
    await does.stock.writeStock(access, { externalListingId: externalId, externalVariantId: 'APRON-M', quantity: 2 });
    expect(await does.fetch(access, externalId)).toMatchObject({
      title: 'Apron in two sizes',
      isLive: true,
      variants: [{ quantity: 9 }, { quantity: 2 }],
    });
    await does.setActive(access, externalId, false);
    expect(await does.fetch(access, externalId)).toMatchObject({ isLive: false });
    await does.setActive(access, externalId, true);
    expect(await does.fetch(access, externalId)).toMatchObject({ isLive: true });
    await does.remove(access, externalId);
    await expect(does.fetch(access, externalId)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('are not made over a seller code that is listed already', async () => {
    await using world = await makeSandboxWorld();
    const taken = world.control.listings(world.access.externalId)[0];
    const [first] = draft.variants;
    if (!first || !taken) throw new Error('there is a listing and a variant');
    const clash = { ...draft, variants: [{ ...first, sellerCode: taken.sku }] };
    await expect(listingsOf(world).create(world.access, clash)).rejects.toMatchObject({ kind: 'conflict' });
    expect(offersAt(world, taken.sku)[0]).toEqual(taken);
  });

  it('keep their language when they are changed', async () => {
    await using world = await makeSandboxWorld({ region: 'DE' });
    const [{ externalId } = { externalId: '' }] = (await sweep(world)).filter(({ variants }) => variants.length === 1);
    await listingsOf(world).update(world.access, externalId, { description: 'Neue Worte' });
    expect(await listingsOf(world).fetch(world.access, externalId)).toMatchObject({ description: 'Neue Worte', isLive: true });
    const prices = (await sweep(world)).flatMap(({ variants }) => variants.map(({ price }) => price?.currency));
    expect(new Set(prices)).toEqual(new Set(['EUR']));
  });
});

describe('stock of eBay', () => {
  it('is read as buyers see it, for many codes at once; unknown ones are left out', async () => {
    await using world = await makeSandboxWorld();
    const { control, access } = world;
    const skus = control.listings(access.externalId).map(({ sku }) => sku);
    control.setStock(access.externalId, skus[0] ?? '', 3);
    const read = await listingsOf(world).stock.readStock(access, [...skus, 'NO-SUCH-CODE']);
    expect([...read.keys()].toSorted()).toEqual(skus.toSorted());
    expect(read.get(skus[0] ?? '')).toBe(3);
  });

  it('is written once the other write of the same code is done', async () => {
    await using world = await makeSandboxWorld({ settings: { skuWriteRealMs: 20 } });
    const { access, control } = world;
    const sku = control.listings(access.externalId)[0]?.sku ?? '';
    const write = (quantity: number) =>
      listingsOf(world).stock.writeStock(access, { externalListingId: sku, externalVariantId: sku, quantity });
    await Promise.all([write(1), write(2), write(3)]);
    expect(control.shownQuantity(access.externalId, sku)).toBe(3);
  });

  it('that eBay did not take is a failure, although the call as a whole went well', async () => {
    await using world = await makeSandboxWorld();
    const write = (sku: string, quantity: number) =>
      listingsOf(world).stock.writeStock(world.access, { externalListingId: sku, externalVariantId: sku, quantity });
    await expect(write('NO-SUCH-CODE', 1)).rejects.toMatchObject({ kind: 'invalid', vendorCode: '25709' });
    const sku = world.control.listings(world.access.externalId)[0]?.sku ?? '';
    await expect(write(sku, 1.5)).rejects.toMatchObject({ kind: 'invalid', fields: ['quantity'] });
  });

  it('can be set to nothing without ending the listing', async () => {
    await using world = await makeSandboxWorld();
    const { access, control } = world;
    const sku = (await sweep(world)).find(({ variants }) => variants.length === 1)?.externalId ?? '';
    await listingsOf(world).stock.writeStock(access, { externalListingId: sku, externalVariantId: sku, quantity: 0 });
    expect(await listingsOf(world).fetch(access, sku)).toMatchObject({ status: 'out_of_stock', isLive: false });
    expect(control.buy({ shopId: access.externalId, sku, quantity: 1 }).isAllowed).toBe(false);
    await listingsOf(world).stock.writeStock(access, { externalListingId: sku, externalVariantId: sku, quantity: 1 });
    expect(control.buy({ shopId: access.externalId, sku, quantity: 1 }).isAllowed).toBe(true);
  });

  it('and price of another currency are told apart before anything is written', async () => {
    await using world = await makeSandboxWorld();
    const sku = world.control.listings(world.access.externalId)[0]?.sku ?? '';
    const price = { minor: 1000, currency: 'EUR' };
    const write = listingsOf(world).writePrice(world.access, { externalListingId: sku, externalVariantId: sku, price });
    await expect(write).rejects.toMatchObject({ kind: 'invalid', fields: ['price'] });
  });
});
