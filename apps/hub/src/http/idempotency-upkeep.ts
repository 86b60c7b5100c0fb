import type { Database } from '@shopfleet/db';
import type { Log } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { dropOldRecords } from './idempotency-store.ts';

const everyMs = 60 * 60 * 1_000;

/** Drops answers that were kept for more than a day, of every organisation, once an hour. Answers how to stop. */
export function keepIdempotencyShort(database: Database, log: Log): () => void {
  const round = async () => {
    const { rows } = await database.asSystem((tx) => tx.execute<{ id: string }>(sql`select id from tenant`));
    for (const { id } of rows) await database.asTenant(id, dropOldRecords);
  };
  const timer = setInterval(() => {
    round().catch((error: unknown) => log.warn({ err: error }, 'Old idempotency records could not be dropped; trying again in an hour'));
  }, everyMs);
  return () => clearInterval(timer);
}
