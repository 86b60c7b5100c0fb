import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

const aheadOfLife = 0.2;
const aheadAtMostSeconds = 86_400;

/**
 * Connections whose token has used four fifths of its life (or ends within a day), and those whose refresh was begun by somebody
 * who never came back. System transaction.
 */
export async function findDueRefreshes(tx: Tx, now: Date): Promise<{ tenantId: string; connectionId: string }[]> {
  const at = now.toISOString();
  const { rows } = await tx.execute<{ tenant_id: string; id: string }>(sql`
    select tenant_id, id from connection
    where status in ('connected', 'expiring', 'error') and refresh_token is not null
      and (refresh_lease_until is null or refresh_lease_until < clock_timestamp())
      and (refresh_started_at is not null or access_expires_at <= ${at}::timestamptz + least(
        interval '1 second' * ${aheadAtMostSeconds},
        greatest(interval '0', access_expires_at - coalesce(refreshed_at, created_at)) * ${aheadOfLife}::float8))
    order by access_expires_at limit 1000`);
  return rows.map((row) => ({ tenantId: row.tenant_id, connectionId: row.id }));
}

/** Every connection that can still be called. System transaction. */
export async function findLiveConnections(tx: Tx): Promise<{ tenantId: string; connectionId: string }[]> {
  const { rows } = await tx.execute<{ tenant_id: string; id: string }>(
    sql`select tenant_id, id from connection where status in ('connected', 'expiring', 'error') and access_token is not null order by id`,
  );
  return rows.map((row) => ({ tenantId: row.tenant_id, connectionId: row.id }));
}
