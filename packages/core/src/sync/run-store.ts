import type { Tx } from '@shopfleet/db';
import { type Clock, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { announce } from '../edge/index.ts';

export type RunStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

export interface RunRow extends Record<string, unknown> {
  readonly id: string;
  readonly kind: string;
  readonly shop_id: string | null;
  readonly status: RunStatus;
  readonly processed: number;
  readonly total: number | null;
  readonly failed: number;
  readonly message: string;
  readonly problems: { subject: string; message: string }[];
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
}

export interface RunProblem {
  readonly subject: string;
  readonly message: string;
}

const maxProblems = 100;

/** Starts the record of a long piece of work. */
export async function createRun(
  tx: Tx,
  clock: Clock,
  input: { tenantId: string; kind: string; shopId?: string; requestedBy: string; input?: object; total?: number },
): Promise<string> {
  const at = clock.now();
  const id = newId('run', at.getTime());
  await tx.execute(sql`
    insert into run (tenant_id, id, kind, shop_id, requested_by, input, total, created_at)
    values (${input.tenantId}, ${id}, ${input.kind}, ${input.shopId ?? null}, ${input.requestedBy},
      ${JSON.stringify(input.input ?? {})}::jsonb, ${input.total ?? null}, ${at.toISOString()})`);
  await announce(tx, clock, input.tenantId, { topic: 'run', id, what: 'queued' });
  return id;
}

/** Adds to the counts of a run. One bad item never stops a run: it is counted in `failed` and named in `problems`. */
export async function advanceRun(
  tx: Tx,
  clock: Clock,
  input: { tenantId: string; runId: string; processed?: number; failed?: number; total?: number; problems?: readonly RunProblem[] },
): Promise<void> {
  const problems = (input.problems ?? []).map(({ subject, message }) => ({ subject, message: message.slice(0, 500) }));
  await tx.execute(sql`
    update run set status = 'running', started_at = coalesce(started_at, ${clock.now().toISOString()}::timestamptz),
      processed = processed + ${input.processed ?? 0}, failed = failed + ${input.failed ?? 0},
      total = coalesce(${input.total ?? null}::integer, total),
      problems = case when jsonb_array_length(problems) < ${maxProblems} then problems || ${JSON.stringify(problems)}::jsonb else problems end
    where tenant_id = ${input.tenantId} and id = ${input.runId} and finished_at is null`);
  await announce(tx, clock, input.tenantId, { topic: 'run', id: input.runId, what: 'advanced' });
}

/** Ends a run, once. */
export async function finishRun(
  tx: Tx,
  clock: Clock,
  input: { tenantId: string; runId: string; status: 'succeeded' | 'failed' | 'cancelled'; message?: string },
): Promise<void> {
  const at = clock.now().toISOString();
  await tx.execute(sql`
    update run set status = ${input.status}, message = ${(input.message ?? '').slice(0, 1_000)}, finished_at = ${at},
      started_at = coalesce(started_at, ${at}::timestamptz)
    where tenant_id = ${input.tenantId} and id = ${input.runId} and finished_at is null`);
  await announce(tx, clock, input.tenantId, { topic: 'run', id: input.runId, what: input.status });
}

const columns = sql`id, kind, shop_id, status, processed, total, failed, message, problems, created_at, started_at, finished_at`;

export async function findRun(tx: Tx, tenantId: string, runId: string): Promise<RunRow | undefined> {
  const { rows } = await tx.execute<RunRow>(sql`select ${columns} from run where tenant_id = ${tenantId} and id = ${runId}`);
  return rows[0];
}

/** A run of this kind that is not finished: a second request joins it. */
export async function findUnfinishedRun(
  tx: Tx,
  input: { tenantId: string; kind: string; shopId: string | null },
): Promise<RunRow | undefined> {
  const { rows } = await tx.execute<RunRow>(sql`
    select ${columns} from run where tenant_id = ${input.tenantId} and kind = ${input.kind}
      and shop_id is not distinct from ${input.shopId} and finished_at is null order by created_at desc limit 1`);
  return rows[0];
}

/** Runs that wait or go on, the oldest first; at most a hundred. */
export async function listUnfinishedRuns(tx: Tx, tenantId: string): Promise<RunRow[]> {
  const { rows } = await tx.execute<RunRow>(sql`
    select ${columns} from run where tenant_id = ${tenantId} and finished_at is null order by id limit 100`);
  return rows;
}

/** Runs, the newest first; ids are ordered by time. */
export async function listRunRows(
  tx: Tx,
  input: { tenantId: string; shopId: string | undefined; before: string | undefined; limit: number },
): Promise<RunRow[]> {
  const shop = input.shopId === undefined ? sql`` : sql`and shop_id = ${input.shopId}`;
  const before = input.before === undefined ? sql`` : sql`and id < ${input.before}`;
  const { rows } = await tx.execute<RunRow>(sql`
    select ${columns} from run where tenant_id = ${input.tenantId} ${shop} ${before} order by id desc limit ${input.limit + 1}`);
  return rows;
}
