import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

/** Buyers to forget whose orders nobody went through yet, the longest waiting first. Needs a system transaction. */
export async function selectNewForgotten(tx: Tx, limit: number): Promise<string[]> {
  const { rows } = await tx.execute<{ key: string }>(sql`
    select buyer_key as key from forgotten_buyer where looked_at is null order by asked_at limit ${limit}`);
  return rows.map(({ key }) => key);
}

/** Notes that the orders of all tenants were gone through for these buyers. */
export async function noteLookedAt(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update forgotten_buyer set looked_at = now() where buyer_key = any(${sql.param([...keys])}::text[]) and looked_at is null`);
}

/** Lets go of buyers who were asked for before an instant. */
export async function removeOldForgotten(tx: Tx, before: Date): Promise<void> {
  await tx.execute(sql`delete from forgotten_buyer where looked_at is not null and asked_at < ${before.toISOString()}`);
}

/** Since when these buyers of a marketplace are to be forgotten, by key; others are left out. */
export async function findForgotten(tx: Tx, platform: string, keys: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await tx.execute<{ key: string; asked_at: string }>(sql`
    select buyer_key as key, asked_at from forgotten_buyer where platform = ${platform} and buyer_key = any(${sql.param([...keys])}::text[])`);
  return new Map(rows.map(({ key, asked_at }) => [key, new Date(asked_at)]));
}
