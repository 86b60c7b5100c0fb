import { createHash } from 'node:crypto';
import { isTransactionConflict } from '@shopfleet/db';
import { retryDelayMs } from '@shopfleet/kernel';
import type { PgBoss } from 'pg-boss';
import { queueSchema } from './queue-names.ts';
import { schemaAdditions } from './queue-schema.ts';

/** Runs one statement as the owner of the queue tables. */
export async function ownerQuery<R>(boss: PgBoss, text: string, values: readonly unknown[] = []): Promise<R[]> {
  const { rows } = await boss.getDb().executeSql(text, [...values]);
  return rows;
}

const additionTries = 5;

/**
 * Makes our additions once for each database: they lock the table of jobs, which other processes may be using. Statements sent
 * together are one transaction; the lock lets processes that start at once take turns.
 */
export async function addToSchema(boss: PgBoss): Promise<void> {
  const mark = `shopfleet ${createHash('sha256').update(schemaAdditions).digest('hex').slice(0, 16)}`;
  const [schema] = await ownerQuery<{ mark: string | null }>(
    boss,
    `SELECT obj_description(to_regnamespace('${queueSchema}'), 'pg_namespace') AS mark`,
  );
  if (schema?.mark === mark) return;
  for (let attempt = 1; ; attempt++) {
    try {
      await boss
        .getDb()
        .executeSql(`SELECT pg_advisory_xact_lock(5207418114); ${schemaAdditions}; COMMENT ON SCHEMA ${queueSchema} IS '${mark}'`);
      return;
    } catch (error) {
      // The library's own upkeep locks the same tables in another order.
      if (!isTransactionConflict(error) || attempt === additionTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs(attempt, { baseMs: 50, maxMs: 1_000 })));
    }
  }
}

/** The channel on which the library announces a new job; the payload is the name of its queue. */
export const jobChannel = `pgboss_${createHash('sha224').update(queueSchema).digest('hex').slice(0, 24)}`;
