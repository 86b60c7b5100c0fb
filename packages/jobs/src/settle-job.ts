import { type Log, retryDelayMs } from '@shopfleet/kernel';
import type { PgBoss } from 'pg-boss';
import { deepestBacklog } from './enqueue-function.ts';
import { priorityStep } from './enqueue-jobs.ts';
import { describeError, type JobOutcome } from './job-outcome.ts';
import { unblockKeys } from './job-rescue.ts';
import { jobChannel, ownerQuery } from './queue-database.ts';
import { jobTable } from './queue-names.ts';

/** One claim of one job. Every statement names the attempt, so a claim that was lost cannot touch its successor. */
export interface JobClaim {
  readonly queue: string;
  readonly id: string;
  readonly retryCount: number;
  /** Others wait behind it, should it fail for good. */
  readonly isOrdered: boolean;
}

type Unfinished = Exclude<JobOutcome, { readonly kind: 'completed' }>;

const settleTries = 40;
const settleBackoff = { baseMs: 50, maxMs: 2_000 };

/** Records how a run ended; goes on trying while the database is away, else finished work would be done twice. */
export function settleJob(boss: PgBoss, claim: JobClaim, outcome: Unfinished, log: Log): Promise<void> {
  return untilRecorded(() => record(boss, claim, outcome, log), [claim], log);
}

/** Records in one statement that these jobs of a queue are done; as patient as `settleJob`. */
export function settleCompleted(boss: PgBoss, queue: string, claims: readonly JobClaim[], log: Log): Promise<void> {
  const held = claims.map(({ id, retryCount }) => ({ id, retryCount }));
  return untilRecorded(() => boss.complete(queue, held), claims, log);
}

async function untilRecorded(write: () => Promise<unknown>, claims: readonly JobClaim[], log: Log): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await write();
      return;
    } catch (error) {
      if (attempt === settleTries) {
        log.error({ err: error, claims }, 'The end of jobs could not be recorded; they will run again');
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs(attempt, settleBackoff)));
    }
  }
}

async function record(boss: PgBoss, { queue, id, retryCount, isOrdered }: JobClaim, outcome: Unfinished, log: Log): Promise<void> {
  const held = [queue, id, retryCount];
  switch (outcome.kind) {
    case 'failed':
      await ownerQuery(boss, `UPDATE ${jobTable} SET priority = ${behindOthers} WHERE ${isHeld}`, held);
      await boss.fail(queue, { id, retryCount }, describeError(outcome.error));
      if (isOrdered) await unblockKeys(boss, log);
      return;
    case 'gave-up':
      await ownerQuery(boss, `UPDATE ${jobTable} SET retry_limit = retry_count WHERE ${isHeld}`, held);
      await boss.fail(queue, { id, retryCount }, describeError(outcome.error));
      if (isOrdered) await unblockKeys(boss, log);
      return;
    case 'postponed':
      // Without started_on the next claim does not count as a further try.
      await ownerQuery(
        boss,
        `UPDATE ${jobTable} SET state = 'retry', started_on = NULL, start_after = $4,
           priority = CASE WHEN $5 THEN ${behindOthers} ELSE priority END WHERE ${isHeld}`,
        [...held, outcome.at, outcome.behindOthers],
      );
      return;
    case 'given-back':
      // The handler may still be running: the next claim must have another number, at no cost to the job.
      await ownerQuery(
        boss,
        `UPDATE ${jobTable} SET state = 'retry', retry_limit = retry_limit + 1, start_after = now() WHERE ${isHeld}`,
        held,
      );
      await ownerQuery(boss, 'SELECT pg_notify($1, $2)', [jobChannel, queue]);
  }
}

/** The priority behind every job of the same level that was not tried yet, however long the backlog of its tenant. */
const behindOthers = `ceil(priority / ${priorityStep}.0)::int * ${priorityStep} - ${deepestBacklog + 1}`;
const isHeld = `name = $1 AND id = $2 AND retry_count = $3 AND state = 'active'`;
