import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';

/** External ids of the variants of a shop, `limit` at a time in their own order; start with ''. */
export async function variantsToRead(tx: Tx, input: { tenantId: string; shopId: string; after: string; limit: number }): Promise<string[]> {
  const { rows } = await tx.execute<{ external_id: string }>(sql`
    select external_id from listing_variant
    where tenant_id = ${input.tenantId} and shop_id = ${input.shopId} and external_id > ${input.after} and gone_at is null
    order by external_id limit ${input.limit}`);
  return rows.map((row) => row.external_id);
}

/** Notes what the marketplace shows for each variant. */
export async function noteSeenQuantities(
  tx: Tx,
  clock: Clock,
  input: { tenantId: string; shopId: string; quantities: ReadonlyMap<string, number> },
): Promise<void> {
  const rows = [...input.quantities].map(([external_id, seen]) => ({ external_id, seen }));
  await tx.execute(sql`
    update listing_variant v set seen_quantity = r.seen, seen_at = ${clock.now().toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(external_id text, seen integer)
    where v.tenant_id = ${input.tenantId} and v.shop_id = ${input.shopId} and v.external_id = r.external_id`);
}
