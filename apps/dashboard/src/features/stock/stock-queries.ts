import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ConflictSearch, LedgerSearch, StockSearch } from '../../app/stock-search.ts';
import { api, read, type Schemas } from '../../lib/api.ts';
import { endOfDay, startOfDay } from './days.ts';

export type Sku = Schemas['SkuInList'];
export type SkuLevels = Schemas['SkuLevels'];
export type Location = Schemas['Location'];
export type LedgerEntry = Schemas['LedgerEntry'];
export type Conflict = Schemas['StockConflict'];
export type Published = Schemas['PublishedStock'];

const paging = { initialPageParam: '', getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor };
const pageAt = (cursor: string, limit: number) => ({ limit, ...(cursor === '' ? {} : { cursor }) });

function notCsv<T extends object>(page: T | string): T {
  if (typeof page === 'string') throw new TypeError('The hub answered CSV where a page was asked for');
  return page;
}

export function skuListQuery({ q, stock, isMapped }: Pick<StockSearch, 'q' | 'stock' | 'isMapped'>, limit = 100) {
  const filter = { ...(q ? { q } : {}), ...(stock ? { stock } : {}), ...(isMapped ? { isMapped } : {}) };
  return infiniteQueryOptions({
    queryKey: ['stock', 'skus', filter, limit],
    queryFn: async ({ pageParam }) => {
      const query = { ...pageAt(pageParam, limit), ...filter, state: 'active' as const, format: 'json' as const };
      return notCsv(await read(api.GET('/api/skus', { params: { query } })));
    },
    ...paging,
  });
}

export const skuQuery = (skuId: string) =>
  queryOptions({
    queryKey: ['stock', 'sku', skuId],
    queryFn: () => read(api.GET('/api/skus/{skuId}', { params: { path: { skuId } } })),
  });

export const levelsQuery = (skuId: string) =>
  queryOptions({
    queryKey: ['stock', 'levels', skuId],
    queryFn: () => read(api.GET('/api/skus/{skuId}/levels', { params: { path: { skuId } } })),
  });

const publishingEveryMs = 15_000;
/** The numbers grow older while somebody looks. */
export const publishingQuery = (skuId: string) =>
  queryOptions({
    queryKey: ['stock', 'publishing', skuId],
    queryFn: () => read(api.GET('/api/skus/{skuId}/publishing', { params: { path: { skuId } } })),
    refetchInterval: publishingEveryMs,
  });

export const locationsQuery = queryOptions({ queryKey: ['stock', 'locations'], queryFn: () => read(api.GET('/api/locations')) });

const toLedgerFilter = ({ from, to, ...rest }: LedgerSearch) => ({
  ...rest,
  ...(from ? { from: startOfDay(from) } : {}),
  ...(to ? { to: endOfDay(to) } : {}),
});

export function ledgerQuery(search: LedgerSearch, limit = 50) {
  const filter = toLedgerFilter(search);
  return infiniteQueryOptions({
    queryKey: ['stock', 'ledger', filter, limit],
    queryFn: async ({ pageParam }) => {
      const query = { ...pageAt(pageParam, limit), ...filter, format: 'json' as const };
      return notCsv(await read(api.GET('/api/stock/movements', { params: { query } })));
    },
    ...paging,
  });
}

/** The same movements as a file. */
export const ledgerCsv = (search: LedgerSearch): string =>
  `/api/stock/movements?${new URLSearchParams({ ...toLedgerFilter(search), format: 'csv' })}`;

export function conflictsQuery({ shopId, skuId, cause }: ConflictSearch) {
  const filter = { ...(shopId ? { shopId } : {}), ...(skuId ? { skuId } : {}), ...(cause ? { cause } : {}) };
  return infiniteQueryOptions({
    queryKey: ['stock', 'conflicts', filter],
    queryFn: ({ pageParam }) => read(api.GET('/api/stock/conflicts', { params: { query: { ...pageAt(pageParam, 100), ...filter } } })),
    ...paging,
  });
}

export const lowStockQuery = infiniteQueryOptions({
  queryKey: ['stock', 'low'],
  queryFn: ({ pageParam }) => read(api.GET('/api/stock/low', { params: { query: pageAt(pageParam, 50) } })),
  ...paging,
});

export const shortfallsQuery = infiniteQueryOptions({
  queryKey: ['stock', 'shortfalls'],
  queryFn: ({ pageParam }) => read(api.GET('/api/shortfalls', { params: { query: pageAt(pageParam, 50) } })),
  ...paging,
});
