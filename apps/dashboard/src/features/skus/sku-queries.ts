import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { SkuSearch } from '../../app/catalog-search.ts';
import { api, read, type Schemas } from '../../lib/api.ts';

export type Sku = Schemas['Sku'];
export type SkuUse = Schemas['SkuUse'];

const pageSize = 60;
const foundSize = 8;

const toQuery = ({ q, state, stock, isMapped }: SkuSearch) => ({
  ...(q ? { q } : {}),
  state: state ?? ('active' as const),
  ...(stock ? { stock } : {}),
  ...(isMapped ? { isMapped } : {}),
});

async function readSkus(query: ReturnType<typeof toQuery> & { limit: number; cursor?: string }) {
  const page = await read(api.GET('/api/skus', { params: { query } }));
  if (typeof page === 'string') throw new TypeError('The hub answered CSV where a page was asked for');
  return page;
}

/** SKUs by code under the filters of the address, a page at a time. */
export function skusQuery(search: SkuSearch) {
  const query = toQuery(search);
  return infiniteQueryOptions({
    queryKey: ['skus', 'list', query],
    queryFn: ({ pageParam }) => readSkus({ ...query, limit: pageSize, ...(pageParam === '' ? {} : { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Some SKUs that fit what was typed, to choose from. */
export const foundSkusQuery = (q: string) =>
  queryOptions({
    queryKey: ['skus', 'found', q],
    queryFn: () => readSkus({ ...toQuery({ q }), limit: foundSize }),
    placeholderData: keepPreviousData,
  });

export const skuQuery = (skuId: string) =>
  queryOptions({
    queryKey: ['skus', 'one', skuId],
    queryFn: () => read(api.GET('/api/skus/{skuId}', { params: { path: { skuId } } })),
  });

/** The same list as a file that can be imported again. */
export const skusCsv = (search: SkuSearch): string => `/api/skus?${new URLSearchParams({ ...toQuery(search), format: 'csv' })}`;
