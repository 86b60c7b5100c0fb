import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { HistorySearch } from '../../app/history-search.ts';
import { api, read, type Schemas } from '../../lib/api.ts';
import { historyFilters, statsPeriod } from './history-query.ts';

export type Job = Schemas['PrintJob'];
export type Printer = Schemas['Printer'];

export const queueLimit = 200;
const historyPageSize = 50;

/** The open jobs in the order in which they are printed; the undecided ones are read apart, so that none hides behind a long queue. */
export function queueQuery(filter: { printerId?: string | undefined; state?: Job['state'] }) {
  const { printerId, state } = filter;
  const query = { limit: queueLimit, ...(printerId ? { printerId } : {}), ...(state ? { state } : {}) };
  return queryOptions({
    queryKey: ['queue', query],
    queryFn: () => read(api.GET('/api/printers/queue', { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

export function printJobQuery(printJobId: string) {
  return queryOptions({
    queryKey: ['queue', 'job', printJobId],
    queryFn: () => read(api.GET('/api/printers/queue/{printJobId}', { params: { path: { printJobId } } })),
  });
}

export const printersQuery = queryOptions({ queryKey: ['printers'], queryFn: () => read(api.GET('/api/printers')) });
export const agentsQuery = queryOptions({ queryKey: ['agents'], queryFn: () => read(api.GET('/api/agents')) });
export const printRoutesQuery = queryOptions({ queryKey: ['printers', 'routes'], queryFn: () => read(api.GET('/api/print-routes')) });

interface HistoryPage {
  readonly items: readonly Job[];
  readonly nextCursor: string | null;
}

export function historyQuery(search: HistorySearch) {
  return infiniteQueryOptions({
    queryKey: ['history', 'list', search],
    queryFn: async ({ pageParam }): Promise<HistoryPage> => {
      const cursor = pageParam === '' ? {} : { cursor: pageParam };
      const query = { ...historyFilters(search), limit: historyPageSize, ...cursor };
      const page = await read(api.GET('/api/print-history', { params: { query } }));
      if (typeof page === 'string') throw new TypeError('The hub answered CSV where a page was asked for');
      return page;
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function statsQuery(search: HistorySearch) {
  const { from, to } = search;
  return queryOptions({
    queryKey: ['history', 'stats', from, to],
    queryFn: () => read(api.GET('/api/print-history/stats', { params: { query: statsPeriod(search, new Date()) } })),
    placeholderData: keepPreviousData,
  });
}
