import type { Database } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { monthStart, type OwnDay } from './own-day.ts';

const monthsAhead = 2;

/**
 * Makes the partitions of every month from `from` to two months after `to` (both default now), so that no day ends in the default
 * partition. Safe to repeat, and in several processes at once.
 */
export async function ensureMonths(db: Database, { from, to = from }: { from: Date; to?: Date }): Promise<void> {
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + monthsAhead, 1));
  // The day before: somewhere the month before is not over yet.
  const first = new Date(from.getTime() - 86_400_000);
  await db.asSystem(async (tx) => {
    for (let month = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1)); month <= last; ) {
      await tx.execute(sql`select shopfleet_content_month(${month.toISOString().slice(0, 10)}::date)`);
      month = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1));
    }
  });
}

const ensured = new WeakMap<Database, Set<OwnDay>>();

/** Makes sure of the partition of one day; asks the database once for each month. */
export async function ensureMonthOf(db: Database, day: OwnDay): Promise<void> {
  const known = ensured.get(db) ?? new Set();
  ensured.set(db, known);
  const month = monthStart(day);
  if (known.has(month)) return;
  await db.asSystem((tx) => tx.execute(sql`select shopfleet_content_month(${month}::date)`));
  known.add(month);
}
