import { expect, test } from 'vitest';
import type { Shop } from './shop-queries.ts';
import { slugOf, sortShops } from './shop-status.ts';

const shop = (name: string, status: Shop['status']) => ({ name, status }) as Shop;

test('a shop that must be connected again stands before everything else, a disconnected one last', () => {
  const shops = [
    shop('A', 'disconnected'),
    shop('B', 'connected'),
    shop('C', 'error'),
    shop('D', 'needs_reconnect'),
    shop('A2', 'connected'),
  ];
  expect(sortShops(shops).map(({ name }) => name)).toEqual(['D', 'C', 'A2', 'B', 'A']);
});

test('the platform of a shop finds its name in addresses', () => {
  expect(slugOf('tiktok_shop')).toBe('tiktok');
  expect(slugOf('shopee')).toBe('shopee');
  expect(slugOf('shopeeish')).toBeUndefined();
});
