import { expect, test } from 'vitest';
import { startingProducts as tiktokProducts } from '../tiktok-shop/starting-products.ts';
import { startingShops as tiktokShops } from '../tiktok-shop/starting-shops.ts';
import { startingProducts } from './starting-products.ts';
import { startingShops } from './starting-shops.ts';

const catalogues = startingShops.map((shop) => startingProducts(shop, 1_800_000_000, false));

test('every shop begins with twelve items, some with variations, and no id is used twice', () => {
  const all = catalogues.flat();
  for (const products of catalogues) {
    expect(products).toHaveLength(12);
    expect(products.filter((product) => product.tiers.length > 0).length).toBeGreaterThan(3);
  }
  const models = all.flatMap((product) => product.models).filter((model) => model.id !== '0');
  const ids = [...all, ...models].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => Number.isSafeInteger(Number(id)))).toBe(true);
});

test('codes and bar codes are the same in both shops, and partly those of TikTok Shop', () => {
  const [one = [], two = []] = catalogues.map((products) =>
    products.flatMap(({ models }) => models.map(({ sku, gtin }) => `${sku} ${gtin}`)),
  );
  expect(one).toEqual(two);
  const codes = new Set(catalogues.flat().flatMap(({ models }) => models.map(({ sku }) => sku)));
  const [shop] = tiktokShops;
  const known = shop ? tiktokProducts(shop, 0).flatMap(({ skus }) => skus.map(({ sellerSku }) => sellerSku)) : [];
  const shared = known.filter((code) => codes.has(code));
  expect(shared.length).toBeGreaterThan(10);
  expect(shared.length).toBeLessThan(codes.size);
});
