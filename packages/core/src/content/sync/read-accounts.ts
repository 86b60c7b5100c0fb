import { setTimeout as sleep } from 'node:timers/promises';
import { retryDelayMs } from '@shopfleet/kernel';
import { openAccount } from '../../connections/index.ts';
import { isDatabaseAway } from './database-patience.ts';
import { noteProblem } from './note-problem.ts';
import { readProfile } from './read-profile.ts';
import { readVideos } from './read-videos.ts';
import { outcomeOfFailure, type ReadingOutcome, skipped } from './reading-outcome.ts';
import { renewTokens } from './renew-tokens.ts';
import type { RunContext } from './run-context.ts';
import { deferItem, endItem, holdItem, type SyncItem } from './sync-item-store.ts';
import { addSyncLog } from './sync-log-store.ts';

/** Tries of one account in a run, its first included: about four minutes. */
const mostTries = 8;
const tryBackoff = { baseMs: 4_000, maxMs: 60_000 };

/** Reads every account, so many at once; what must wait for its next try lets others go before it. */
export async function readAccounts(context: RunContext, items: readonly SyncItem[], lanes: number): Promise<void> {
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
      } catch (error) {
        // The others must not go on without anybody waiting for them.
        context.giveUp();
        throw error;
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
  if (outcome !== 'away' && outcome.kind === 'lost') context.giveUp();
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
