import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { OutletSearch } from '../../../app/content-search.ts';
import { api, read, type Schemas } from '../../../lib/api.ts';
import { asText } from '../content-queries.ts';

export type Outlet = Schemas['Outlet'];
export type OutletInvitation = Schemas['OutletInvitation'];
export type CampaignRow = Schemas['CampaignRow'];

const pageSize = 100;
const foundSize = 20;

const toQuery = ({ q, status, group, archived }: OutletSearch) => ({
  ...(q ? { q } : {}),
  ...(status ? { status } : {}),
  ...(group ? { group } : {}),
  isArchived: archived ? ('true' as const) : ('false' as const),
});

async function readOutlets(query: ReturnType<typeof toQuery> & { limit: number; cursor?: string }) {
  const page = await read(api.GET('/api/outlets', { params: { query } }));
  if (typeof page === 'string') throw new TypeError('The hub answered CSV where a page was asked for');
  return page;
}

/** Outlets by code under the filters of the address, a page at a time. */
export function outletsQuery(search: OutletSearch) {
  const query = toQuery(search);
  return infiniteQueryOptions({
    queryKey: ['outlets', 'list', query],
    queryFn: ({ pageParam }) => readOutlets({ ...query, limit: pageSize, ...(pageParam === '' ? {} : { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

export const outletsCsv = (search: OutletSearch): string => `/api/outlets?${asText({ ...toQuery(search), format: 'csv' })}`;

/** Some outlets that fit what was typed, to choose from. */
export const foundOutletsQuery = (q: string) =>
  queryOptions({
    queryKey: ['outlets', 'found', q],
    queryFn: () => readOutlets({ ...toQuery({ q }), limit: foundSize }),
    placeholderData: keepPreviousData,
  });

export const outletSummaryQuery = queryOptions({
  queryKey: ['outlets', 'summary'],
  queryFn: () => read(api.GET('/api/outlets/summary')),
});

export const outletQuery = (outletId: string) =>
  queryOptions({
    queryKey: ['outlets', 'one', outletId],
    queryFn: () => read(api.GET('/api/outlets/{outletId}', { params: { path: { outletId } } })),
  });

export const outletInvitationsQuery = (outletId: string) =>
  queryOptions({
    queryKey: ['outlets', 'invitations', outletId],
    queryFn: () => read(api.GET('/api/outlets/{outletId}/invitations', { params: { path: { outletId } } })),
  });
