import type { Screen } from './screens.ts';

/** Products, mapping, SKUs and shipping times, with a listing and a SKU that are opened. */
export const catalogScreensOf = (listingId: string, skuId: string): readonly Screen[] => [
  { name: 'products', path: '/products' },
  { name: 'product', path: `/products?listing=${listingId}` },
  { name: 'new-product', path: '/products/new' },
  { name: 'mapping-queue', path: '/products/mapping' },
  { name: 'mapping-history', path: '/products/mapping?tab=history' },
  { name: 'skus', path: '/skus' },
  { name: 'sku', path: `/skus?sku=${skuId}` },
  { name: 'fulfilment', path: '/fulfilment' },
];
