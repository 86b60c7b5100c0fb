import type { ContentJob } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { createRun } from '../../sync/index.ts';
import { contentRunJob } from './content-job-kinds.ts';
import { kindOf, type RunInput } from './content-run-row.ts';
import { findUnfinishedContentRun } from './content-run-store.ts';
import { contentPlatform, type RequestRunDeps } from './sync-deps.ts';

export interface RunRequest {
  readonly tenantId: string;
  /** `all`: tokens first, then profiles and videos side by side. */
  readonly job: 'all' | ContentJob;
  readonly outletId?: string | undefined;
  readonly accountId?: string | undefined;
  /** Only these accounts; a run for everybody that is under way is joined all the same. */
  readonly accountIds?: readonly string[];
  readonly isCatchUp?: boolean;
  readonly requestedBy: string;
}

export interface RequestedRuns {
  readonly runIds: readonly string[];
  /** True when all of them were under way already. */
  readonly isJoined: boolean;
}

/**
 * Asks for a run of each job, or joins the one that is under way for the same outlet, account or everybody. Throws `NOT_FOUND` for an
 * outlet or account that this tenant does not have.
 */
export function requestContentRun(deps: RequestRunDeps, request: RunRequest): Promise<RequestedRuns> {
  return deps.db.asTenant(request.tenantId, (tx) => requestContentRunIn(tx, deps, request));
}

/** The same inside a transaction of the tenant: the runs exist when it commits. */
export async function requestContentRunIn(tx: Tx, deps: Omit<RequestRunDeps, 'db'>, request: RunRequest): Promise<RequestedRuns> {
  await requireScope(tx, request);
  const jobs: readonly ContentJob[] = request.job === 'all' ? ['refresh_tokens', 'user', 'video'] : [request.job];
  const runs: { runId: string; isNew: boolean }[] = [];
  for (const job of jobs) runs.push(await openRun(tx, deps, request, job, runs[0]?.runId));
  return { runIds: runs.map(({ runId }) => runId), isJoined: runs.every(({ isNew }) => !isNew) };
}

async function requireScope(tx: Tx, { outletId, accountId }: RunRequest): Promise<void> {
  if (outletId !== undefined) {
    const { rows } = await tx.execute(sql`select from outlet where id = ${outletId} and archived_at is null`);
    if (rows.length === 0) throw new HubError('NOT_FOUND', { message: 'There is no such outlet' });
  }
  if (accountId !== undefined) {
    const { rows } = await tx.execute(sql`select from content_account where id = ${accountId}`);
    if (rows.length === 0) throw new HubError('NOT_FOUND', { message: 'There is no such account' });
  }
}

async function openRun(
  tx: Tx,
  deps: Omit<RequestRunDeps, 'db'>,
  request: RunRequest,
  job: ContentJob,
  afterRunId: string | undefined,
): Promise<{ runId: string; isNew: boolean }> {
  const { tenantId, outletId, accountId, isCatchUp } = request;
  const input: RunInput = {
    ...(outletId !== undefined && { outletId }),
    ...(accountId !== undefined && { accountId }),
    ...(isCatchUp && { isCatchUp }),
    ...(afterRunId !== undefined && { afterRunId }),
  };
  const unfinished = await findUnfinishedContentRun(tx, tenantId, job, input);
  if (unfinished) return { runId: unfinished.id, isNew: false };
  const runId = await createRun(tx, deps.clock, { tenantId, kind: kindOf(job), requestedBy: request.requestedBy, input });
  const total = await addItems(tx, runId, request, job, contentPlatform(deps.platforms)?.content.videosPerPage ?? 1);
  await tx.execute(sql`update run set total = ${total} where tenant_id = ${tenantId} and id = ${runId}`);
  await deps.jobs.enqueue(tx, contentRunJob, tenantId, { runId }, { dedupeKey: runId });
  return { runId, isNew: true };
}

/** One item for each connected account. How many calls its videos take is known from when they were read last. */
async function addItems(tx: Tx, runId: string, request: RunRequest, job: ContentJob, perPage: number): Promise<number> {
  const { outletId, accountId, accountIds } = request;
  const expected =
    job === 'video'
      ? sql`greatest(1, ceil(coalesce((
          select coalesce(d.seen_videos, d.videos) from content_day d
          where d.tenant_id = a.tenant_id and d.account_id = a.id and coalesce(d.seen_videos, d.videos) is not null
          order by d.day desc limit 1), 1)::numeric / ${perPage}))`
      : sql`1`;
  const { rowCount } = await tx.execute(sql`
    insert into content_sync_item (tenant_id, run_id, account_id, expected_calls)
    select a.tenant_id, ${runId}, a.id, ${expected} from content_account a where a.disconnected_at is null
      ${outletId === undefined ? sql`` : sql`and a.outlet_id = ${outletId}`}
      ${accountId === undefined ? sql`` : sql`and a.id = ${accountId}`}
      ${accountIds === undefined ? sql`` : sql`and a.id = any(${sql.param([...accountIds])}::text[])`}`);
  return rowCount ?? 0;
}
