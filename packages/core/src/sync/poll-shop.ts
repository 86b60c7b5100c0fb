import type { Database } from '@shopfleet/db';
import { RetryAt } from '@shopfleet/jobs';
import { type Clock, type Log, silentLog } from '@shopfleet/kernel';
import { type CursorPosition, moveCursor, readCursor, type Stream } from './cursor-store.ts';
import type { OpenedShop, OpenShop } from './opened-shop.ts';
import { type FailureVerdict, judgeFailure, needsReconnect } from './poll-failure.ts';
import { PollTally } from './poll-tally.ts';
import { rawErrorOf } from './raw-error.ts';
import { finishShopOfRun } from './run-shops.ts';
import type { PollRequest } from './sync-jobs.ts';
import { addSyncLog, type NewSyncLogLine } from './sync-log-store.ts';

export interface PollDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly openShop: OpenShop;
  readonly log?: Log;
}

export interface Poll {
  readonly tenantId: string;
  readonly shopId: string;
  readonly runId: string | undefined;
  readonly opened: OpenedShop;
  readonly cursor: CursorPosition;
  /** The instant up to which this poll reads. */
  readonly until: Date;
  readonly since: Date | undefined;
  readonly signal: AbortSignal;
  /** For `advancePoll`. */
  readonly tally: PollTally;
}

export interface PollInput {
  readonly tenantId: string;
  readonly data: PollRequest;
  readonly signal: AbortSignal;
  readonly isLastTry: boolean;
}

type Ending = Pick<NewSyncLogLine, 'status' | 'message' | 'rawError'>;

/** Reads one stream of a shop to its end, then moves the cursor; how it went is kept with the cursor, in the run and in the log. */
export async function pollShop(deps: PollDeps, stream: Stream, input: PollInput, read: (poll: Poll) => Promise<void>): Promise<void> {
  const { tenantId, data, signal } = input;
  const { shopId, runId } = data;
  const until = deps.clock.now();
  const startedMs = performance.now();
  const tally = new PollTally();
  const lineOf = (ending: Ending): NewSyncLogLine => {
    const { processed, failed } = tally;
    return { tenantId, shopId, stream, runId, processed, failed, ...ending, durationMs: performance.now() - startedMs };
  };
  try {
    const cursor = await deps.db.asTenant(tenantId, (tx) => readCursor(tx, shopId, stream));
    const opened = await deps.openShop(tenantId, shopId);
    const since = data.since === undefined ? undefined : new Date(data.since);
    await read({ tenantId, shopId, runId, opened, cursor, until, since, signal, tally });
    const position = { until: until.toISOString(), lastRunAt: until.toISOString(), lastStatus: 'succeeded' };
    await end(deps, input, position, lineOf({ status: 'succeeded', message: '', rawError: '' }));
  } catch (failure) {
    const verdict = await judgeFailure(deps, { tenantId, shopId }, failure, input.isLastTry);
    const line = lineOf(endingOf(verdict, failure, signal));
    const position = { lastRunAt: until.toISOString(), lastStatus: `failed: ${verdict.reason}`.slice(0, 500) };
    if (verdict.isOver) await end(deps, input, position, line, verdict.reason);
    else await noteTry(deps, line);
    if (!needsReconnect(verdict.error)) throw verdict.error;
    (deps.log ?? silentLog).info({ shopId, stream }, 'A shop was not read: it must be connected again');
  }
}

/** The words for the log: what happened, and what happens next. */
function endingOf({ isOver, error, reason }: FailureVerdict, failure: unknown, signal: AbortSignal): Ending {
  const rawError = rawErrorOf(failure);
  if (needsReconnect(error)) return { status: 'skipped', message: 'The shop must be connected again', rawError };
  if (signal.aborted) return { status: 'failed', message: 'The read was broken off; it goes on by itself', rawError };
  if (isOver) return { status: 'failed', message: reason, rawError };
  const next = error instanceof RetryAt ? 'it goes on when the marketplace says so' : 'it will be tried again';
  return { status: 'failed', message: `${reason.slice(0, 400)}; ${next}`, rawError };
}

async function end(
  deps: PollDeps,
  input: PollInput,
  position: Partial<CursorPosition>,
  line: NewSyncLogLine,
  problem?: string,
): Promise<void> {
  const { tenantId, data } = input;
  await deps.db.asTenant(tenantId, async (tx) => {
    await moveCursor(tx, deps.clock, { tenantId, shopId: data.shopId, stream: line.stream, position });
    await addSyncLog(tx, deps.clock, line);
    if (data.runId === undefined) return;
    const done = { tenantId, runId: data.runId, shopId: data.shopId };
    await finishShopOfRun(tx, deps.clock, problem === undefined ? done : { ...done, problem });
  });
}

/** A try that is not the last. What the job does next must not depend on whether it could be noted. */
async function noteTry(deps: PollDeps, line: NewSyncLogLine): Promise<void> {
  try {
    await deps.db.asTenant(line.tenantId, (tx) => addSyncLog(tx, deps.clock, line));
  } catch (error) {
    (deps.log ?? silentLog).warn({ err: error, shopId: line.shopId, stream: line.stream }, 'A read could not be noted in the sync log');
  }
}
