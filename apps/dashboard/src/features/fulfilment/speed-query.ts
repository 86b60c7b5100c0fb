import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { FulfilmentSearch } from '../../app/catalog-search.ts';
import { api, read } from '../../lib/api.ts';
import type { paths } from '../../lib/generated/api-types.ts';

export type FulfilmentSpeed = paths['/api/v1/platforms/fulfillment/analytics']['get']['responses'][200]['content']['application/json'];
/** Of all, or of one marketplace, carrier or day. */
export type Speed = FulfilmentSpeed['total'];

export const usualDays = 30;
const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** How fast orders went out. The period ends with the hour, so that the same filters are the same query while it lasts. */
export function speedQuery({ days, shopId, platform }: FulfilmentSearch, now = Date.now()) {
  const to = Math.ceil(now / hourMs) * hourMs;
  const query = {
    from: new Date(to - (days ?? usualDays) * dayMs).toISOString(),
    to: new Date(to).toISOString(),
    ...(shopId ? { shopId } : {}),
    ...(platform ? { platform } : {}),
  };
  return queryOptions({
    queryKey: ['fulfilment', query],
    queryFn: () => read(api.GET('/api/v1/platforms/fulfillment/analytics', { params: { query } })),
    placeholderData: keepPreviousData,
  });
}
