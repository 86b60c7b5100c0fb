import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';

/**
 * How long a call for this shop would wait for its slot now, in ms: the longest of all operations. Keys hold the shop's external id, or
 * what comes before its colon where an account's shops share their budget.
 */
export function slotWaitMs(tx: Tx, platform: string, externalShopId: string): Promise<number> {
  return longestWaitMs(tx, platform, sql`and strpos(key || ':', ${`:${externalShopId.split(':')[0]}:`}) > 0`);
}

/** The same for a platform whose limit is one of the whole application. */
export function appSlotWaitMs(tx: Tx, platform: string): Promise<number> {
  return longestWaitMs(tx, platform, sql``);
}

async function longestWaitMs(tx: Tx, platform: string, andWhere: SQL): Promise<number> {
  const { rows } = await tx.execute<{ wait: number | null }>(sql`
    select max(next_at) - extract(epoch from clock_timestamp())::float8 as wait from outbound_slot
    where starts_with(key, ${`${platform}:`}) ${andWhere}`);
  return Math.max(0, Math.round((rows[0]?.wait ?? 0) * 1000));
}
