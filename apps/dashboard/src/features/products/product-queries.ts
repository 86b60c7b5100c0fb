import { infiniteQueryOptions, keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { ProductSearch } from '../../app/catalog-search.ts';
import { api, read, type Schemas } from '../../lib/api.ts';
import { platformsQuery } from '../shops/shop-queries.ts';

export type Listing = Schemas['Listing'];
export type ListingDetail = Schemas['ListingDetail'];
export type ListingVariant = Schemas['ListingVariant'];
export type Platform = Schemas['Platform'];

const pageSize = 60;

const toQuery = ({ q, shopId, platform, status, mapping, hasProblem, isGone }: ProductSearch) => ({
  ...(q ? { q } : {}),
  ...(shopId ? { shopId } : {}),
  ...(platform ? { platform } : {}),
  ...(status ? { status } : {}),
  ...(mapping ? { mapping } : {}),
  ...(hasProblem ? { hasProblem: 'true' as const } : {}),
  isGone: isGone ? ('true' as const) : ('false' as const),
});

/** Product pages of all shops under the filters of the address, a page at a time. */
export function listingsQuery(search: ProductSearch) {
  const query = toQuery(search);
  return infiniteQueryOptions({
    queryKey: ['listings', 'list', query],
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/listings', { params: { query: { ...query, limit: pageSize, ...(pageParam === '' ? {} : { cursor: pageParam }) } } }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

export const listingCountsQuery = queryOptions({
  queryKey: ['listings', 'counts'],
  queryFn: () => read(api.GET('/api/listings/counts')),
});

export const listingQuery = (listingId: string) =>
  queryOptions({
    queryKey: ['listings', 'one', listingId],
    queryFn: () => read(api.GET('/api/listings/{listingId}', { params: { path: { listingId } } })),
  });

/** The marketplaces by the name that shops and listings have. */
export function usePlatforms(): ReadonlyMap<string, Platform> {
  const { data } = useQuery(platformsQuery);
  return new Map((data?.items ?? []).map((platform) => [platform.platform, platform]));
}

/** Some products of a shop: what its currency and its categories are. */
export const shopSampleQuery = (shopId: string) =>
  queryOptions({
    queryKey: ['listings', 'sample', shopId],
    queryFn: () => read(api.GET('/api/listings', { params: { query: { shopId, limit: 100, isGone: 'false' } } })),
    staleTime: 5 * 60_000,
  });
