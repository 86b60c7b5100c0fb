import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type JobRun, RetryAt } from '@shopfleet/jobs';
import { retryDelayMs } from '@shopfleet/kernel';
import { openAccount } from '../../connections/index.ts';
import { finishRun } from '../../sync/index.ts';
import type { ContentRunRow } from './content-run-row.ts';
import { findContentRun, saveRunProgress } from './content-run-store.ts';
import { isDatabaseAway, patiently } from './database-patience.ts';
import { noteProblem } from './note-problem.ts';
import { readProfile } from './read-profile.ts';
import { readVideos } from './read-videos.ts';
import { outcomeOfFailure, type ReadingOutcome, skipped } from './reading-outcome.ts';
import { renewTokens } from './renew-tokens.ts';
import { createRunContext, type RunContext } from './run-context.ts';
import { RunProgress } from './run-progress.ts';
import { type ContentSyncDeps, contentPlatform } from './sync-deps.ts';
import { deferItem, endItem, holdItem, type SyncItem, sumItems, takeOverItems } from './sync-item-store.ts';
import { addSyncLog } from './sync-log-store.ts';

/** Tries of one account in a run, its first included: about four minutes. */
const mostTries = 8;
const tryBackoff = { baseMs: 4_000, maxMs: 60_000 };
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
    progress,
  });
  const isRunning = await inTenant((tx) => saveRunProgress(tx, deps.clock, run, progress.totals()));
  if (!isRunning) return;
  const watch = watchProgress(context, run, cancelled);
  try {
    await readAll(context, items, lanesOf(deps, run));
  } finally {
    await watch.stop();
  }
  if (cancelled.signal.aborted) return;
  signal.throwIfAborted();
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

/** Reads every account, so many at once; what must wait for its next try lets others go before it. */
async function readAll(context: RunContext, items: readonly SyncItem[], lanes: number): Promise<void> {
  const waiting = [...items];
  let underWay = 0;
  const lane = async (): Promise<void> => {
    while (!context.signal.aborted && (waiting.length > 0 || underWay > 0)) {
      const index = waiting.findIndex(({ notBeforeMs }) => notBeforeMs <= Date.now());
      const [item] = index === -1 ? [] : waiting.splice(index, 1);
      if (!item) {
        await sleep(100);
        continue;
      }
      underWay += 1;
      try {
        const again = await readOne(context, item);
        if (again) waiting.push(again);
      } finally {
        underWay -= 1;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}

/** Reads one account; answers the item when it must be tried again. */
async function readOne(context: RunContext, item: SyncItem): Promise<SyncItem | undefined> {
  context.progress.begin(item.accountId);
  const outcome = await read(context, item);
  if (outcome === 'away') return { ...item, notBeforeMs: Date.now() + 500 };
  if (outcome.kind === 'again' && item.tries + 1 < mostTries) return defer(context, item, outcome);
  const ended: ReadingOutcome = outcome.kind === 'again' ? { ...outcome, kind: 'failed', isAccountsFault: true } : outcome;
  if (ended.kind === 'failed' || ended.kind === 'skipped') await fail(context, item, ended);
  context.progress.ended(item.accountId, ended);
  return undefined;
}

async function read(context: RunContext, item: SyncItem): Promise<ReadingOutcome | 'away'> {
  const { deps, job, tenantId } = context;
  try {
    if (!item.isConnected) return skipped('The account was disconnected');
    if (job === 'refresh_tokens') return await renewTokens(context, item);
    const { platform, access } = await openAccount(deps, tenantId, item.connectionId);
    const { content } = platform;
    if (!content)
      return { kind: 'failed', message: `${platform.manifest.title} has no content to read`, rawError: '', isAccountsFault: false };
    const granted = content.granted(access.scopes);
    if (job === 'user')
      return granted.profile ? await readProfile(context, item, { content, access }) : skipped('The account did not grant its profile');
    return granted.videos ? await readVideos(context, item, { content, access }) : skipped('The account did not grant its videos');
  } catch (error) {
    if (context.signal.aborted) return { kind: 'lost' };
    if (await isOurDatabaseAway(context, error)) return 'away';
    return outcomeOfFailure(error);
  }
}

/** A platform's client fails in its own words when the database is away under it: such a failure is not the account's. */
async function isOurDatabaseAway(context: RunContext, error: unknown): Promise<boolean> {
  if (isDatabaseAway(error)) return true;
  if (outcomeOfFailure(error).kind !== 'again') return false;
  return context.deps.db.ping().then(
    () => false,
    () => true,
  );
}

async function defer(context: RunContext, item: SyncItem, outcome: ReadingOutcome & { kind: 'again' }): Promise<SyncItem | undefined> {
  const tries = item.tries + 1;
  const delayMs = retryDelayMs(tries, tryBackoff);
  const notBeforeMs = Math.max(Date.now() + delayMs, Math.min(outcome.retryAt?.getTime() ?? 0, Date.now() + tryBackoff.maxMs));
  const isOurs = await context.patiently(() =>
    context.inTenant((tx) => deferItem(tx, context.claimOf(item), { tries, notBefore: new Date(notBeforeMs), message: outcome.message })),
  );
  // What was read so far is kept: the next try goes on behind it.
  return isOurs ? { ...item, tries, notBeforeMs, calls: Math.max(item.calls, 1) } : undefined;
}

async function fail(context: RunContext, item: SyncItem, outcome: ReadingOutcome & { kind: 'failed' | 'skipped' }): Promise<void> {
  const claim = context.claimOf(item);
  const { kind, message, rawError } = outcome;
  const durationMs = context.progress.durationOf(item.accountId);
  await context.patiently(() =>
    context.inTenant(async (tx) => {
      if ((await holdItem(tx, claim)) !== 'held') return;
      await endItem(tx, claim, { state: kind, calls: item.calls, videos: 0, message });
      await addSyncLog(tx, context, { item, status: kind, message, rawError, durationMs });
      if (outcome.isAccountsFault) await noteProblem(tx, context.clock, item.accountId, message);
    }),
  );
}

async function endRun(context: RunContext, run: ContentRunRow): Promise<void> {
  const { tenantId, runId, clock } = context;
  await context.patiently(() =>
    context.inTenant(async (tx) => {
      const { expectedCalls: _left, ...counted } = await sumItems(tx, runId);
      const totals = { ...counted, refreshed: run.job === 'refresh_tokens' ? counted.calls : 0, etaSeconds: null };
      if (!(await saveRunProgress(tx, clock, run, totals))) return;
      const { accounts, done, failed, skipped: left } = totals;
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
