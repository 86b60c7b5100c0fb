import type { Tx } from '@shopfleet/db';
import { type Clock, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';

/** The place where stock lies unless somebody says otherwise; made when the tenant has none. */
export async function defaultLocation(tx: Tx, clock: Clock, tenantId: string): Promise<string> {
  await tx.execute(sql`
    insert into location (tenant_id, id, name, is_default)
    values (${tenantId}, ${newId('location', clock.now().getTime())}, 'Main', true) on conflict do nothing`);
  const { rows } = await tx.execute<{ id: string }>(sql`select id from location where tenant_id = ${tenantId} and is_default`);
  const location = rows[0];
  if (!location) throw new Error('the default location is not visible: is the tenant set?');
  return location.id;
}
