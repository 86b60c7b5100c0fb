import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { fromDrizzle, type JobInsert, type PgBoss } from 'pg-boss';
import { groupOf, type JobEnvelope } from './job-envelope.ts';
import { nextJobId } from './job-id.ts';
import type { JobKind } from './job-kind.ts';
import { jobTable } from './queue-schema.ts';

export interface EnqueueOptions {
  /** While a job with this key waits, no second one is added. One that runs already does not count. */
  readonly dedupeKey?: string;
  /** With `dedupeKey`: the waiting job gets the new data instead; the newest wins. */
  readonly replace?: boolean;
  /** Not before this instant, by the clock of the program. */
  readonly startAfter?: Date;
  /** Higher first, within one kind; −100 to 100, default 0. */
  readonly priority?: number;
}

export interface JobRequest<T> extends EnqueueOptions {
  readonly data: T;
}

/**
 * Fairness: a job waits behind as many jobs of other tenants as its own tenant has waiting, up to this number. So the first job of
 * a quiet tenant goes before the hundred-thousandth of a busy one.
 */
export const deepestBacklog = 1_000;
const priorityStep = 10_000;
const insertChunk = 1_000;
const maxRounds = 10;

interface Enqueuer {
  readonly boss: PgBoss;
  readonly clock: Clock;
}

/** Adds jobs of one kind for one tenant inside `tx`: they exist when it commits, and only then. */
export async function enqueueJobs<T>(
  { boss, clock }: Enqueuer,
  tx: Tx,
  kind: JobKind<T>,
  tenantId: string,
  requests: readonly JobRequest<T>[],
): Promise<void> {
  let pending = onePerDedupeKey(requests);
  for (let round = 1; pending.length > 0; round++) {
    // Another transaction may add or start a job with the same dedupe key between our look and our insert: then look again.
    if (round > maxRounds) throw new Error(`Jobs of kind ${kind.name} could not be added: others keep adding the same ones`);
    pending = await insertMissing({ boss, clock }, tx, kind, tenantId, await withoutWaiting(tx, kind, tenantId, pending));
  }
}

/** Returns the requests that met a job with the same dedupe key. */
async function insertMissing<T>(
  { boss, clock }: Enqueuer,
  tx: Tx,
  kind: JobKind<T>,
  tenantId: string,
  requests: readonly JobRequest<T>[],
): Promise<JobRequest<T>[]> {
  if (requests.length === 0) return [];
  let backlog = await countBacklog(tx, kind, tenantId);
  const refused: JobRequest<T>[] = [];
  for (let start = 0; start < requests.length; start += insertChunk) {
    const chunk = requests.slice(start, start + insertChunk);
    const jobs = chunk.map((request) => ({
      id: nextJobId(),
      ...toJob(kind, tenantId, request, clock, Math.min(backlog++, deepestBacklog)),
    }));
    const inserted = new Set(await boss.insert(kind.name, jobs, { db: fromDrizzle(tx, sql), returnId: true }));
    refused.push(...chunk.filter((_request, index) => !inserted.has(jobs[index]?.id ?? '')));
  }
  return refused;
}

/** Of several requests with one key the first counts, or the last one that asks to replace. */
function onePerDedupeKey<T>(requests: readonly JobRequest<T>[]): JobRequest<T>[] {
  const chosen = new Map<string | symbol, JobRequest<T>>();
  for (const request of requests) {
    const key = request.dedupeKey ?? Symbol('no dedupe key');
    if (!chosen.has(key) || request.replace) chosen.set(key, request);
  }
  return [...chosen.values()];
}

function toJob<T>(kind: JobKind<T>, tenantId: string, request: JobRequest<T>, clock: Clock, depth: number): JobInsert<JobEnvelope> {
  const { data, dedupeKey, startAfter, priority = 0 } = request;
  const waitMs = startAfter ? startAfter.getTime() - clock.now().getTime() : 0;
  return {
    data: { tenantId, data },
    priority: priority * priorityStep - depth,
    ...(kind.key && { singletonKey: orderKey(tenantId, kind.key(data)) }),
    group: { id: groupOf(tenantId), ...(dedupeKey !== undefined && { tier: dedupeKey }) },
    ...(waitMs > 0 && { startAfter: `${waitMs / 1_000} seconds` }),
  };
}

/** Two tenants may use the same key without meeting. */
export function orderKey(tenantId: string, key: string): string {
  return `${tenantId}:${key}`;
}

/**
 * Drops the requests whose dedupe key has a waiting job, after giving it the new data if asked; one that waits for its next try
 * is due at once, because there is a new reason. The update locks that job until
 * `tx` ends: else a worker could start it before our change is visible, and the change would never be looked at.
 */
async function withoutWaiting<T>(tx: Tx, kind: JobKind<T>, tenantId: string, requests: readonly JobRequest<T>[]): Promise<JobRequest<T>[]> {
  const waiting = new Set<JobRequest<T>>();
  // One order of locking for everybody, so that two transactions cannot wait for each other.
  for (const request of [...requests].sort((a, b) => ((a.dedupeKey ?? '') < (b.dedupeKey ?? '') ? -1 : 1))) {
    if (request.dedupeKey !== undefined && (await renewWaiting(tx, kind, tenantId, request))) waiting.add(request);
  }
  return requests.filter((request) => !waiting.has(request));
}

async function renewWaiting<T>(tx: Tx, kind: JobKind<T>, tenantId: string, request: JobRequest<T>): Promise<boolean> {
  const envelope = JSON.stringify({ tenantId, data: request.data } satisfies JobEnvelope);
  const { rowCount } = await tx.execute(sql`
    UPDATE ${sql.raw(jobTable)} SET data = ${request.replace ? sql`${envelope}::jsonb` : sql`data`},
      start_after = CASE state WHEN 'retry' THEN least(start_after, now()) ELSE start_after END
    WHERE name = ${kind.name} AND group_id = ${groupOf(tenantId)} AND group_tier = ${request.dedupeKey} AND state < 'active'`);
  return (rowCount ?? 0) > 0;
}

async function countBacklog<T>(tx: Tx, kind: JobKind<T>, tenantId: string): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM (
      SELECT FROM ${sql.raw(jobTable)} WHERE name = ${kind.name} AND group_id = ${groupOf(tenantId)} AND state < 'active' LIMIT ${deepestBacklog}
    ) AS waiting`);
  return rows[0]?.count ?? 0;
}
