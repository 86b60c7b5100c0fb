import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, read } from '../lib/api.ts';
import { useMay } from './session.ts';

/** What needs a person in content reporting. */
export const alertsQuery = queryOptions({
  queryKey: ['content', 'alerts'],
  queryFn: () => read(api.GET('/api/content/alerts', { params: { query: { limit: 200 } } })),
  staleTime: 30_000,
  refetchInterval: 60_000,
});

/** How many alerts there are; 0 for those who may not see them. */
export function useAlertCount(): number {
  const isAllowed = useMay('content:read');
  const { data } = useQuery({ ...alertsQuery, enabled: isAllowed });
  return isAllowed ? (data?.total ?? 0) : 0;
}
