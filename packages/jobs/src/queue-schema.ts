import type { PgBoss } from 'pg-boss';
import { enqueueFunction } from './enqueue-function.ts';
import type { AnyJobKind } from './job-kind.ts';
import { deadLetterQueue, jobTable, queueSchema } from './queue-names.ts';

/** A worker that says nothing for so long counts as dead. */
export const heartbeatSeconds = 15;

const yearSeconds = 365 * 24 * 3600;
const keepCompletedSeconds = 24 * 3600;

/** Creates or updates one queue for each kind, and the one that collects what failed for good. */
export async function ensureQueues(boss: PgBoss, kinds: readonly AnyJobKind[]): Promise<void> {
  await boss.createQueue(deadLetterQueue);
  await boss.updateQueue(deadLetterQueue, { retentionSeconds: 10 * yearSeconds, deleteAfterSeconds: keepCompletedSeconds });
  for (const kind of kinds) {
    await boss.createQueue(kind.name, { policy: kind.key ? 'key_strict_fifo' : 'standard' });
    await boss.updateQueue(kind.name, queueOptions(kind));
  }
}

function queueOptions(kind: AnyJobKind) {
  const { baseMs, maxMs } = kind.backoff;
  return {
    deadLetter: deadLetterQueue,
    heartbeatSeconds,
    notify: true,
    warningQueueSize: 1_000_000,
    expireInSeconds: kind.expireInSeconds,
    retentionSeconds: yearSeconds,
    deleteAfterSeconds: keepCompletedSeconds,
    retryLimit: kind.retryLimit,
    retryDelay: Math.ceil(baseMs / 1_000),
    ...(baseMs > 0 ? { retryBackoff: true, retryDelayMax: Math.max(1, Math.ceil(maxMs / 1_000)) } : { retryBackoff: false }),
  };
}

const roles = 'shopfleet_app, shopfleet_system';

/**
 * What we add to the library's schema, safe to repeat: an index that allows one new job for each dedupe key (kept in group_tier, a
 * plain column, because row-level security keeps indexes on expressions from being used; jobs with one key may fail for good as often
 * as they like), one that finds a tenant's waiting jobs,
 * the function that enqueues, and the right to enqueue from a tenant's transaction without seeing other tenants' jobs.
 */
export const schemaAdditions = `
  CREATE UNIQUE INDEX IF NOT EXISTS shopfleet_job_dedupe_live ON ${jobTable} (name, group_id, group_tier)
    WHERE state = 'created' AND group_tier IS NOT NULL AND name <> '${deadLetterQueue}';
  DROP INDEX IF EXISTS ${queueSchema}.shopfleet_job_dedupe;
  CREATE INDEX IF NOT EXISTS shopfleet_job_waiting ON ${jobTable} (name, group_id, group_tier) WHERE state < 'active';
  GRANT USAGE ON SCHEMA ${queueSchema} TO ${roles};
  GRANT SELECT ON ${queueSchema}.queue TO ${roles};
  GRANT SELECT, INSERT, UPDATE ON ${jobTable} TO ${roles};
  ALTER TABLE ${jobTable} ENABLE ROW LEVEL SECURITY;
  DROP POLICY IF EXISTS own_tenant ON ${jobTable};
  DROP POLICY IF EXISTS every_row_for_system ON ${jobTable};
  CREATE POLICY own_tenant ON ${jobTable} FOR ALL TO shopfleet_app
    USING (group_id = nullif(current_setting('shopfleet.tenant_id', true), ''))
    WITH CHECK (group_id = nullif(current_setting('shopfleet.tenant_id', true), ''));
  CREATE POLICY every_row_for_system ON ${jobTable} FOR ALL TO shopfleet_system USING (true) WITH CHECK (true);
  ${enqueueFunction}`;
