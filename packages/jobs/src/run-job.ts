import type { Log } from '@shopfleet/kernel';
import type { Job, PgBoss } from 'pg-boss';
import { inLane } from './current-lane.ts';
import { readEnvelope } from './job-envelope.ts';
import type { JobKind } from './job-kind.ts';
import { GiveUp, type JobOutcome, outcomeOf } from './job-outcome.ts';

/** What a handler gets. `attempt` counts from 1; `signal` fires when the run must end: stopped, too slow, or taken over. */
export interface JobRun<T> {
  readonly tenantId: string;
  readonly data: T;
  readonly attempt: number;
  readonly jobId: string;
  readonly signal: AbortSignal;
}

export type JobHandler<T> = (run: JobRun<T>) => Promise<void>;

const heartbeatEveryMs = 4_000;

/** Why a run was told to end because this process stops. */
export const stopping = Symbol('stopping');

interface Runner<T> {
  readonly boss: PgBoss;
  readonly kind: JobKind<T>;
  readonly handler: JobHandler<T>;
  readonly log: Log;
}

/** Runs the handler once, with heartbeats and a time limit. Never rejects. */
export async function runJob<T>({ boss, kind, handler, log }: Runner<T>, job: Job, abort: AbortController): Promise<JobOutcome> {
  const heartbeat = setInterval(() => void beat(boss, job, abort, log), heartbeatEveryMs);
  const expiry = setTimeout(() => abort.abort(new Error(`The job took longer than ${job.expireInSeconds} s`)), job.expireInSeconds * 1_000);
  try {
    const { tenantId, data } = read(kind, job.data);
    const run = { tenantId, data, attempt: job.retryCount + 1, jobId: job.id, signal: abort.signal };
    await Promise.race([inLane(kind.lane, () => handler(run)), whenAborted(abort.signal)]);
    return { kind: 'completed' };
  } catch (error) {
    return outcomeOf(error, abort.signal.reason === stopping);
  } finally {
    clearInterval(heartbeat);
    clearTimeout(expiry);
  }
}

function read<T>(kind: JobKind<T>, stored: unknown): { tenantId: string; data: T } {
  try {
    const { tenantId, data } = readEnvelope(stored);
    return { tenantId, data: kind.parse(data) };
  } catch (error) {
    throw new GiveUp('The stored data of the job is not valid', error);
  }
}

/** A handler that ignores its signal is left behind when its time is up, except on stop: there it gets the rest of the grace. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => signal.reason !== stopping && reject(signal.reason), { once: true });
  });
}

async function beat(boss: PgBoss, job: Job, abort: AbortController, log: Log): Promise<void> {
  try {
    const touched: { affected?: number } = await boss.touch(job.name, { id: job.id, retryCount: job.retryCount });
    if (touched.affected === 0) abort.abort(new Error('Another worker took the job over'));
  } catch (error) {
    log.warn({ err: error, job: job.id }, 'A heartbeat could not be written');
  }
}
