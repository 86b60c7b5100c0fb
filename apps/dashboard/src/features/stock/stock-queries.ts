import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, read } from '../../lib/api.ts';

const paging = { initialPageParam: '', getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor };

function pageAt(cursor: string, limit: number) {
  return { limit, ...(cursor === '' ? {} : { cursor }) };
}

export function skuListQuery(q: string) {
  return infiniteQueryOptions({
    queryKey: ['stock', 'skus', q],
    queryFn: async ({ pageParam }) => {
      const query = { ...pageAt(pageParam, 100), state: 'active' as const, format: 'json' as const, ...(q ? { q } : {}) };
      const page = await read(api.GET('/api/skus', { params: { query } }));
      if (typeof page === 'string') throw new TypeError('The hub answered CSV where a page was asked for');
      return page;
    },
    ...paging,
  });
}

export function movementsQuery(skuId: string) {
  return infiniteQueryOptions({
    queryKey: ['stock', 'movements', skuId],
    queryFn: ({ pageParam }) => read(api.GET('/api/skus/{skuId}/movements', { params: { path: { skuId }, query: pageAt(pageParam, 50) } })),
    ...paging,
  });
}

export const shortfallsQuery = infiniteQueryOptions({
  queryKey: ['stock', 'shortfalls'],
  queryFn: ({ pageParam }) => read(api.GET('/api/shortfalls', { params: { query: pageAt(pageParam, 50) } })),
  ...paging,
});
