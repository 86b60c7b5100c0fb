import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, read } from '../../lib/api.ts';

const paging = { initialPageParam: '', getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor };

function pageAt(cursor: string, limit: number) {
  return { limit, ...(cursor === '' ? {} : { cursor }) };
}

export function skuListQuery(q: string) {
  return infiniteQueryOptions({
    queryKey: ['stock', 'skus', q],
    queryFn: ({ pageParam }) => read(api.GET('/api/skus', { params: { query: { ...pageAt(pageParam, 100), ...(q ? { q } : {}) } } })),
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
