import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../../../lib/api.ts';

/** Carriers that the hub knows; any other name can be typed as well. */
export const carriersQuery = queryOptions({
  queryKey: ['carriers'],
  queryFn: () => read(api.GET('/api/carriers')).then(({ items }) => items),
  staleTime: Number.POSITIVE_INFINITY,
});
