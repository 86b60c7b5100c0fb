import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, read, type Schemas } from '../../lib/api.ts';

export type Shop = Schemas['Shop'];
export type Run = Schemas['Run'];

const runsPageSize = 15;
const lookEveryMs = 1_500;

export const shopsQuery = queryOptions({ queryKey: ['shops'], queryFn: () => read(api.GET('/api/shops')) });

/** Runs, newest first; read again every moment while one is on its way. */
export const runsQuery = infiniteQueryOptions({
  queryKey: ['runs', 'list'],
  queryFn: ({ pageParam }) =>
    read(api.GET('/api/runs', { params: { query: { limit: runsPageSize, ...(pageParam === '' ? {} : { cursor: pageParam }) } } })),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
  refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isGoing)) ? lookEveryMs : false),
});

export const isGoing = (run: Run): boolean => run.status === 'queued' || run.status === 'running';
