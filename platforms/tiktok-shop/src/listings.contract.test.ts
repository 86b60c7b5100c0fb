import { PlatformFailure } from '@shopfleet/platform-kit';
import type { ContractWorld } from '@shopfleet/platform-kit/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSandboxWorld } from './test/sandbox-world.ts';

let world: ContractWorld;
beforeAll(async () => {
  world = await makeSandboxWorld('GB', { auditMs: 50 });
});
afterAll(() => world[Symbol.asyncDispose]());

const listings = () => {
  const { listings: capability } = world.platform;
  if (!capability?.create || !capability.update || !capability.setActive) throw new Error('listings can be written');
  if (!capability.remove || !capability.uploadImage || !capability.writePrice) throw new Error('listings can be written');
  return { ...capability } as Required<typeof capability>;
};
const draft = {
  title: 'Porcelain cup for slow mornings, 200 ml',
  description: '<p>Holds the heat.</p>',
  categoryId: '600024',
  attributes: { material: 'porcelain', Origin: 'Bandung' },
  weightGrams: 320,
  variants: ['White', 'Sand'].map((color, at) => ({
    sellerCode: `CUP-${color}`,
    ...(at === 0 ? { barcode: '8991234567891' } : {}),
    options: { Color: color },
    price: { minor: 1_250 + at, currency: 'GBP' },
    quantity: 4,
  })),
};
/** The head of a PNG: all that is looked at before it is kept. */
const picture = (side: number) => {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452000000000000000008020000', 'hex');
  head.writeUInt32BE(side, 16);
  head.writeUInt32BE(side, 20);
  return head;
};
const kindOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error instanceof PlatformFailure ? error.kind : String(error)),
  );

test('a product is made with its pictures, changed, priced, hidden, shown and taken off', async () => {
  const { access } = world;
  const { reference, url } = await listings().uploadImage(access, { bytes: picture(400), contentType: 'image/png' });
  const { externalId } = await listings().create(access, { ...draft, images: [reference] });
  const made = await listings().fetchListing(access, externalId);
  expect(made).toMatchObject({
    title: draft.title,
    description: draft.description,
    imageUrl: url,
    category: { externalId: '600024', name: 'Coffee & tea' },
    attributes: { Material: 'Porcelain', Origin: 'Bandung' },
    isLive: false,
    variants: [
      { sellerCode: 'CUP-White', barcode: '8991234567891', name: 'White', price: { minor: 1_250, currency: 'GBP' }, quantity: 4 },
      { sellerCode: 'CUP-Sand', name: 'Sand' },
    ],
  });
  await expect.poll(async () => (await listings().fetchListing(access, externalId)).isLive, { timeout: 10_000 }).toBe(true);

  const externalVariantId = made.variants[1]?.externalId ?? '';
  await listings().writePrice(access, { externalListingId: externalId, externalVariantId, price: { minor: 999, currency: 'GBP' } });
  expect((await listings().fetchListing(access, externalId)).variants[1]?.price).toEqual({ minor: 999, currency: 'GBP' });

  await listings().setActive(access, externalId, false);
  expect(await listings().fetchListing(access, externalId)).toMatchObject({ isLive: false, status: 'seller_deactivated' });
  await listings().update(access, externalId, { title: 'Porcelain cup, new glaze', attributes: { Material: 'Glass' } });
  expect(await listings().fetchListing(access, externalId)).toMatchObject({
    title: 'Porcelain cup, new glaze',
    description: draft.description,
    attributes: { Material: 'Glass' },
  });
  await listings().setActive(access, externalId, true);
  await listings().remove(access, externalId);
  expect(await kindOf(listings().fetchListing(access, externalId))).toBe('not-found');
});

test('a listing that is read page by page has all that the detail call tells', async () => {
  const page = await listings().listUpdated(world.access, { since: undefined });
  expect(page.listings.length).toBeGreaterThan(7);
  for (const listing of page.listings) {
    expect(listing.imageUrl).toMatch(/^http:/);
    expect(listing.description).not.toBe('');
    expect(listing.category?.name).toBe('Coffee & tea');
  }
});

test('what is missing or wrong is named by field before TikTok Shop is asked, and in its words after', async () => {
  const { access } = world;
  const failure = await listings()
    .create(access, { ...draft, images: [], brand: 'Senja' })
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ kind: 'invalid', fields: ['images', 'brand'] });
  const attributes = { Material: 'Cheese' };
  expect(
    await listings()
      .create(access, { ...draft, images: ['x'], attributes })
      .catch((error: unknown) => error),
  ).toMatchObject({
    kind: 'invalid',
    message: '"Material" must be one of Porcelain, Steel, Glass',
  });
  expect(await kindOf(listings().create(access, { ...draft, images: ['never-uploaded'] }))).toBe('invalid');
  expect(await kindOf(listings().uploadImage(access, { bytes: picture(50), contentType: 'image/png' }))).toBe('invalid');
  expect(await kindOf(listings().remove(access, '1729000000000000000'))).toBe('not-found');
  expect(await kindOf(listings().setActive(access, '1729000000000000000', true))).toBe('not-found');
});
