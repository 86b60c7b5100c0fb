/**
 * Durable jobs over one PostgreSQL: enqueued in the caller's transaction, run at least once, fairly between tenants, in order for
 * each key where asked, again after a failure or a crash, and never lost: what fails for good waits in the dead letters.
 */
export { createJobs } from './create-jobs.ts';
export { currentLane } from './current-lane.ts';
export type { DeadLetter, DeadLetterFilter } from './dead-letters.ts';
export type { EnqueueOptions, JobRequest } from './enqueue-jobs.ts';
export type { JobCounts } from './job-counts.ts';
export { type AnyJobKind, defineJob, type JobDefinition, type JobKind, type Lane } from './job-kind.ts';
export { GiveUp, RetryAt } from './job-outcome.ts';
export type { JobSchedule } from './job-schedule.ts';
export type { EnqueueExpression, Jobs, JobsOptions, StartOptions } from './jobs.ts';
export type { JobHandler, JobRun } from './run-job.ts';
