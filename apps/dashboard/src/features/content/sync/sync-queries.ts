import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { SyncSearch } from '../../../app/content-search.ts';
import { api, read, type Schemas } from '../../../lib/api.ts';
import { asText } from '../content-queries.ts';

export type ContentRun = Schemas['ContentRun'];
export type RunItem = Schemas['ContentRunItem'];
export type Schedule = Schemas['ContentSchedule'];
export type LogLine = Schemas['ContentSyncLogLine'];

const runsPageSize = 10;
const linesPageSize = 50;
const lookEveryMs = 1_500;
const after = (cursor: string) => (cursor === '' ? {} : { cursor });

export const isGoing = ({ status }: ContentRun): boolean => status === 'queued' || status === 'running';

/** Runs, newest first; read again every moment while one is on its way. */
export const contentRunsQuery = infiniteQueryOptions({
  queryKey: ['content-runs', 'list'],
  queryFn: ({ pageParam }) => read(api.GET('/api/content/runs', { params: { query: { limit: runsPageSize, ...after(pageParam) } } })),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
  refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isGoing)) ? lookEveryMs : false),
});

export const contentRunQuery = (runId: string) =>
  queryOptions({
    queryKey: ['content-runs', 'one', runId],
    queryFn: () => read(api.GET('/api/content/runs/{runId}', { params: { path: { runId } } })),
    refetchInterval: ({ state }) => (state.data && isGoing(state.data) ? lookEveryMs : false),
  });

/** What reads an account now, and what read it last. */
export const accountSyncQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['content-runs', 'account', accountId],
    queryFn: () => read(api.GET('/api/tiktok/sync/status/{accountId}', { params: { path: { accountId } } })),
    refetchInterval: ({ state }) => (state.data?.isRunning ? lookEveryMs : false),
  });

export const runItemsQuery = (runId: string, state: RunItem['state']) =>
  infiniteQueryOptions({
    queryKey: ['content-runs', 'items', runId, state],
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/content/runs/{runId}/items', {
          params: { path: { runId }, query: { state, limit: linesPageSize, ...after(pageParam) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });

export const schedulesQuery = queryOptions({
  queryKey: ['content-runs', 'schedules'],
  queryFn: () => read(api.GET('/api/content/schedules')),
});

export const settingsQuery = queryOptions({
  queryKey: ['content-settings'],
  queryFn: () => read(api.GET('/api/content/settings')),
});

export type Archive = Schemas['ContentArchive'];

/** Days that left the database, as files. */
export const archivesQuery = queryOptions({
  queryKey: ['content-settings', 'archives'],
  queryFn: () => read(api.GET('/api/content/archives')),
});

export const archiveFile = ({ kind, month, part }: Archive): string => `/api/content/archives/${kind}/${month}/${part}`;

export type LogFilter = Pick<SyncSearch, 'job' | 'result' | 'accountId'>;

const toLogQuery = ({ job, result, accountId }: LogFilter) => ({
  ...(job ? { job } : {}),
  ...(result ? { status: result } : {}),
  ...(accountId ? { accountId } : {}),
});

export function syncLogQuery(filter: LogFilter, limit = linesPageSize) {
  const query = { ...toLogQuery(filter), limit };
  return infiniteQueryOptions({
    queryKey: ['content-runs', 'log', query],
    queryFn: async ({ pageParam }) => {
      const page = await read(api.GET('/api/content/sync-log', { params: { query: { ...query, ...after(pageParam) } } }));
      if (typeof page === 'string') throw new TypeError('The hub answered CSV where a page was asked for');
      return page;
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** The same lines as a file. */
export const logCsv = (filter: LogFilter): string => `/api/content/sync-log?${asText({ ...toLogQuery(filter), format: 'csv' })}`;
