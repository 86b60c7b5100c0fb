import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

/** Tables that hold a tenant's rows without the protection that every such table must have: forced, with a policy, not owned by our roles. */
export async function unprotectedTables(tx: Tx): Promise<{ table: string; lack: string }[]> {
  const { rows } = await tx.execute<{ table: string; lack: string }>(sql`
    with tenant_tables as (
      select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner) as owner
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname = 'public'
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
    select relname as table, 'row-level security is not forced' as lack from tenant_tables t
    where not (relrowsecurity and relforcerowsecurity) and has_table_privilege('shopfleet_app', t.oid, 'select')
    union all
    select relname, 'has no policy for its own tenant' from tenant_tables t
    where has_table_privilege('shopfleet_app', t.oid, 'select') and not exists (
      select from pg_policy p where p.polrelid = t.oid and pg_get_expr(p.polqual, p.polrelid) like '%shopfleet.tenant_id%')
    union all
    select relname, 'belongs to a role of the program' from tenant_tables where owner in ('shopfleet_app', 'shopfleet_system')
    order by 1, 2`);
  return rows;
}
