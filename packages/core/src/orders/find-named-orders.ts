import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

/**
 * The hub's ids of orders that are named by that id or by the marketplace's number, by name. A name without an order is left out;
 * one that several shops have is null.
 */
export async function findNamedOrders(tx: Tx, tenantId: string, names: readonly string[]): Promise<Map<string, string | null>> {
  const { rows } = await tx.execute<{ id: string; external_id: string }>(sql`
    select id, external_id from orders
    where tenant_id = ${tenantId} and (id = any(${sql.param([...names])}::text[]) or external_id = any(${sql.param([...names])}::text[]))`);
  const asked = new Set(names);
  const found = new Map<string, string | null>();
  for (const { external_id, id } of rows) if (asked.has(external_id)) found.set(external_id, found.has(external_id) ? null : id);
  // An id is never meant for a number.
  for (const { id } of rows) if (asked.has(id)) found.set(id, id);
  return found;
}
