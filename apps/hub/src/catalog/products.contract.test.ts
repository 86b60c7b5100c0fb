import { crc32, deflateSync } from 'node:zlib';
import type { channelProductRoutes, listingRoutes } from '@shopfleet/contracts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import { createMarketHub, type MarketHub } from '../fulfilment/test/market-hub.ts';

type Listing = z.infer<typeof listingRoutes.listingDetailSchema>;
type Platform = z.infer<typeof channelProductRoutes.platformSchema>;

let market: MarketHub;
let shopId: string;
beforeAll(async () => {
  market = await createMarketHub();
  market.sandbox.control.configure({ auditMs: 100 });
  const { body } = await market.call<{ items: { id: string; region: string }[] }>('GET', '/api/shops');
  shopId = body.items.find(({ region }) => region === 'GB')?.id ?? '';
});
afterAll(() => market[Symbol.asyncDispose]());

const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;

test('the platforms say what they can do, and which of them this hub runs without', async () => {
  const { body } = await market.call<{ items: Platform[] }>('GET', '/api/platforms');
  const [tiktok, ...others] = body.items;
  expect(tiktok).toMatchObject({ slug: 'tiktok', isInstalled: true, shops: 3 });
  const can = (deed: string) => tiktok?.deeds.find((one) => one.deed === deed)?.isSupported;
  expect(['listing-create', 'listing-images', 'price-write', 'shipping-choice'].map(can)).toEqual([true, true, true, true]);
  expect(others.map(({ slug, isInstalled }) => [slug, isInstalled])).toEqual([
    ['shopee', false],
    ['ebay', false],
    ['amazon', false],
  ]);
  expect(codeOf(await market.call('GET', '/api/shopee/products'))).toBe('PLATFORM_UNSUPPORTED');
});

test('a product goes to a real marketplace and back: picture, audit, price, off and on, gone', async () => {
  const image = blackPng(400);
  const form = new FormData();
  form.set('file', new File([new Uint8Array(image)], 'cup.png'));
  const uploaded = await market.hub.fetchAs(market.owner, `/api/tiktok/images?shopId=${shopId}`, { method: 'POST', body: form });
  expect(uploaded.status).toBe(201);
  const { reference }: { reference: string } = await uploaded.json();
  const draft = {
    title: 'Porcelain cup for slow mornings, 200 ml',
    description: '<p>Holds the heat.</p>',
    categoryId: '600024',
    images: [reference],
    weightGrams: 320,
    variants: [{ sellerCode: 'CUP-NEW', price: { amount: '12.50', currency: 'GBP' }, quantity: 4 }],
  };
  expect(codeOf(await market.call('POST', '/api/tiktok/products', draft))).toBe('CONFLICT');
  const refused = await market.call('POST', `/api/tiktok/products?shopId=${shopId}`, { ...draft, categoryId: '1' });
  expect([refused.status, codeOf(refused)]).toEqual([422, 'PLATFORM_REJECTED']);
  expect(await market.call('POST', '/api/skus', { code: 'CUP-NEW', onHand: 4 })).toMatchObject({ status: 201 });

  const made = await market.call<Listing>('POST', `/api/tiktok/products?shopId=${shopId}`, draft);
  expect(made).toMatchObject({ status: 201, body: { isLive: false, variants: [{ mapping: { origin: 'code' } }] } });
  const path = `/api/tiktok/products/${made.body.id}`;
  // Its events come: the audit is over, and the hub knows without being asked.
  await vi.waitFor(async () => expect((await market.call<Listing>('GET', path)).body.isLive).toBe(true), {
    timeout: 15_000,
    interval: 100,
  });
  await vi.waitFor(
    async () => {
      const picture = await market.hub.fetchAs(market.owner, `/api/listings/${made.body.id}/picture`);
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
    },
    { timeout: 20_000, interval: 200 },
  );
  const price = { amount: '9.99', currency: 'GBP' };
  const variant = `${path}/variants/${made.body.variants[0]?.id}`;
  expect(await market.call('PUT', `${variant}/price`, price)).toMatchObject({ status: 200, body: { price } });
  expect(await market.call('POST', `${path}/deactivate`)).toMatchObject({ status: 200, body: { isLive: false } });
  expect(await market.call('POST', `${path}/activate`)).toMatchObject({ status: 200 });
  expect((await market.call('DELETE', path)).status).toBe(204);
  expect(await market.call('GET', `/api/listings/${made.body.id}`)).toMatchObject({ body: { isGone: true } });
  expect(market.sandbox.control.products(sandboxShop()).find(({ title }) => title === draft.title)?.status).toBe('DELETED');
});

const sandboxShop = () => market.sandbox.control.shops().find(({ region }) => region === 'GB')?.id ?? '';

/** A black picture, eight bits of grey a pixel. */
function blackPng(side: number): Buffer {
  const chunk = (kind: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(kind), content]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(content.length, 0);
    ends.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
  };
  const head = Buffer.from('00000000000000000800000000', 'hex');
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  const rows = deflateSync(Buffer.alloc(side * (side + 1)));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}
