import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../../../lib/api.ts';
import type { paths } from '../../../lib/generated/api-types.ts';

type Answer = paths['/api/orders/{orderId}/handover']['get']['responses'][200]['content']['application/json'];
export type HandoverWay = Answer['ways'][number];

/** How a parcel can be handed over; asked of the marketplace each time. */
export const handoverQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['handover', orderId],
    queryFn: () => read(api.GET('/api/orders/{orderId}/handover', { params: { path: { orderId } } })),
    gcTime: 0,
  });
