import type { ContentJob } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { announce } from '../../edge/index.ts';
import { type ContentRunRow, kindOf, type RawContentRun, type RunInput, type RunTotals, toContentRun } from './content-run-row.ts';

const columns = sql`tenant_id, id, kind, input, status, requested_by, total, totals, message, created_at, started_at, finished_at`;

export async function findContentRun(tx: Tx, runId: string): Promise<ContentRunRow | undefined> {
  const { rows } = await tx.execute<RawContentRun>(sql`select ${columns} from run where id = ${runId} and kind like 'content.%'`);
  return rows[0] && toContentRun(rows[0]);
}

/** The run of a job that is not finished, for the same outlet or account or for all. Whoever asks holds its place until the commit. */
export async function findUnfinishedContentRun(
  tx: Tx,
  tenantId: string,
  job: ContentJob,
  { outletId = '', accountId = '' }: RunInput,
): Promise<ContentRunRow | undefined> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`run:${tenantId}:${kindOf(job)}:${outletId}:${accountId}`}, 0))`);
  const { rows } = await tx.execute<RawContentRun>(sql`
    select ${columns} from run where tenant_id = ${tenantId} and kind = ${kindOf(job)} and finished_at is null
      and coalesce(input ->> 'outletId', '') = ${outletId} and coalesce(input ->> 'accountId', '') = ${accountId}`);
  return rows[0] && toContentRun(rows[0]);
}

export interface RunFilter {
  readonly job?: ContentJob | undefined;
  readonly outletId?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Runs, the newest first; one more than `limit` when there are more. */
export async function listContentRuns(tx: Tx, tenantId: string, { job, outletId, before, limit }: RunFilter): Promise<ContentRunRow[]> {
  const { rows } = await tx.execute<RawContentRun>(sql`
    select ${columns} from run where tenant_id = ${tenantId} and kind like 'content.%'
      ${job === undefined ? sql`` : sql`and kind = ${kindOf(job)}`}
      ${outletId === undefined ? sql`` : sql`and input ->> 'outletId' = ${outletId}`}
      ${before === undefined ? sql`` : sql`and id < ${before}`}
    order by id desc limit ${limit + 1}`);
  return rows.map(toContentRun);
}

/** Runs that read this account, the newest first. */
export async function listRunsOfAccount(tx: Tx, tenantId: string, accountId: string, limit: number): Promise<ContentRunRow[]> {
  const { rows } = await tx.execute<RawContentRun>(sql`
    select ${columns} from run r where tenant_id = ${tenantId} and kind like 'content.%' and exists (
      select from content_sync_item i where i.tenant_id = r.tenant_id and i.run_id = r.id and i.account_id = ${accountId})
    order by id desc limit ${limit}`);
  return rows.map(toContentRun);
}

/** Writes how far a run is, and tells the screens. False when it is over: ended or cancelled meanwhile. */
export async function saveRunProgress(
  tx: Tx,
  clock: Clock,
  run: Pick<ContentRunRow, 'tenantId' | 'id'>,
  totals: RunTotals,
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    update run set status = 'running', started_at = coalesce(started_at, ${clock.now().toISOString()}::timestamptz),
      processed = ${totals.done + totals.skipped}, failed = ${totals.failed}, totals = ${JSON.stringify(totals)}::jsonb
    where tenant_id = ${run.tenantId} and id = ${run.id} and finished_at is null`);
  if (rowCount !== 1) return false;
  await announce(tx, clock, run.tenantId, { topic: 'run', id: run.id, what: 'advanced' });
  return true;
}
