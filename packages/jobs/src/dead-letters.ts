import { HubError } from '@shopfleet/kernel';
import type { PgBoss } from 'pg-boss';
import { readEnvelope } from './job-envelope.ts';
import { jobChannel, ownerQuery } from './queue-database.ts';
import { deadLetterQueue, jobTable } from './queue-names.ts';

/** A job that failed for good. It stays until somebody sends it on its way again. */
export interface DeadLetter {
  readonly id: string;
  readonly jobId: string;
  readonly kind: string;
  readonly tenantId: string;
  readonly data: unknown;
  readonly error: string;
  readonly attempts: number;
  readonly failedAt: Date;
}

interface DeadLetterRow {
  readonly id: string;
  readonly jobId: string;
  readonly kind: string;
  readonly stored: unknown;
  readonly error: string | null;
  readonly attempts: number;
  readonly failedAt: Date;
}

export interface DeadLetterFilter {
  readonly limit: number;
  readonly tenantId?: string;
  /** The last one that was shown: what comes behind it. */
  readonly before?: Pick<DeadLetter, 'id' | 'failedAt'>;
}

/** As precise as what a program knows of it. */
const createdMs = `date_trunc('milliseconds', created_on)`;

/** The newest first. */
export async function listDeadLetters(boss: PgBoss, { limit, tenantId, before }: DeadLetterFilter): Promise<DeadLetter[]> {
  const rows = await ownerQuery<DeadLetterRow>(
    boss,
    `SELECT id, source_id AS "jobId", source_name AS kind, data AS stored, source_retry_count + 1 AS attempts, created_on AS "failedAt",
            coalesce(source_output->>'message', source_output->'value'->>'message') AS error
     FROM ${jobTable} WHERE name = $1 AND state < 'active' AND ($3::text IS NULL OR group_id = $3)
       AND ($4::timestamptz IS NULL OR (${createdMs}, id) < ($4::timestamptz, $5::uuid))
     ORDER BY ${createdMs} DESC, id DESC LIMIT $2`,
    [deadLetterQueue, limit, tenantId ?? null, before?.failedAt ?? null, before?.id ?? null],
  );
  return rows.map(({ stored, error, ...row }) => {
    const { tenantId: owner, data } = readEnvelope(stored);
    return { ...row, tenantId: owner, data, error: error ?? '' };
  });
}

/**
 * Sends one dead letter back to its kind as a new job, behind what waits there. Throws `NOT_FOUND` when there is none with this id, or
 * when it is not one of `tenantId`.
 */
export async function redriveDeadLetter(boss: PgBoss, id: string, tenantId?: string): Promise<void> {
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  const kinds = isUuid
    ? await ownerQuery<{ kind: string }>(
        boss,
        `SELECT source_name AS kind FROM ${jobTable} WHERE name = $1 AND id = $2 AND ($3::text IS NULL OR group_id = $3)`,
        [deadLetterQueue, id, tenantId ?? null],
      )
    : [];
  const moved = kinds.length > 0 ? await boss.redrive(deadLetterQueue, { ids: [id] }) : 0;
  for (const { kind } of kinds) await ownerQuery(boss, 'SELECT pg_notify($1, $2)', [jobChannel, kind]);
  if (moved === 0) throw new HubError('NOT_FOUND', { message: 'There is no such dead letter, or its job waits already' });
}
