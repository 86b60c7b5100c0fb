import type { ContentJob } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { type Clock, crashPoint } from '@shopfleet/kernel';
import { ensureMonthOf, type OwnDay } from '../days/index.ts';
import { patiently } from './database-patience.ts';
import type { ReadingOutcome } from './reading-outcome.ts';
import type { RunProgress } from './run-progress.ts';
import type { ContentSyncDeps } from './sync-deps.ts';
import { endItem, holdItem, type ItemClaim, type ItemEnd, type SyncItem } from './sync-item-store.ts';
import { addSyncLog } from './sync-log-store.ts';

/** One worker's hold on one run, and what every reading of an account in it needs. */
export interface RunContext {
  readonly deps: ContentSyncDeps;
  readonly clock: Clock;
  readonly tenantId: string;
  readonly runId: string;
  readonly job: ContentJob;
  readonly isLate: boolean;
  readonly isForOneAccount: boolean;
  readonly signal: AbortSignal;
  /** Leaves the run to whoever has taken it over. */
  giveUp(): void;
  readonly progress: RunProgress;
  claimOf(item: SyncItem): ItemClaim;
  inTenant<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Waits, bounded, for a database that is away. What it repeats must be safe to repeat. */
  patiently<T>(work: () => Promise<T>): Promise<T>;
  ensureMonthOf(day: OwnDay): Promise<void>;
}

export function createRunContext(
  deps: ContentSyncDeps,
  run: Pick<RunContext, 'tenantId' | 'runId' | 'job' | 'isLate' | 'isForOneAccount' | 'signal' | 'giveUp' | 'progress'> & {
    worker: string;
  },
): RunContext {
  const { tenantId, runId, worker, signal } = run;
  const wait = <T>(work: () => Promise<T>) => patiently({ log: deps.log, signal }, work);
  return {
    ...run,
    deps,
    clock: deps.clock,
    claimOf: ({ accountId }) => ({ tenantId, runId, accountId, worker }),
    inTenant: (work) => deps.db.asTenant(tenantId, work),
    patiently: wait,
    ensureMonthOf: (day) => wait(() => ensureMonthOf(deps.db, day)),
  };
}

/** Ends an account in one transaction: what was read, its line in the log, its item. Repeated safely when the answer is lost. */
export async function finishItem(
  context: RunContext,
  item: SyncItem,
  end: ItemEnd,
  record?: (tx: Tx) => Promise<unknown>,
  { refreshed = 0, isLogged = true }: { refreshed?: number; isLogged?: boolean } = {},
): Promise<ReadingOutcome> {
  const claim = context.claimOf(item);
  const durationMs = context.progress.durationOf(item.accountId);
  crashPoint('content.before-finish');
  const held = await context.patiently(() =>
    context.inTenant(async (tx) => {
      const hold = await holdItem(tx, claim);
      if (hold !== 'held') return hold;
      await record?.(tx);
      await Promise.all([
        endItem(tx, claim, end),
        isLogged && addSyncLog(tx, context, { item, status: statusOf[end.state], message: end.message, rawError: '', durationMs }),
      ]);
      return hold;
    }),
  );
  crashPoint('content.after-finish');
  if (held === 'lost') return { kind: 'lost' };
  return { kind: 'done', message: end.message, calls: end.calls, videos: end.videos, refreshed };
}

const statusOf = { done: 'succeeded', failed: 'failed', skipped: 'skipped' } as const;
