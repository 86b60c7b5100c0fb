import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';

/** The marketplace does not have this listing any more; its mappings and history stay. */
export async function markListingGone(
  tx: Tx,
  clock: Clock,
  { tenantId, shopId, externalId }: { tenantId: string; shopId: string; externalId: string },
): Promise<void> {
  await tx.execute(sql`
    update listing set gone_at = ${clock.now().toISOString()}, is_live = false
    where tenant_id = ${tenantId} and shop_id = ${shopId} and external_id = ${externalId} and gone_at is null`);
}

/**
 * Everything of a shop that a reading of all listings, begun at `since`, did not bring. Answers how many. What only an order told of is
 * left alone: not every marketplace lists all that it sells.
 */
export async function markUnseenGone(
  tx: Tx,
  clock: Clock,
  { tenantId, shopId, since }: { tenantId: string; shopId: string; since: Date },
): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update listing set gone_at = ${clock.now().toISOString()}, is_live = false
    where tenant_id = ${tenantId} and shop_id = ${shopId} and gone_at is null and status <> 'unknown' and synced_at < ${since.toISOString()}`);
  return rowCount ?? 0;
}
