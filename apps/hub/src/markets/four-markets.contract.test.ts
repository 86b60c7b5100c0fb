import type { orderRoutes } from '@shopfleet/contracts';
import { createMarketsHub, type Market, type MarketsHub, makeReadyToShip } from '@shopfleet/test-kit/markets';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';

type OrderDetail = z.infer<typeof orderRoutes.orderDetailSchema>;
type SkuUse = { readonly variantId: string; readonly sellerCode: string; readonly platform: string };

const units = 400;
const codes = ['MUG-RED', 'GAYO-500G', 'DRIP-SAND', 'LAMP-1KG'] as const;
const slugs = ['tiktok', 'shopee', 'ebay', 'amazon'] as const;

let world: MarketsHub;
const skuIds = new Map<string, string>();
beforeAll(async () => {
  world = await createMarketsHub();
  await makeReadyToShip(world);
  for (const code of codes) {
    const { id } = await world.call<{ id: string }>('POST', '/api/skus', { code, name: code, onHand: units });
    skuIds.set(code, id);
  }
});
afterAll(() => world?.[Symbol.asyncDispose]());

const detail = (orderId: string) => world.call<OrderDetail>('GET', `/api/v1/platforms/orders/${orderId}`);
const untilOrder = (orderId: string, isSo: (order: OrderDetail) => boolean) =>
  world.until(`order ${orderId}`, () => detail(orderId), isSo, 60_000);
const usesOf = async (code: string) => (await world.call<{ uses: SkuUse[] }>('GET', `/api/skus/${skuIds.get(code)}`)).uses;
const shownBy = (code: string) => Object.fromEntries(world.markets.map((market) => [market.slug, market.shown(code)]));
const untilShown = (code: string, numbers: Record<string, number>) =>
  world.until(
    `${code} is shown as ${JSON.stringify(numbers)}`,
    async () => shownBy(code),
    (seen) => slugs.every((slug) => seen[slug] === numbers[slug]),
  );
const everywhere = (quantity: number) => Object.fromEntries(slugs.map((slug) => [slug, quantity]));

test('one seller of each marketplace is connected, and its listings are imported and mapped by their code', async () => {
  const { items } = await world.call<{ items: { platform: string; status: string; shops: unknown[] }[] }>(
    'GET',
    '/api/v1/platforms/connections',
  );
  expect(items.map(({ platform, status }) => [platform, status]).toSorted()).toEqual(
    ['amazon', 'ebay', 'shopee', 'tiktok_shop'].map((platform) => [platform, 'connected']),
  );
  for (const code of codes) {
    const uses = await world.until(
      `${code} is mapped`,
      () => usesOf(code),
      (found) => new Set(found.map(({ platform }) => platform)).size === 4,
    );
    expect(uses.every(({ sellerCode }) => sellerCode === code)).toBe(true);
  }
});

test('one stock is shown at all four, and a sale at any of them lowers the other three', async () => {
  const [code] = codes;
  await untilShown(code, everywhere(units));
  let left = units;
  for (const market of world.markets) {
    await world.imported(market.buy(code, 3));
    left -= 3;
    await untilShown(code, everywhere(left));
  }
  expect(left).toBe(units - 12);
});

test.each(['tiktok', 'shopee', 'amazon'] as const)(
  'an order of %s comes by its event, goes out once, and its label carries the tracking number as a barcode',
  async (slug) => {
    const market = world.market(slug);
    const externalId = market.buy('GAYO-500G');
    const { id } = await world.imported(externalId);
    expect(await eventsAbout(market, externalId)).toBeGreaterThan(0);
    await world.call('POST', `/api/orders/${id}/ship`, {});
    const order = await untilOrder(id, ({ printJobs }) => printJobs.length > 0);
    const [parcel] = order.packages;
    expect(parcel?.trackingNumber).not.toBe('');
    expect(parcel?.label?.bytes).toBeGreaterThan(500);
    expect(market.shipEffects(externalId)).toBe(1);
    const [rendition] = await world.hub.database.query<{ barcodes: string[] }>('select barcodes from label_rendition where label_id = $1', [
      parcel?.label?.id,
    ]);
    expect(rendition?.barcodes).toContain(parcel?.trackingNumber);
  },
);

test('an order of eBay comes by its event and goes out once with an own carrier, the only way there is', async () => {
  const market = world.market('ebay');
  const externalId = market.buy('GAYO-500G');
  const { id } = await world.imported(externalId);
  expect(await eventsAbout(market, externalId)).toBeGreaterThan(0);
  expect(await world.call('POST', `/api/orders/${id}/ship`, {})).toMatchObject({
    outcome: 'skipped',
    message: 'You ship this one: enter its carrier and tracking number',
  });
  await world.call('POST', `/api/v1/platforms/orders/${id}/fulfill`, { carrier: 'USPS', trackingNumber: '9400111899223197428497' });
  const order = await untilOrder(id, ({ status }) => status === 'shipped');
  expect(order.trackingNumbers).toEqual(['9400111899223197428497']);
  expect(market.shipEffects(externalId)).toBe(1);
});

test.each(slugs)('an order that %s cancels is cancelled here, and its units are for sale again everywhere', async (slug) => {
  const market = world.market(slug);
  const code = 'DRIP-SAND';
  await untilShown(code, everywhere(units));
  const externalId = market.buy(code, 2);
  const { id } = await world.imported(externalId);
  await untilShown(code, everywhere(units - 2));
  market.cancel(externalId);
  // eBay tells of new orders only.
  if (slug === 'ebay') await world.call('POST', '/api/orders/sync', { platform: slug });
  await untilOrder(id, ({ status }) => status === 'cancelled');
  await untilShown(code, everywhere(units));
});

/** Events that the hub stored about an order. */
async function eventsAbout({ slug }: Market, externalId: string): Promise<number> {
  const platform = slug === 'tiktok' ? 'tiktok_shop' : slug;
  const [row] = await world.hub.database.query<{ n: number }>(
    `select count(*)::int as n from inbound_event where platform = $1 and hint->'externalOrderIds' ? $2`,
    [platform, externalId],
  );
  return row?.n ?? 0;
}
