import type { Database, Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';
import { pace } from './slot-pace.ts';

/** Seconds, by the clock of the database; the same in the whole statement. */
const nowSeconds = sql`extract(epoch from statement_timestamp())::float8`;

/** The pace of a key now: what it had at `paced_at`, grown since. */
const paceNow = (growth: number): SQL => sql`least(1, slot.pace + greatest(0, ${nowSeconds} - slot.paced_at) * ${growth}::float8)`;

/**
 * Reserves `count` slots of a key: one statement moves the theoretical arrival time (GCRA) and tells where the batch begins, in one
 * round trip. All times are seconds, instants those of the database's clock; a slot is at most `catchUp` old. `interval` is that of the
 * whole limit; the answer's is longer while the key's pace is lower. A slot lost in a crash costs nothing, so the commit does not wait
 * for the disk.
 */
export async function reserveSlots(
  db: Pick<Database, 'onceAsSystem'>,
  key: string,
  {
    interval,
    count,
    catchUp,
    growth,
  }: { readonly interval: number; readonly count: number; readonly catchUp: number; readonly growth: number },
): Promise<{ firstAt: number; nowAt: number; interval: number }> {
  const taken = sql`(${count * interval}::float8 / ${paceNow(growth)})`;
  const [row] = await db.onceAsSystem<{ first_at: number; now_at: number; taken: number }>(sql`
    insert into outbound_slot as slot (key, next_at) values (${key},
      extract(epoch from clock_timestamp()) - ${catchUp}::float8 + ${count * interval}::float8)
    on conflict (key) do update
      set next_at = greatest(slot.next_at, extract(epoch from clock_timestamp())::float8 - ${catchUp}::float8) + ${taken}
    returning next_at - ${taken} as first_at, ${taken} as taken, extract(epoch from clock_timestamp())::float8 as now_at,
      set_config('synchronous_commit', 'off', true)`);
  if (!row) throw new Error('the slot was not reserved');
  return { firstAt: row.first_at, nowAt: row.now_at, interval: row.taken / count };
}

/**
 * The platform said "too many": nobody gets a slot of this key for the next `waitSeconds`, and its pace is lower from there on. Refusals
 * of calls that had left already are one lesson.
 */
export async function blockSlots(tx: Tx, key: string, waitSeconds: number, growth: number): Promise<void> {
  const until = sql`${nowSeconds} + ${waitSeconds}::float8`;
  const isNews = sql`${nowSeconds} > slot.paced_at + ${pace.deafSeconds}::float8`;
  await tx.execute(sql`
    insert into outbound_slot as slot (key, next_at, pace, paced_at) values (${key}, ${until}, ${pace.afterRefusal}::float8, ${until})
    on conflict (key) do update set next_at = greatest(slot.next_at, excluded.next_at),
      pace = case when ${isNews} then greatest(${pace.least}::float8, ${paceNow(growth)} * ${pace.afterRefusal}::float8) else slot.pace end,
      paced_at = greatest(slot.paced_at, ${until})`);
}

/** Forgets keys that have not been used for a day. */
export async function forgetOldSlots(tx: Tx): Promise<void> {
  await tx.execute(sql`delete from outbound_slot where next_at < extract(epoch from clock_timestamp()) - 86400`);
}
