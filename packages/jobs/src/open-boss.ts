import type { Log } from '@shopfleet/kernel';
import { PgBoss } from 'pg-boss';
import type { AnyJobKind } from './job-kind.ts';
import { addToSchema } from './queue-database.ts';
import { queueSchema } from './queue-names.ts';
import { ensureQueues } from './queue-schema.ts';

const poolSize = 6;
const monitorSeconds = 10;

/** Connects the queue library, brings its schema up to date and makes sure of our queues. Safe in several processes at once. */
export async function openBoss(url: string, kinds: readonly AnyJobKind[], doesUpkeep: boolean, log: Log): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    schema: queueSchema,
    max: poolSize,
    application_name: 'shopfleet jobs',
    supervise: doesUpkeep,
    schedule: doesUpkeep,
    superviseIntervalSeconds: monitorSeconds,
    monitorIntervalSeconds: monitorSeconds,
    cronMonitorIntervalSeconds: monitorSeconds,
    // A second process sees a changed queue soon; most never change.
    queueCacheIntervalSeconds: 60,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'The job queue reported an error'));
  boss.on('warning', ({ message, data }) => log.warn({ data }, message));
  try {
    await boss.start();
    await addToSchema(boss);
    await ensureQueues(boss, kinds);
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return boss;
}
