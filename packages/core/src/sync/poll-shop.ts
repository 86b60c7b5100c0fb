import type { Database } from '@shopfleet/db';
import { type Clock, type Log, silentLog } from '@shopfleet/kernel';
import { type CursorPosition, moveCursor, readCursor, type Stream } from './cursor-store.ts';
import type { OpenedShop, OpenShop } from './opened-shop.ts';
import { judgeFailure, needsReconnect } from './poll-failure.ts';
import { finishShopOfRun } from './run-shops.ts';
import type { PollRequest } from './sync-jobs.ts';

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
}

export interface PollInput {
  readonly tenantId: string;
  readonly data: PollRequest;
  readonly signal: AbortSignal;
  readonly isLastTry: boolean;
}

/** Reads one stream of a shop to its end, then moves the cursor; how it went is kept with the cursor and in the run. */
export async function pollShop(deps: PollDeps, stream: Stream, input: PollInput, read: (poll: Poll) => Promise<void>): Promise<void> {
  const { tenantId, data, signal } = input;
  const { shopId, runId } = data;
  const until = deps.clock.now();
  try {
    const cursor = await deps.db.asTenant(tenantId, (tx) => readCursor(tx, shopId, stream));
    const opened = await deps.openShop(tenantId, shopId);
    const since = data.since === undefined ? undefined : new Date(data.since);
    await read({ tenantId, shopId, runId, opened, cursor, until, since, signal });
    await end(deps, stream, input, { until: until.toISOString(), lastRunAt: until.toISOString(), lastStatus: 'succeeded' });
  } catch (failure) {
    const verdict = await judgeFailure(deps, { tenantId, shopId }, failure, input.isLastTry);
    const position = { lastRunAt: until.toISOString(), lastStatus: `failed: ${verdict.reason}`.slice(0, 500) };
    if (verdict.isOver) await end(deps, stream, input, position, verdict.reason);
    if (!needsReconnect(verdict.error)) throw verdict.error;
    (deps.log ?? silentLog).info({ shopId, stream }, 'A shop was not read: it must be connected again');
  }
}

async function end(deps: PollDeps, stream: Stream, input: PollInput, position: Partial<CursorPosition>, problem?: string): Promise<void> {
  const { tenantId, data } = input;
  await deps.db.asTenant(tenantId, async (tx) => {
    await moveCursor(tx, deps.clock, { tenantId, shopId: data.shopId, stream, position });
    if (data.runId === undefined) return;
    const done = { tenantId, runId: data.runId, shopId: data.shopId };
    await finishShopOfRun(tx, deps.clock, problem === undefined ? done : { ...done, problem });
  });
}
