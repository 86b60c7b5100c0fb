import type { Database, Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

/**
 * Reserves `count` slots of a key: one statement moves the theoretical arrival time (GCRA) and tells where the batch begins, in one
 * round trip. All times are seconds, instants those of the database's clock; a slot is at most `catchUp` old. A slot lost in a crash
 * costs nothing, so the commit does not wait for the disk.
 */
export async function reserveSlots(
  db: Pick<Database, 'onceAsSystem'>,
  key: string,
  { interval, count, catchUp }: { readonly interval: number; readonly count: number; readonly catchUp: number },
): Promise<{ firstAt: number; nowAt: number }> {
  const [row] = await db.onceAsSystem<{ first_at: number; now_at: number }>(sql`
    insert into outbound_slot as slot (key, next_at) values (${key},
      extract(epoch from clock_timestamp()) - ${catchUp}::float8 + ${count * interval}::float8)
    on conflict (key) do update
      set next_at = greatest(slot.next_at, extract(epoch from clock_timestamp())::float8 - ${catchUp}::float8) + ${count * interval}::float8
    returning next_at - ${count * interval}::float8 as first_at, extract(epoch from clock_timestamp())::float8 as now_at,
      set_config('synchronous_commit', 'off', true)`);
  if (!row) throw new Error('the slot was not reserved');
  return { firstAt: row.first_at, nowAt: row.now_at };
}

/** Nobody gets a slot of this key for the next `waitSeconds`. */
export async function blockSlots(tx: Tx, key: string, waitSeconds: number): Promise<void> {
  await tx.execute(sql`
    insert into outbound_slot as slot (key, next_at) values (${key}, extract(epoch from clock_timestamp()) + ${waitSeconds}::float8)
    on conflict (key) do update set next_at = greatest(slot.next_at, excluded.next_at)`);
}

/** Forgets keys that have not been used for a day. */
export async function forgetOldSlots(tx: Tx): Promise<void> {
  await tx.execute(sql`delete from outbound_slot where next_at < extract(epoch from clock_timestamp()) - 86400`);
}
