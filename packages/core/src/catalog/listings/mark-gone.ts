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
 * Listings of a shop that a reading of everything, begun at `since`, did not bring: the next ones after an id, in the order of ids. What
 * only an order told of is left out: not every marketplace lists all that it sells.
 */
export async function findUnseen(
  tx: Tx,
  { tenantId, shopId, since, after, limit }: { tenantId: string; shopId: string; since: Date; after: string; limit: number },
): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select external_id as id from listing
    where tenant_id = ${tenantId} and shop_id = ${shopId} and gone_at is null and status <> 'unknown' and synced_at < ${since.toISOString()}
      and external_id > ${after}
    order by external_id limit ${limit}`);
  return rows.map(({ id }) => id);
}
