import { createHash } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import { queueSchema, schemaAdditions } from './queue-schema.ts';

/** Runs one statement as the owner of the queue tables. */
export async function ownerQuery<R>(boss: PgBoss, text: string, values: readonly unknown[] = []): Promise<R[]> {
  const { rows } = await boss.getDb().executeSql(text, [...values]);
  return rows;
}

/** Several processes may start at once: the lock lets them take turns. */
export async function addToSchema(boss: PgBoss): Promise<void> {
  await boss.getDb().executeSql(`BEGIN; SELECT pg_advisory_xact_lock(5207418114); ${schemaAdditions}; COMMIT`);
}

/** The channel on which the library announces a new job; the payload is the name of its queue. */
export const jobChannel = `pgboss_${createHash('sha224').update(queueSchema).digest('hex').slice(0, 24)}`;
