import type { Database, Tx } from '@shopfleet/db';
import type { Clock, Log } from '@shopfleet/kernel';
import type { SQL } from 'drizzle-orm';
import type { DeadLetter, DeadLetterFilter } from './dead-letters.ts';
import type { EnqueueOptions, JobRequest } from './enqueue-jobs.ts';
import type { JobCounts } from './job-counts.ts';
import type { AnyJobKind, JobKind, Lane } from './job-kind.ts';
import type { JobSchedule } from './job-schedule.ts';
import type { JobHandler } from './run-job.ts';

export interface JobsOptions {
  /** Logs in as the owner of the database, who owns the queue tables too. */
  readonly url: string;
  readonly database: Database;
  readonly kinds: readonly AnyJobKind[];
  readonly log: Log;
  /** Only to tell how far away a `startAfter` is. */
  readonly clock?: Clock;
}

export interface StartOptions {
  /** False: only enqueue and look. True: run the handlers, the calendar and the upkeep too. */
  readonly work: boolean;
  /** Only kinds of these lanes are worked on; default all. */
  readonly lanes?: readonly Lane[];
}

export interface EnqueueExpression {
  readonly sql: SQL;
  /** Tells the workers; without it they find the jobs when they poll. */
  committed(): void;
}

/** Durable jobs. A job runs at least once; what it does must be safe to repeat. */
export interface Jobs {
  /** Creates what the database lacks; with `work`, begins to run jobs. */
  start(options: StartOptions): Promise<void>;
  /** Claims no more, gives running jobs `graceMs` (default 4,000), then tells them to end and hands them to others. */
  stop(options?: { graceMs?: number }): Promise<void>;
  /** Adds a job inside `tx`: it exists when `tx` commits. Use the tenant's id, or '' for work of the whole system (`asSystem`). */
  enqueue<T>(tx: Tx, kind: JobKind<T>, tenantId: string, data: T, options?: EnqueueOptions): Promise<void>;
  enqueueMany<T>(tx: Tx, kind: JobKind<T>, tenantId: string, requests: readonly JobRequest<T>[]): Promise<void>;
  /** For a statement that adds jobs along with what it writes: evaluate `sql` once in it, and call `committed` once it has committed. */
  expression<T>(kind: JobKind<T>, tenantId: string, requests: readonly JobRequest<T>[]): EnqueueExpression;
  /** Says what to do with jobs of this kind; once for each kind, before or after `start`. */
  work<T>(kind: JobKind<T>, handler: JobHandler<T>, options: { concurrency: number }): void;
  /** Enqueues by the calendar; the same kind and name replace an earlier schedule. `tenantId` default '' (whole system). */
  schedule<T>(kind: JobKind<T>, name: string, cron: string, timeZone: string, data: T, options?: { tenantId?: string }): Promise<void>;
  unschedule<T>(kind: JobKind<T>, name: string): Promise<void>;
  schedules(): Promise<JobSchedule[]>;
  deadLetters(filter: DeadLetterFilter): Promise<DeadLetter[]>;
  /** Runs a dead letter again, one of this tenant if it is named. Throws `NOT_FOUND`. */
  redrive(deadLetterId: string, options?: { tenantId?: string }): Promise<void>;
  counts(): Promise<JobCounts[]>;
  /** True when no job is due or running. */
  isIdle(): Promise<boolean>;
  /** For tests: resolves when idle; rejects after `withinMs` (default 30,000). */
  settle(options?: { withinMs?: number }): Promise<void>;
}
