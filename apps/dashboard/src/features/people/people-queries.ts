import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, read, type Schemas } from '../../lib/api.ts';

export type Role = Schemas['Member']['role'];
export const roles: readonly Role[] = ['owner', 'manager', 'packer', 'content', 'viewer'];

export const membersQuery = queryOptions({ queryKey: ['people', 'members'], queryFn: () => read(api.GET('/api/users')) });
export const keysQuery = queryOptions({ queryKey: ['people', 'keys'], queryFn: () => read(api.GET('/api/user/api-keys')) });
export const sessionsQuery = queryOptions({ queryKey: ['people', 'sessions'], queryFn: () => read(api.GET('/api/user/sessions')) });

export interface AuditFilter {
  readonly action: string;
  readonly subjectId: string;
}

const auditPageSize = 50;

export function auditQuery({ action, subjectId }: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['people', 'audit', action, subjectId],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: auditPageSize,
        ...(action ? { action } : {}),
        ...(subjectId ? { subjectId } : {}),
        ...(pageParam === '' ? {} : { cursor: pageParam }),
      };
      return read(api.GET('/api/audit', { params: { query } }));
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}
