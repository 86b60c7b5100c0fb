import type { ListingDraft, PlatformListing } from '@shopfleet/platform-kit';
import { describe, expect, it, vi } from 'vitest';
import { failureOf, makeSandboxWorld, type ShopeeWorld } from './test/sandbox-world.ts';

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const idr = (minor: number) => ({ minor, currency: 'IDR' });

function listingsOf({ platform }: ShopeeWorld) {
  const { listings } = platform;
  if (!listings?.create || !listings.update || !listings.setActive || !listings.remove || !listings.uploadImage || !listings.writePrice) {
    throw new Error('the platform lacks a deed of listings');
  }
  return listings as Required<typeof listings>;
}

async function listAll(world: ShopeeWorld, since?: Date): Promise<PlatformListing[]> {
  const found: PlatformListing[] = [];
  let pageToken: string | undefined;
  do {
    const page = await listingsOf(world).listUpdated(world.access, { since, ...(pageToken === undefined ? {} : { pageToken }) });
    found.push(...page.listings);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return found;
}

/** A category that the shop sells in already. */
const categoryOf = async (world: ShopeeWorld) => (await listAll(world))[0]?.category?.externalId ?? '';

async function draftFor(world: ShopeeWorld, variants: ListingDraft['variants']): Promise<ListingDraft> {
  const { reference } = await listingsOf(world).uploadImage(world.access, { bytes: png, contentType: 'image/png' });
  return {
    title: 'Gelas kaca bening 300 ml',
    description: 'Gelas kaca yang bening dan kuat, tahan panas, isi enam buah.',
    categoryId: await categoryOf(world),
    attributes: {},
    images: [reference],
    weightGrams: 250,
    variants,
  };
}

/** Creates a listing with variants; the sandbox's time passes while the adapter waits for Shopee to know the new item. */
async function createSlowly(world: ShopeeWorld, draft: ListingDraft) {
  const before = world.control.listings(world.shopId).length;
  const making = listingsOf(world).create(world.access, draft);
  await vi.waitUntil(() => world.control.listings(world.shopId).length > before, { interval: 10 });
  await world.control.advance(6_000);
  return making;
}

describe('listings of Shopee', () => {
  it('are all listed once, with what the shop sells', async () => {
    await using world = await makeSandboxWorld('ID');
    const truth = world.control.listings(world.shopId);
    const listed = await listAll(world);
    expect(listed.map(({ externalId }) => externalId).toSorted()).toEqual(truth.map(({ id }) => id).toSorted());
    const stock = new Map(world.control.stock(world.shopId).map((row) => [`${row.itemId}:${row.modelId}`, row]));
    const variants = listed.flatMap((listing) => listing.variants);
    expect(new Set(variants.map(({ externalId }) => externalId))).toEqual(new Set(stock.keys()));
    for (const variant of variants) {
      expect(variant).toMatchObject({
        sellerCode: stock.get(variant.externalId)?.sellerCode,
        quantity: stock.get(variant.externalId)?.units,
        price: { currency: 'IDR' },
      });
    }
    expect(listed.every(({ category }) => category?.name)).toBe(true);
    expect(listed.every(({ isLive, title, imageUrl }) => isLive && title !== '' && imageUrl?.startsWith('http'))).toBe(true);
  });

  it('with one variant are created, changed, hidden, shown, priced and removed', async () => {
    await using world = await makeSandboxWorld('ID');
    const listings = listingsOf(world);
    const draft = await draftFor(world, [{ sellerCode: 'CUP', options: {}, price: idr(12_000), quantity: 7 }]);
    const { externalId } = await listings.create(world.access, draft);
    const made = await listings.fetchListing(world.access, externalId);
    expect(made).toMatchObject({
      title: draft.title,
      description: draft.description,
      isLive: true,
      category: { externalId: draft.categoryId },
      variants: [{ externalId: `${externalId}:0`, sellerCode: 'CUP', price: idr(12_000), quantity: 7 }],
    });
    expect(made.imageUrls).toHaveLength(1);

    await listings.update(world.access, externalId, { title: 'Gelas kaca bening, isi enam' });
    await listings.setActive(world.access, externalId, false);
    expect(await listings.fetchListing(world.access, externalId)).toMatchObject({
      title: 'Gelas kaca bening, isi enam',
      description: draft.description,
      isLive: false,
    });
    await listings.setActive(world.access, externalId, true);
    const price = { externalListingId: externalId, externalVariantId: `${externalId}:0`, price: idr(15_000) };
    await listings.writePrice(world.access, price);
    expect(await listings.fetchListing(world.access, externalId)).toMatchObject({ isLive: true, variants: [{ price: idr(15_000) }] });

    await listings.remove(world.access, externalId);
    expect((await listAll(world)).map((listing) => listing.externalId)).not.toContain(externalId);
    expect((await failureOf(listings.fetchListing(world.access, externalId))).kind).toBe('not-found');
    const changed = await listAll(world, new Date(Date.now() - 60_000));
    expect(changed.filter((listing) => listing.externalId === externalId).every(({ isLive }) => !isLive)).toBe(true);
  });

  it('with variants are created with each of them, and priced one by one', async () => {
    await using world = await makeSandboxWorld('ID');
    const listings = listingsOf(world);
    const variants = ['Merah', 'Biru'].flatMap((Warna, color) =>
      ['M', 'L'].map((Ukuran, size) => ({
        sellerCode: `SHIRT-${Warna}-${Ukuran}`,
        options: { Warna, Ukuran },
        price: idr(50_000 + color * 1_000),
        quantity: color * 2 + size,
      })),
    );
    const { externalId } = await createSlowly(world, await draftFor(world, variants));
    const made = await listings.fetchListing(world.access, externalId);
    expect(made.isLive).toBe(true);
    expect(made.variants.map(({ sellerCode, name, price, quantity }) => ({ sellerCode, name, price, quantity }))).toEqual(
      variants.map(({ sellerCode, options, price, quantity }) => ({
        sellerCode,
        name: `${options.Warna}, ${options.Ukuran}`,
        price,
        quantity,
      })),
    );
    const [first, second] = made.variants;
    const change = { externalListingId: externalId, externalVariantId: second?.externalId ?? '', price: idr(60_000) };
    await listings.writePrice(world.access, change);
    const after = await listings.fetchListing(world.access, externalId);
    expect(after.variants.slice(0, 2).map(({ price }) => price)).toEqual([first?.price, idr(60_000)]);
  });

  it('leave nothing half-made behind when their variations are refused', async () => {
    await using world = await makeSandboxWorld('ID');
    const draft = await draftFor(
      world,
      ['Merah', 'Biru'].map((Warna) => ({ sellerCode: Warna, options: { Warna }, price: idr(50_000), quantity: 1 })),
    );
    const before = (await listAll(world)).length;
    world.control.addFault({ kind: 'refuse', api: 'product.init_tier_variation', error: 'error_invalid_price', next: 1 });
    expect((await failureOf(createSlowly(world, draft))).vendorCode).toBe('error_invalid_price');
    expect(await listAll(world)).toHaveLength(before);
  });

  it('are refused in words when Shopee locks or does not know them', async () => {
    await using world = await makeSandboxWorld('ID');
    const listings = listingsOf(world);
    const [listing] = await listAll(world);
    const variant = listing?.variants[0];
    if (!listing || !variant) throw new Error('the shop sells nothing');
    world.control.lockItem(listing.externalId);
    const price = { externalListingId: listing.externalId, externalVariantId: variant.externalId, price: idr(99_000) };
    expect(['conflict', 'invalid']).toContain((await failureOf(listings.writePrice(world.access, price))).kind);
    expect((await failureOf(listings.remove(world.access, listing.externalId))).kind).toBe('conflict');
    expect((await failureOf(listings.fetchListing(world.access, '1'))).kind).toBe('not-found');
    const image = { bytes: Buffer.from('GIF89a'), contentType: 'image/gif' };
    expect((await failureOf(listings.uploadImage(world.access, image))).kind).toBe('invalid');
  });
});
