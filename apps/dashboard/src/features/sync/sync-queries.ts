import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ShopSyncSearch } from '../../app/stock-search.ts';
import { api, read, type Schemas } from '../../lib/api.ts';

export type FailedJob = Schemas['FailedJob'];
export type SyncLogLine = Schemas['SyncLogLine'];

const lookEveryMs = 1_500;
/** Nobody announces what was set aside or gave up. */
const lookAgainMs = 10_000;
const paging = { initialPageParam: '', getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor };
const pageAt = (cursor: string, limit: number) => ({ limit, ...(cursor === '' ? {} : { cursor }) });

/** What runs now; looked at every moment while something does. */
export const syncStatusQuery = queryOptions({
  queryKey: ['runs', 'status'],
  queryFn: () => read(api.GET('/api/v1/platforms/sync/status')),
  refetchInterval: ({ state }) => (state.data && state.data.running.length > 0 ? lookEveryMs : false),
});

type LogFilter = Pick<ShopSyncSearch, 'shopId' | 'stream' | 'outcome'>;
const toLogQuery = ({ shopId, stream, outcome }: LogFilter) => ({
  ...(shopId ? { shopId } : {}),
  ...(stream ? { stream } : {}),
  ...(outcome ? { status: outcome } : {}),
});

export function syncLogQuery(filter: LogFilter) {
  const query = toLogQuery(filter);
  return infiniteQueryOptions({
    queryKey: ['runs', 'log', query],
    queryFn: async ({ pageParam }) => {
      const page = await read(api.GET('/api/sync/log', { params: { query: { ...pageAt(pageParam, 50), ...query, format: 'json' } } }));
      if (typeof page === 'string') throw new TypeError('The hub answered CSV where a page was asked for');
      return page;
    },
    ...paging,
  });
}

/** The same lines as a file. */
export const syncLogCsv = (filter: LogFilter): string => `/api/sync/log?${new URLSearchParams({ ...toLogQuery(filter), format: 'csv' })}`;

export const parkedQuery = (shopId?: string) =>
  infiniteQueryOptions({
    queryKey: ['runs', 'parked', shopId ?? ''],
    refetchInterval: lookAgainMs,
    queryFn: ({ pageParam }) =>
      read(api.GET('/api/sync/parked', { params: { query: { ...pageAt(pageParam, 50), ...(shopId ? { shopId } : {}) } } })),
    ...paging,
  });

export const failedJobsQuery = infiniteQueryOptions({
  queryKey: ['runs', 'failed-jobs'],
  refetchInterval: lookAgainMs,
  queryFn: ({ pageParam }) => read(api.GET('/api/sync/failed-jobs', { params: { query: pageAt(pageParam, 50) } })),
  ...paging,
});
