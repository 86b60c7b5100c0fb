import type { PgBoss } from 'pg-boss';
import type { AnyJobKind } from './job-kind.ts';
import { ownerQuery } from './queue-database.ts';
import { deadLetterQueue, jobTable } from './queue-names.ts';

/** How many jobs of one kind are where. */
export interface JobCounts {
  readonly kind: string;
  readonly lane: string;
  /** Due and not started. */
  readonly waiting: number;
  /** Not due yet, or waiting for the next try. */
  readonly deferred: number;
  readonly active: number;
  readonly deadLetters: number;
  /** How long the oldest due job has been waiting; 0 when none is. */
  readonly oldestWaitingSeconds: number;
}

interface CountRow {
  readonly kind: string;
  readonly waiting: number;
  readonly deferred: number;
  readonly active: number;
  readonly deadLetters: number;
  readonly oldestWaitingSeconds: number;
}

const noJobs = { waiting: 0, deferred: 0, active: 0, deadLetters: 0, oldestWaitingSeconds: 0 };

/** One entry for each kind, also for those without jobs. */
export async function countJobs(boss: PgBoss, kinds: readonly AnyJobKind[]): Promise<JobCounts[]> {
  const rows = await ownerQuery<CountRow>(
    boss,
    `SELECT CASE name WHEN $1 THEN source_name ELSE name END AS kind,
       (count(*) FILTER (WHERE name <> $1 AND state < 'active' AND start_after <= now()))::int AS waiting,
       (count(*) FILTER (WHERE name <> $1 AND state < 'active' AND start_after > now()))::int AS deferred,
       (count(*) FILTER (WHERE name <> $1 AND state = 'active'))::int AS active,
       (count(*) FILTER (WHERE name = $1 AND state < 'active'))::int AS "deadLetters",
       coalesce(extract(epoch FROM now() - min(start_after)
         FILTER (WHERE name <> $1 AND state < 'active' AND start_after <= now())), 0)::float8 AS "oldestWaitingSeconds"
     FROM ${jobTable} WHERE state <= 'active' GROUP BY 1`,
    [deadLetterQueue],
  );
  const byKind = new Map(rows.map((row) => [row.kind, row]));
  return kinds.map(({ name, lane }) => ({ ...noJobs, ...byKind.get(name), kind: name, lane }));
}

/** True when nothing is due or running; jobs of a later time do not count. */
export async function hasNoDueJobs(boss: PgBoss): Promise<boolean> {
  const [row] = await ownerQuery<{ busy: boolean }>(
    boss,
    `SELECT EXISTS (SELECT FROM ${jobTable} WHERE name <> $1 AND NOT starts_with(name, '__pgboss__') AND
       (state = 'active' OR state < 'active' AND start_after <= now())) AS busy`,
    [deadLetterQueue],
  );
  return row?.busy === false;
}
