import { randomUUID } from 'node:crypto';
import { type JobRun, RetryAt } from '@shopfleet/jobs';
import { finishRun } from '../../sync/index.ts';
import type { ContentRunRow } from './content-run-row.ts';
import { findContentRun, saveRunProgress } from './content-run-store.ts';
import { patiently } from './database-patience.ts';
import { readAccounts } from './read-accounts.ts';
import { createRunContext, type RunContext } from './run-context.ts';
import { RunProgress } from './run-progress.ts';
import { type ContentSyncDeps, contentPlatform } from './sync-deps.ts';
import { sumItems, takeOverItems } from './sync-item-store.ts';
import { addSyncLog } from './sync-log-store.ts';

const progressEveryMs = 1_000;
const tokensAtOnce = 8;
/** So many times the ground under a run may give way. */
const mostAttempts = 200;

/** Drives a run to its end, from wherever another worker left it. */
export async function driveRun(
  deps: ContentSyncDeps,
  job: Pick<JobRun<{ runId: string }>, 'tenantId' | 'data' | 'signal' | 'attempt'>,
): Promise<void> {
  const { tenantId, signal } = job;
  const { runId } = job.data;
  const inTenant = <T>(work: Parameters<typeof deps.db.asTenant<T>>[1]) =>
    patiently({ log: deps.log, signal }, () => deps.db.asTenant(tenantId, work));
  const run = await inTenant((tx) => findContentRun(tx, runId));
  if (!run || run.finishedAt) return;
  if (job.attempt > mostAttempts) {
    await inTenant((tx) => finishRun(tx, deps.clock, { tenantId, runId, status: 'failed', message: 'The run was begun again too often' }));
    return;
  }
  const { afterRunId } = run.input;
  const before = afterRunId === undefined ? undefined : await inTenant((tx) => findContentRun(tx, afterRunId));
  if (before && !before.finishedAt) throw new RetryAt(new Date(Date.now() + 500), 'The run before this one is not over');
  const worker = randomUUID();
  const items = await inTenant((tx) => takeOverItems(tx, runId, worker));
  const progress = new RunProgress(await inTenant((tx) => sumItems(tx, runId)), callsPerSecond(deps));
  const cancelled = new AbortController();
  const context = createRunContext(deps, {
    tenantId,
    runId,
    job: run.job,
    isLate: run.input.isCatchUp ?? false,
    isForOneAccount: run.input.accountId !== undefined,
    worker,
    signal: AbortSignal.any([signal, cancelled.signal]),
    giveUp: () => cancelled.abort(new Error('Another worker has the run')),
    progress,
  });
  const isRunning = await inTenant((tx) => saveRunProgress(tx, deps.clock, run, progress.totals()));
  if (!isRunning) return;
  const watch = watchProgress(context, run, cancelled);
  try {
    await readAccounts(context, items, lanesOf(deps, run));
  } finally {
    await watch.stop();
  }
  // Stopped, or taken over as a job: the queue must hear that this run is not over.
  signal.throwIfAborted();
  if (cancelled.signal.aborted) return;
  await endRun(context, run);
}

function callsPerSecond({ platforms }: ContentSyncDeps): number {
  const limit = contentPlatform(platforms)?.content.limit;
  return limit ? limit.requests / limit.windowSeconds : 10;
}

function lanesOf({ sync }: ContentSyncDeps, { job }: ContentRunRow): number {
  return { user: sync.profilesAtOnce, video: sync.videosAtOnce, refresh_tokens: tokensAtOnce }[job];
}

/** Tells how far the run is, about once a second, and notices when it was cancelled. */
function watchProgress(context: RunContext, run: ContentRunRow, cancelled: AbortController): { stop(): Promise<void> } {
  let told = '';
  let telling: Promise<void> = Promise.resolve();
  const tell = async () => {
    const totals = context.progress.totals();
    const words = JSON.stringify(totals);
    try {
      const isRunning = await context.inTenant((tx) =>
        words === told
          ? findContentRun(tx, run.id).then((found) => found?.finishedAt === undefined)
          : saveRunProgress(tx, context.clock, run, totals),
      );
      told = words;
      if (!isRunning) cancelled.abort(new Error('The run was cancelled'));
    } catch (error) {
      context.deps.log.warn({ err: error, runId: run.id }, 'The progress of a run could not be told');
    }
  };
  const timer = setInterval(() => {
    telling = telling.then(tell);
  }, progressEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await telling;
    },
  };
}

async function endRun(context: RunContext, run: ContentRunRow): Promise<void> {
  const { tenantId, runId, clock } = context;
  await context.patiently(() =>
    context.inTenant(async (tx) => {
      const { expectedCalls: _left, ...counted } = await sumItems(tx, runId);
      const totals = { ...counted, refreshed: run.job === 'refresh_tokens' ? counted.calls : 0, etaSeconds: null };
      const { accounts, done, failed, skipped: left } = totals;
      // Somebody else reads the rest, and ends the run.
      if (done + failed + left < accounts) return;
      if (!(await saveRunProgress(tx, clock, run, totals))) return;
      const status = failed > 0 && done === 0 ? 'failed' : 'succeeded';
      const message = accounts === 0 ? 'No account is connected' : wordsOf(failed, left, accounts);
      await finishRun(tx, clock, { tenantId, runId, status, message });
      const durationMs = clock.now().getTime() - (run.startedAt ?? clock.now()).getTime();
      await addSyncLog(tx, context, { status, message: message || `${done} of ${accounts} accounts`, rawError: '', durationMs });
    }),
  );
}

function wordsOf(failed: number, left: number, accounts: number): string {
  const parts = [failed > 0 ? `${failed} failed` : '', left > 0 ? `${left} were skipped` : ''].filter((part) => part !== '');
  return parts.length === 0 ? '' : `Of ${accounts} accounts ${parts.join(' and ')}`;
}
