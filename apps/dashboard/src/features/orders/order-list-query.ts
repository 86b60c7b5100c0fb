import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { OrderSearch } from '../../app/order-search.ts';
import { api, read, type Schemas } from '../../lib/api.ts';
import { sortOf, toOrderFilters } from './order-query.ts';

const pageSize = 60;

interface OrderPage {
  readonly items: readonly Schemas['Order'][];
  readonly nextCursor: string | null;
}

/** The orders of a view under the filters of the address, a page at a time. */
export function orderListQuery(search: OrderSearch) {
  return infiniteQueryOptions({
    queryKey: ['orders', 'list', search],
    queryFn: async ({ pageParam }): Promise<OrderPage> => {
      const cursor = pageParam === '' ? {} : { cursor: pageParam };
      const query = { ...toOrderFilters(search), view: search.view ?? 'all', sort: sortOf(search), limit: pageSize, ...cursor };
      const page = await read(api.GET('/api/orders', { params: { query } }));
      if (typeof page === 'string') throw new TypeError('The hub answered CSV where a page was asked for');
      return page;
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function orderCountsQuery(search: OrderSearch) {
  const { view: _view, sort: _sort, ...filters } = search;
  return queryOptions({
    queryKey: ['orders', 'counts', filters],
    queryFn: () => read(api.GET('/api/orders/counts', { params: { query: toOrderFilters(filters) } })),
    placeholderData: keepPreviousData,
  });
}

/** Shops by name, for the filter. */
export const shopNamesQuery = queryOptions({
  queryKey: ['shops'],
  queryFn: () => read(api.GET('/api/shops')),
});
