import { queryOptions, useQuery } from '@tanstack/react-query';
import { ApiProblem, api, read, type Schemas } from '../lib/api.ts';

export type Permission = Schemas['Me']['permissions'][number];

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Schemas['Me'] | null> => {
    try {
      return await read(api.GET('/api/user/me'));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** True when the person may do this; buttons that would be refused are not shown. */
export function useMay(permission: Permission): boolean {
  const { data } = useQuery(meQuery);
  return data?.permissions.includes(permission) ?? false;
}
