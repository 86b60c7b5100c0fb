import { setTimeout as sleep } from 'node:timers/promises';
import type { adminRoutes, ContentJob } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import type { z } from 'zod';
import { listRunItems } from '../sync/list-run-items.ts';
import { requestContentRun } from '../sync/request-run.ts';
import { type RunSummary, waitForRuns } from '../sync/wait-for-runs.ts';
import type { AdminDeps } from './admin-deps.ts';
import { requireStore } from './require-store.ts';

type StoreSync = z.output<typeof adminRoutes.storeSyncSchema>;
type TotalSync = z.output<typeof adminRoutes.totalSyncSchema>;

interface SyncRequest {
  readonly tenantId: string;
  readonly job: 'all' | ContentJob;
  readonly requestedBy: string;
  /** The caller went away: nobody waits for the end any more; the runs go on. */
  readonly signal: AbortSignal;
}

/** Reads every store and waits for the end, or joins the runs that are under way. `isFinished` false: the numbers so far. */
export async function syncAllStores(deps: AdminDeps, request: SyncRequest): Promise<{ isFinished: boolean; totals: TotalSync }> {
  const { runIds } = await requestContentRun(deps, request);
  const runs = await waitForEnd(deps, request, runIds);
  return { isFinished: isOver(runs), totals: toTotals(runs) };
}

/**
 * The same for one store. Throws `STORE_NOT_FOUND`, and `SYNC_FAILED` when one of its accounts could not be read. A store of which
 * nothing could be read because no account is connected, or none granted it, is no failure: `success` is false and `message` says why.
 */
export async function syncStore(deps: AdminDeps, request: SyncRequest, code: string): Promise<{ isFinished: boolean; outcome: StoreSync }> {
  const store = await deps.db.asTenant(request.tenantId, (tx) => requireStore(tx, code));
  const { runIds } = await requestContentRun(deps, { ...request, outletId: store.id });
  const runs = await waitForEnd(deps, request, runIds);
  await refuseFailed(deps, request.tenantId, store.code, runs);
  const records = countRecords(runs);
  const outcome = {
    success: !isOver(runs) || records.done > 0,
    storeCode: store.code,
    message: isOver(runs) ? wordsOf(runs, records) : 'Still running; GET /admin/sync/logs tells how it went',
    duration: Math.max(0, ...runs.map(({ durationMs }) => durationMs)),
    recordsProcessed: records.records,
  };
  return { isFinished: isOver(runs), outcome };
}

const isOver = (runs: readonly RunSummary[]): boolean => runs.every(({ isFinished }) => isFinished);

async function waitForEnd(deps: AdminDeps, { tenantId, signal }: SyncRequest, runIds: readonly string[]): Promise<RunSummary[]> {
  const untilMs = performance.now() + deps.waitForSyncMs;
  // At first often, since one store takes a second; later seldom, since hundreds take minutes.
  for (let withinMs = 0; ; withinMs = Math.min(5_000, untilMs - performance.now())) {
    const runs = await waitForRuns(deps, tenantId, runIds, { withinMs: Math.max(0, withinMs) });
    if (isOver(runs) || signal.aborted || performance.now() >= untilMs) return runs;
    await sleep(50);
  }
}

function toTotals(runs: readonly RunSummary[]): TotalSync {
  const of = (job: ContentJob) => runs.find((run) => run.job === job)?.totals;
  const outcome = (job: ContentJob) => {
    const { accounts = 0, done = 0, failed = 0, skipped = 0 } = of(job) ?? {};
    return { total: accounts, successful: done, failed, skipped };
  };
  const tokens = of('refresh_tokens');
  return {
    refresh_tokens: { total: tokens?.accounts ?? 0, refreshed: tokens?.refreshed ?? 0, failed: tokens?.failed ?? 0 },
    user_sync: outcome('user'),
    video_sync: { ...outcome('video'), totalVideos: of('video')?.videos ?? 0 },
  };
}

interface Records {
  /** Accounts that were read, in any of the runs. */
  readonly done: number;
  readonly profiles: number;
  readonly videos: number;
  readonly tokens: number;
  readonly records: number;
}

/** Profiles and videos are records; tokens only where nothing else was asked for. */
function countRecords(runs: readonly RunSummary[]): Records {
  const of = (job: ContentJob) => runs.find((run) => run.job === job)?.totals;
  const [profiles, videos, tokens] = [of('user')?.done ?? 0, of('video')?.videos ?? 0, of('refresh_tokens')?.refreshed ?? 0];
  const isTokensOnly = runs.every(({ job }) => job === 'refresh_tokens');
  const done = runs.filter(({ job }) => isTokensOnly || job !== 'refresh_tokens').reduce((sum, { totals }) => sum + totals.done, 0);
  return { done, profiles, videos, tokens, records: isTokensOnly ? tokens : profiles + videos };
}

function wordsOf(runs: readonly RunSummary[], { done, profiles, videos, tokens }: Records): string {
  if (done === 0) return runs.find(({ message }) => message !== '')?.message ?? 'Nothing was read';
  const words: Readonly<Record<ContentJob, string>> = {
    refresh_tokens: `${counted(tokens, 'token')} renewed`,
    user: counted(profiles, 'profile'),
    video: counted(videos, 'video'),
  };
  return runs.map(({ job }) => words[job]).join(', ');
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

async function refuseFailed(deps: AdminDeps, tenantId: string, code: string, runs: readonly RunSummary[]): Promise<void> {
  const bad = runs.find(({ isFinished, status, totals }) => isFinished && (status !== 'succeeded' || totals.failed > 0));
  if (!bad) return;
  const [item] = await deps.db.asTenant(tenantId, (tx) =>
    listRunItems(tx, { runId: bad.runId, state: 'failed', after: undefined, limit: 1 }),
  );
  const why = item?.message || bad.message || (bad.status === 'cancelled' ? 'it was cancelled' : 'see its sync-logs');
  throw new HubError('SYNC_FAILED', { message: `${code} could not be read: ${why}` });
}
