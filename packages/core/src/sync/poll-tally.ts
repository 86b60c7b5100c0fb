import { afterCommit, type Database, type Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { advanceRun, type RunProblem } from './run-store.ts';

/** What one read of a stream has brought so far. */
export class PollTally {
  processed = 0;
  failed = 0;
}

type CountedPoll = { readonly tenantId: string; readonly runId: string | undefined; readonly tally: PollTally };

/** Items of a read that `tx` takes over: counted for the log once it has committed, and in the run when there is one. */
export async function advancePoll(
  tx: Tx,
  clock: Clock,
  poll: CountedPoll,
  step: { processed: number; failed?: number; total?: number | undefined; problems?: readonly RunProblem[] },
): Promise<void> {
  const { processed, failed = 0, total, problems } = step;
  afterCommit(tx, () => {
    poll.tally.processed += processed;
    poll.tally.failed += failed;
  });
  if (poll.runId === undefined) return;
  const { tenantId, runId } = poll;
  const known = { ...(total !== undefined && { total }), ...(problems && { problems }) };
  await advanceRun(tx, clock, { tenantId, runId, processed, failed, ...known });
}

/** The same for items that were taken over already. */
export async function notePolled(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  poll: CountedPoll,
  processed: number,
): Promise<void> {
  if (poll.runId === undefined) poll.tally.processed += processed;
  else await db.asTenant(poll.tenantId, (tx) => advancePoll(tx, clock, poll, { processed }));
}
