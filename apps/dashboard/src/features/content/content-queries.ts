import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  type AccountSearch,
  type BoardSearch,
  type PeriodSearch,
  type SummarySearch,
  usualPeriod,
  type VideoSort,
} from '../../app/content-search.ts';
import { api, read, type Schemas } from '../../lib/api.ts';
import type { paths } from '../../lib/generated/api-types.ts';

export type BoardRow = Schemas['ContentBoardRow'];
export type Strip = Schemas['ContentStrip'];
export type AccountReport = Schemas['ContentAccountReport'];
export type AccountDay = Schemas['ContentAccountDay'];
export type Video = Schemas['ContentVideo'];
export type Alert = Schemas['ContentAlert'];
export type DayState = Strip['states'][number];
type BoardQuery = NonNullable<paths['/api/content/accounts']['get']['parameters']['query']>;

const boardPageSize = 100;
const videosPageSize = 48;
/** How many outlets and videos the summary names. */
const namedInSummary = 12;

interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

const isPage = <T>(answer: string | PageOf<T>): PageOf<T> => {
  if (typeof answer === 'string') throw new TypeError('The hub answered CSV where a page was asked for');
  return answer;
};
const after = (cursor: string) => (cursor === '' ? {} : { cursor });

/** The days of the address as the API understands them. */
export function periodOf({ days = usualPeriod, from, to, compare }: PeriodSearch) {
  return { ...(from && to ? { from, to } : { days }), ...(compare ? { compare: 'previous' as const } : {}) };
}

/** The filters of the address as the API understands them. */
export function toBoardQuery(search: BoardSearch): BoardQuery {
  const { q, status, group, sort, order } = search;
  return {
    ...periodOf(search),
    ...(q ? { q } : {}),
    ...(status ? { status } : {}),
    ...(group ? { group } : {}),
    ...(sort ? { sort } : {}),
    ...(order ? { order } : {}),
  };
}

/** The board under the filters of the address, a page at a time. */
export function boardQuery(search: BoardSearch) {
  const query = toBoardQuery(search);
  return infiniteQueryOptions({
    queryKey: ['content', 'board', query],
    queryFn: async ({ pageParam }) =>
      isPage<BoardRow>(
        await read(api.GET('/api/content/accounts', { params: { query: { ...query, limit: boardPageSize, ...after(pageParam) } } })),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** The same board as a file. */
export function boardCsv(search: BoardSearch): string {
  return `/api/content/accounts?${asText({ ...toBoardQuery(search), format: 'csv' })}`;
}

export function asText(query: Readonly<Record<string, unknown>>): string {
  return new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString();
}

/** All accounts together, with the best and the falling videos. */
export function summaryQuery(search: SummarySearch) {
  const query = { ...periodOf(search), top: namedInSummary, ...(search.group ? { group: search.group } : {}) };
  return queryOptions({
    queryKey: ['content', 'summary', query],
    queryFn: () => read(api.GET('/api/content/summary', { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

export function accountQuery(accountId: string, search: AccountSearch) {
  const query = periodOf(search);
  return queryOptions({
    queryKey: ['content', 'account', accountId, query],
    queryFn: () => read(api.GET('/api/content/accounts/{accountId}', { params: { path: { accountId }, query } })),
    placeholderData: keepPreviousData,
  });
}

export function videosQuery(accountId: string, search: AccountSearch, sort: VideoSort, q: string) {
  const query = { ...periodOf(search), sort, ...(q ? { q } : {}) };
  return infiniteQueryOptions({
    queryKey: ['content', 'videos', accountId, query],
    queryFn: async ({ pageParam }) =>
      isPage<Video>(
        await read(
          api.GET('/api/content/accounts/{accountId}/videos', {
            params: { path: { accountId }, query: { ...query, limit: videosPageSize, ...after(pageParam) } },
          }),
        ),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

export function bestTimesQuery(accountId: string, days: number) {
  return queryOptions({
    queryKey: ['content', 'times', accountId, days],
    queryFn: () => read(api.GET('/api/content/accounts/{accountId}/best-times', { params: { path: { accountId }, query: { days } } })),
  });
}
