import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, read, type Schemas } from '../../lib/api.ts';

export type Shop = Schemas['Shop'];
export type Run = Schemas['Run'];
export type Connection = Schemas['Connection'];
export type Platform = Schemas['Platform'];

const runsPageSize = 50;
const lookEveryMs = 1_500;
const budgetEveryMs = 5_000;
const kinds: readonly string[] = ['orders', 'status', 'listings', 'stock'];

export const shopsQuery = queryOptions({ queryKey: ['shops'], queryFn: () => read(api.GET('/api/shops')) });

export const connectionsQuery = queryOptions({
  queryKey: ['shops', 'connections'],
  queryFn: () => read(api.GET('/api/v1/platforms/connections')),
});

/** The marketplaces and what each can do: fixed while the hub runs, but for the number of shops. */
export const platformsQuery = queryOptions({
  queryKey: ['shops', 'platforms'],
  queryFn: () => read(api.GET('/api/platforms')),
  staleTime: 60_000,
});

/** How much may be asked of each marketplace, and how long the next call waits. */
export const budgetsQuery = queryOptions({
  queryKey: ['budgets'],
  queryFn: () => read(api.GET('/api/rate-limits/status')),
  refetchInterval: budgetEveryMs,
});

/** Calls that the hub holds back because a marketplace fails. */
export const breakersQuery = queryOptions({
  queryKey: ['budgets', 'breakers'],
  queryFn: async () => (await read(api.GET('/health'))).circuitBreakers,
  refetchInterval: budgetEveryMs,
});

/** Runs that read from marketplaces, newest first; read again every moment while one is on its way. */
export const runsQuery = (shopId?: string) =>
  infiniteQueryOptions({
    queryKey: ['runs', 'list', shopId ?? ''],
    queryFn: async ({ pageParam }) => {
      const query = { limit: runsPageSize, ...(shopId ? { shopId } : {}), ...(pageParam === '' ? {} : { cursor: pageParam }) };
      const page = await read(api.GET('/api/runs', { params: { query } }));
      return { ...page, items: page.items.filter(({ kind }) => kinds.includes(kind)) };
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isGoing)) ? lookEveryMs : false),
  });

export const isGoing = (run: Run): boolean => run.status === 'queued' || run.status === 'running';
