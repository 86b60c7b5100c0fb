import { type ListingDraft, PlatformFailure, type PlatformListing, type ShopAccess } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { type AmazonWorld, makeSandboxWorld } from './test/sandbox-world.ts';

const draft: ListingDraft = {
  title: 'Enamel mug 350 ml',
  description: 'For the campfire.',
  categoryId: 'KITCHEN',
  brand: 'Nusantara Coffee',
  attributes: { bullet_point: 'Does not break', color: 'Red' },
  images: ['https://pictures.example/mug.jpg'],
  weightGrams: 210,
  variants: [{ sellerCode: 'MUG/RED 1', barcode: '4006381333931', options: {}, price: { minor: 1299, currency: 'USD' }, quantity: 12 }],
};

function listingsOf({ platform }: AmazonWorld) {
  const { listings } = platform;
  if (!listings?.create || !listings.update || !listings.remove || !listings.writePrice) throw new Error('the adapter lost a capability');
  const { create, update, remove, writePrice } = listings;
  return { ...listings, create, update, remove, writePrice };
}

/** The seller codes that can be bought; parents of variations cannot. */
function sellable({ sandbox: { control }, access }: AmazonWorld): [string, string, ...string[]] {
  const shopId = access.externalId;
  const [first, second, ...more] = control
    .listings(shopId)
    .filter(({ sku }) => control.stock(shopId, sku).quantity !== undefined)
    .map(({ sku }) => sku);
  if (first === undefined || second === undefined) throw new Error('the sandbox has next to nothing to sell');
  return [first, second, ...more];
}

async function listAll(world: AmazonWorld, access: ShopAccess, since?: Date) {
  // A page begins with what the one before ended with.
  const listings = new Map<string, PlatformListing>();
  let pageToken: string | undefined;
  do {
    const page = await listingsOf(world).listUpdated(access, { since, ...(pageToken === undefined ? {} : { pageToken }) });
    for (const listing of page.listings) listings.set(listing.externalId, listing);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return [...listings.values()];
}

describe('listings of Amazon', () => {
  it('are one for each seller code of the marketplace, with price, stock, barcode and page', async () => {
    await using world = await makeSandboxWorld();
    const { control } = world.sandbox;
    const listings = await listAll(world, world.access);
    expect(listings.map(({ externalId }) => externalId).toSorted()).toEqual(
      control
        .listings(world.access.externalId)
        .map(({ sku }) => sku)
        .toSorted(),
    );
    const [sku] = sellable(world);
    const shown = control.stock(world.access.externalId, sku);
    expect(listings.find(({ externalId }) => externalId === sku)).toMatchObject({
      title: shown.title,
      isLive: true,
      category: { externalId: expect.stringMatching(/^[A-Z_]+$/) },
      url: expect.stringMatching(/^https:\/\/www\.amazon\.com\/dp\/B0/),
      variants: [
        {
          externalId: sku,
          sellerCode: sku,
          barcode: expect.stringMatching(/^\d{13}$/),
          price: { minor: shown.priceMinor, currency: 'USD' },
          quantity: shown.quantity,
        },
      ],
    });
    const bought = listings.flatMap(({ externalId, variants }) => (variants.length > 0 ? [externalId] : []));
    expect(bought.toSorted()).toEqual(sellable(world).toSorted());
    expect(bought.length).toBeLessThan(listings.length);
  });

  it('are listed from a change on', async () => {
    await using world = await makeSandboxWorld();
    const since = new Date();
    const [sku] = sellable(world);
    await world.platform.stock?.writeStock(world.access, { externalListingId: sku, externalVariantId: sku, quantity: 3 });
    const changed = await listAll(world, world.access, new Date(since.getTime() - 1_000));
    expect(changed.map(({ externalId }) => externalId)).toEqual([sku]);
  });

  it('are made, changed, priced and removed', async () => {
    await using world = await makeSandboxWorld();
    const listings = listingsOf(world);
    const { externalId } = await listings.create(world.access, draft);
    expect(await listings.fetchListing(world.access, externalId)).toMatchObject({
      externalId: 'MUG/RED 1',
      title: 'Enamel mug 350 ml',
      description: 'For the campfire.',
      imageUrls: ['https://pictures.example/mug.jpg'],
      attributes: { color: 'Red', brand: 'Nusantara Coffee' },
      variants: [{ sellerCode: 'MUG/RED 1', barcode: '4006381333931', name: 'Red', price: { minor: 1299, currency: 'USD' }, quantity: 12 }],
    });
    await listings.update(world.access, externalId, { title: 'Enamel mug', attributes: { color: 'Dark red' } });
    await listings.writePrice(world.access, {
      externalListingId: externalId,
      externalVariantId: externalId,
      price: { minor: 999, currency: 'USD' },
    });
    expect(await listings.fetchListing(world.access, externalId)).toMatchObject({
      title: 'Enamel mug',
      description: 'For the campfire.',
      attributes: { color: 'Dark red' },
      variants: [{ price: { minor: 999, currency: 'USD' }, quantity: 12 }],
    });
    await expect(listings.create(world.access, draft)).rejects.toMatchObject({ kind: 'conflict', fields: ['sellerCode'] });
    await listings.remove(world.access, externalId);
    await expect(listings.fetchListing(world.access, externalId)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('are refused with the fields that Amazon wants, although it answers 200', async () => {
    await using world = await makeSandboxWorld();
    const { attributes: _attributes, ...bare } = draft;
    const refused = listingsOf(world).create(world.access, { ...bare, attributes: {} });
    await expect(refused).rejects.toMatchObject({ kind: 'invalid', vendorCode: '90220', fields: ['bullet_point'] });
    const unknown = listingsOf(world).create(world.access, { ...draft, categoryId: 'SPACESHIP' });
    await expect(unknown).rejects.toMatchObject({ kind: 'invalid' });
    const [sku] = sellable(world);
    const euros = { externalListingId: sku, externalVariantId: sku, price: { minor: 999, currency: 'EUR' } };
    await expect(listingsOf(world).writePrice(world.access, euros)).rejects.toMatchObject({
      kind: 'invalid',
      fields: ['purchasable_offer'],
    });
  });

  it('belong to their marketplace', async () => {
    await using world = await makeSandboxWorld();
    const canada = await world.shopOf('CA');
    await listingsOf(world).create(canada, {
      ...draft,
      variants: draft.variants.map((variant) => ({ ...variant, price: { minor: 1899, currency: 'CAD' } })),
    });
    await expect(listingsOf(world).fetchListing(world.access, 'MUG/RED 1')).rejects.toBeInstanceOf(PlatformFailure);
    expect((await listAll(world, canada)).map(({ externalId }) => externalId)).toContain('MUG/RED 1');
  });
});

describe('stock on Amazon', () => {
  const write = (world: AmazonWorld, sku: string, quantity: number) =>
    world.platform.stock?.writeStock(world.access, { externalListingId: sku, externalVariantId: sku, quantity });

  it('is written as an absolute number beside the lead time, and read for many codes at once', async () => {
    await using world = await makeSandboxWorld();
    const { control } = world.sandbox;
    const skus = sellable(world);
    const [first] = skus;
    await write(world, first, 7);
    await write(world, first, 7);
    const stock = await world.platform.stock?.readStock(world.access, [...skus, 'NO-SUCH-CODE', 'A,B']);
    expect(stock?.get(first)).toBe(7);
    expect([...(stock?.keys() ?? [])].toSorted()).toEqual(skus.toSorted());
    expect(control.counters().callsByApi.searchListingsItems).toBe(Math.ceil((skus.length + 1) / 20));
    const listing = control.listings(world.access.externalId).find(({ sku }) => sku === first);
    expect(listing?.attributes.fulfillment_availability).toEqual([
      { fulfillment_channel_code: 'DEFAULT', quantity: 7, lead_time_to_ship_max_days: 2 },
    ]);
  });

  it('is refused for codes that are not there, numbers that are none, and goods that lie at Amazon', async () => {
    await using world = await makeSandboxWorld();
    const [sku] = sellable(world);
    await expect(write(world, 'NO-SUCH-CODE', 1)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(write(world, sku, -1)).rejects.toMatchObject({ kind: 'invalid', fields: ['quantity'] });
    await listingsOf(world).update(world.access, sku, {
      attributes: { fulfillment_availability: '[{"fulfillment_channel_code":"AMAZON_NA"}]' },
    });
    await expect(write(world, sku, 5)).rejects.toMatchObject({ kind: 'unsupported' });
    expect((await world.platform.stock?.readStock(world.access, [sku]))?.size).toBe(0);
  });

  it('is what buyers meet', async () => {
    await using world = await makeSandboxWorld();
    const [, sku] = sellable(world);
    await write(world, sku, 1);
    const buy = () => world.sandbox.control.buy({ shopId: world.access.externalId, sku });
    expect(buy().isAllowed).toBe(true);
    expect(buy().isAllowed).toBe(false);
    expect((await world.platform.stock?.readStock(world.access, [sku]))?.get(sku)).toBe(0);
  });
});
