import type { stockRoutes } from '@shopfleet/contracts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import { createMarketHub, type MarketHub } from '../fulfilment/test/market-hub.ts';

type Publishing = z.infer<typeof stockRoutes.skuPublishingSchema>;
type Conflict = z.infer<typeof stockRoutes.stockConflictSchema>;

let market: MarketHub;
let sandboxShop: string;
let sandboxSku: string;
let skuId: string;
beforeAll(async () => {
  market = await createMarketHub();
  sandboxShop = market.sandbox.control.shops().find(({ region }) => region === 'GB')?.id ?? '';
  await market.hub.database.query(`update shop set settings = settings || '{"isStockPublishOn": true}' where region = 'GB'`);
  const [mapped] = await market.hub.database.query<{ sku_id: string; external_id: string }>(`
    select m.sku_id, v.external_id from sku_mapping m join listing_variant v on v.tenant_id = m.tenant_id and v.id = m.variant_id
    join shop s on s.tenant_id = v.tenant_id and s.id = v.shop_id and s.region = 'GB' order by v.external_id limit 1`);
  skuId = mapped?.sku_id ?? '';
  await vi.waitFor(async () => expect(await sellingShops()).toBe(3), { timeout: 30_000, interval: 100 });
  sandboxSku = mapped?.external_id ?? '';
  await market.call('POST', `/api/skus/${skuId}/count`, { counted: 20 });
  await standsAt(20);
}, 120_000);
afterAll(() => market[Symbol.asyncDispose]());

const places = () =>
  market.sandbox.control
    .products(sandboxShop)
    .flatMap(({ skus }) => skus)
    .find(({ id }) => id === sandboxSku)?.stock ?? [];
const shown = () => places().reduce((sum, place) => sum + place.available, 0);
/** Shops whose listings were read and of which a variant is this SKU: they connect one after the other. */
const sellingShops = async () => {
  const { variants } = (await market.call<Publishing>('GET', `/api/skus/${skuId}/publishing`)).body;
  return new Set(variants.map(({ shopId }) => shopId)).size;
};
/** By hand, in both warehouses. */
const setShown = (quantity: number) => market.sandbox.control.setStock(sandboxSku, quantity / places().length);
const publishing = async () =>
  (await market.call<Publishing>('GET', `/api/skus/${skuId}/publishing`)).body.variants.find(({ isPublishing }) => isPublishing);
const conflicts = async () =>
  (await market.call<{ items: Conflict[] }>('GET', `/api/stock/conflicts?skuId=${skuId}&shopId=${(await publishing())?.shopId}`)).body
    .items;
async function standsAt(quantity: number): Promise<void> {
  const wanted = { publishedQuantity: quantity, isUnderWay: false, problem: '' };
  await vi.waitFor(async () => expect([shown(), await publishing()]).toMatchObject([quantity, wanted]), { timeout: 20_000, interval: 100 });
}
async function look(): Promise<void> {
  const before = (await publishing())?.seenAt;
  expect(await market.call('POST', `/api/skus/${skuId}/pull`)).toMatchObject({ status: 202, body: { shops: 3 } });
  await vi.waitFor(async () => expect((await publishing())?.seenAt).not.toBe(before), { timeout: 20_000, interval: 100 });
}

test('a number that the marketplace accepted and never showed is found by the sweep, and sent again', async () => {
  await look();
  expect(await conflicts()).toEqual([]);
  await market.call('POST', `/api/skus/${skuId}/adjust`, { kind: 'adjust', quantity: -8, reason: 'counted' });
  await standsAt(12);
  setShown(20);
  await look();
  expect(await conflicts()).toMatchObject([{ cause: 'silent', seenQuantity: 20, publishedQuantity: 12, oursQuantity: 12 }]);
  await vi.waitFor(() => expect(shown()).toBe(12), { timeout: 20_000, interval: 100 });
  await look();
  expect(await conflicts()).toEqual([]);
});

test('what somebody changed there is shown beside ours, and theirs can be taken', async () => {
  setShown(16);
  await look();
  expect(await conflicts()).toMatchObject([{ cause: 'under-way', seenQuantity: 16, oursQuantity: 12 }]);
  await market.hub.database.query(`update stock_drift set first_seen_at = first_seen_at - interval '3 minutes'`);
  await look();
  const [conflict] = await conflicts();
  expect(conflict).toMatchObject({ cause: 'edited-there', canTakeTheirs: true });
  const items = [{ variantId: conflict?.variantId, choice: 'theirs' }];
  expect(await market.call('POST', '/api/stock/conflicts/resolve', { items })).toMatchObject({ body: { results: [{ isDone: true }] } });
  expect((await market.call<{ onHand: number }>('GET', `/api/skus/${skuId}/levels`)).body.onHand).toBe(16);
  await standsAt(16);
  expect(await conflicts()).toEqual([]);
});
