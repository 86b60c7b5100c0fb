import { setTimeout as sleep } from 'node:timers/promises';
import type { ContentJob } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import type { ContentRunRow, RunTotals } from './content-run-row.ts';
import { findContentRun } from './content-run-store.ts';

/** How a run went, or how far it is. */
export interface RunSummary {
  readonly runId: string;
  readonly job: ContentJob;
  readonly status: ContentRunRow['status'];
  readonly isFinished: boolean;
  readonly totals: RunTotals;
  readonly message: string;
  /** From its request to its end, or until now. */
  readonly durationMs: number;
}

const lookEveryMs = 200;

/** Waits until the runs are over, but no longer than `withinMs`: then their `isFinished` says which are not. In the order asked. */
export async function waitForRuns(
  { db }: { readonly db: Database },
  tenantId: string,
  runIds: readonly string[],
  { withinMs }: { withinMs: number },
): Promise<RunSummary[]> {
  for (const untilMs = performance.now() + withinMs; ; await sleep(lookEveryMs)) {
    const found = await db.asTenant(tenantId, async (tx) => {
      const runs = await Promise.all(runIds.map((runId) => findContentRun(tx, runId)));
      return runs.filter((run) => run !== undefined);
    });
    if (found.every(({ finishedAt }) => finishedAt) || performance.now() >= untilMs) return found.map(toSummary);
  }
}

function toSummary(run: ContentRunRow): RunSummary {
  return {
    runId: run.id,
    job: run.job,
    status: run.status,
    isFinished: run.finishedAt !== undefined,
    totals: run.totals,
    message: run.message,
    durationMs: (run.finishedAt ?? new Date()).getTime() - run.createdAt.getTime(),
  };
}
