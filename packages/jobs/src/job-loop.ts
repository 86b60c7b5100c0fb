import { type Log, retryDelayMs, Together } from '@shopfleet/kernel';
import type { Job, PgBoss } from 'pg-boss';
import { deepestBacklog } from './enqueue-function.ts';
import type { JobKind } from './job-kind.ts';
import { type JobHandler, runJob, stopping } from './run-job.ts';
import { type JobClaim, settleCompleted, settleJob } from './settle-job.ts';

const pollMs = 2_000;
const abortGraceMs = 500;

interface ActiveJob {
  readonly job: Job;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

export interface LoopOptions<T> {
  /** Asked when needed: a handler may be registered before the library is connected. */
  readonly boss: () => PgBoss;
  readonly kind: JobKind<T>;
  readonly handler: JobHandler<T>;
  /** Runs at once in this process; one more is kept for a tenant that is not already busy here. */
  readonly concurrency: number;
  readonly log: Log;
}

/** Claims and runs the jobs of one kind. */
export class JobLoop<T> {
  readonly #options: LoopOptions<T>;
  readonly #active = new Map<string, ActiveJob>();
  /** Jobs that end together are recorded together, and so are the next ones claimed. */
  readonly #completions: Together<JobClaim, void>;
  #isStopping = false;
  #wasWoken = false;
  /** The extra place is looked at only when a job was announced or the poll is due, not after every job that ends. */
  #hasNews = true;
  #wakeUp: (() => void) | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: LoopOptions<T>) {
    this.#options = options;
    this.#completions = new Together<JobClaim, void>(async (queue, claims) => {
      await settleCompleted(options.boss(), queue, claims, options.log);
      return claims.map(() => undefined);
    });
  }

  get activeCount(): number {
    return this.#active.size;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Something may have become due. */
  wake(): void {
    this.#hasNews = true;
    this.#nudge();
  }

  #nudge(): void {
    this.#wasWoken = true;
    this.#wakeUp?.();
  }

  /** Claims nothing more, waits for what runs, and after `graceMs` tells it to end; what still runs then is given to others. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true;
    this.wake();
    await this.#running;
    await this.#drain(graceMs);
    for (const { abort } of this.#active.values()) abort.abort(stopping);
    await this.#drain(abortGraceMs);
    await Promise.all([...this.#active.values()].map(({ job }) => this.#giveBack(job)));
  }

  async #run(): Promise<void> {
    for (let failures = 0; !this.#isStopping; ) {
      this.#wasWoken = false;
      try {
        const isFull = await this.#claim();
        failures = 0;
        if (!isFull) await this.#sleep(pollMs);
      } catch (error) {
        failures += 1;
        this.#options.log.warn({ err: error, kind: this.#options.kind.name }, 'Jobs could not be claimed; trying again');
        await this.#sleep(retryDelayMs(failures, { baseMs: 100, maxMs: pollMs }));
      }
    }
  }

  /** True when more may be waiting and there is room for it. */
  async #claim(): Promise<boolean> {
    const { boss, kind, concurrency } = this.#options;
    const free = concurrency - this.#active.size;
    if (free < 0 || (free === 0 && !this.#hasNews)) return false;
    this.#hasNews = false;
    const batchSize = Math.max(free, 1);
    // The extra place: only for tenants who do not fill the others, and only the front of their backlog, which is cheap to find.
    const reserve = free === 0 ? { ignoreGroups: this.#busyTenants(), minPriority: 1 - deepestBacklog } : {};
    const jobs = await boss().fetch<object>(kind.name, { batchSize, ...reserve });
    for (const job of jobs) this.#begin(job);
    return jobs.length === batchSize;
  }

  #busyTenants(): string[] {
    const counts = new Map<string, number>();
    for (const { job } of this.#active.values()) if (job.groupId) counts.set(job.groupId, (counts.get(job.groupId) ?? 0) + 1);
    return [...counts].filter(([, count]) => count * 2 >= this.#options.concurrency).map(([tenantId]) => tenantId);
  }

  #begin(job: Job): void {
    const abort = new AbortController();
    this.#active.set(job.id, { job, abort, done: this.#finish(job, abort) });
  }

  async #finish(job: Job, abort: AbortController): Promise<void> {
    const { boss, kind, handler, log } = this.#options;
    const outcome = await runJob({ boss: boss(), kind, handler, log }, job, abort);
    if (outcome.kind === 'failed' || outcome.kind === 'gave-up') {
      log.warn({ err: outcome.error, kind: kind.name, jobId: job.id, attempt: job.retryCount + 1 }, 'A job failed');
    }
    const claim = claimOf(job, kind);
    if (outcome.kind === 'completed') await this.#completions.add(claim.queue, claim);
    else await settleJob(boss(), claim, outcome, log);
    this.#active.delete(job.id);
    this.#nudge();
    if (outcome.kind === 'postponed') this.#wakeAt(outcome.at);
  }

  /** Sharper than polling where it matters; what is far away is left to polling. */
  #wakeAt(at: Date): void {
    const waitMs = at.getTime() - Date.now();
    if (waitMs < 60_000) setTimeout(() => this.wake(), Math.max(0, waitMs)).unref();
  }

  async #giveBack(job: Job): Promise<void> {
    const { boss, log } = this.#options;
    log.warn({ kind: job.name, jobId: job.id }, 'A job did not end in time; another process will run it');
    await settleJob(boss(), claimOf(job, this.#options.kind), { kind: 'given-back' }, log);
  }

  async #drain(withinMs: number): Promise<void> {
    if (this.#active.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise((resolve) => {
      timer = setTimeout(resolve, withinMs);
    });
    await Promise.race([Promise.all([...this.#active.values()].map(({ done }) => done)), timeUp]);
    clearTimeout(timer);
  }

  async #sleep(ms: number): Promise<void> {
    if (this.#wasWoken || this.#isStopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#hasNews = true;
        resolve();
      }, ms);
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wakeUp = undefined;
  }
}

function claimOf<T>(job: Job, kind: JobKind<T>): JobClaim {
  return { queue: job.name, id: job.id, retryCount: job.retryCount, isOrdered: kind.key !== undefined };
}
