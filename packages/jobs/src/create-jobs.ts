import { setTimeout as pause } from 'node:timers/promises';
import { afterCommit } from '@shopfleet/db';
import { systemClock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import { listDeadLetters, redriveDeadLetter } from './dead-letters.ts';
import { enqueueExpression } from './enqueue-jobs.ts';
import { countJobs, hasNoDueJobs } from './job-counts.ts';
import type { AnyJobKind, Lane } from './job-kind.ts';
import { JobLoop } from './job-loop.ts';
import { JobNews } from './job-news.ts';
import { JobRescue } from './job-rescue.ts';
import { listSchedules, saveSchedule } from './job-schedule.ts';
import type { Jobs, JobsOptions } from './jobs.ts';
import { openBoss } from './open-boss.ts';
import { jobChannel } from './queue-database.ts';

interface Worker {
  readonly kind: AnyJobKind;
  readonly loop: Pick<JobLoop<unknown>, 'start' | 'wake' | 'stop'>;
}

const defaultGraceMs = 4_000;

/** Builds the job system of one process; nothing runs and nothing is connected before `start`. */
export function createJobs({ url, database, kinds, log, clock = systemClock }: JobsOptions): Jobs {
  const workers = new Map<string, Worker>();
  let started: { boss: PgBoss; news: JobNews; serves: (lane: Lane) => boolean; end: (graceMs: number) => Promise<void> } | undefined;

  const running = () => {
    if (!started) throw new Error('Jobs are not started');
    return started;
  };
  const boss = (): PgBoss => running().boss;
  const requireKind = (name: string): void => {
    if (!kinds.some((kind) => kind.name === name)) throw new Error(`The kind of job "${name}" is not in the list given to createJobs`);
  };
  const wake = (queue: string) => {
    const worker = workers.get(queue);
    if (worker && started?.serves(worker.kind.lane)) worker.loop.wake();
  };
  const served = () => [...workers.values()].filter(({ kind }) => started?.serves(kind.lane));

  const expression: Jobs['expression'] = (kind, tenantId, requests) => {
    requireKind(kind.name);
    const { news } = running();
    return { sql: enqueueExpression(clock, kind, tenantId, requests), committed: () => news.tell(kind.name) };
  };
  const enqueueMany: Jobs['enqueueMany'] = async (tx, kind, tenantId, requests) => {
    if (requests.length === 0) return requireKind(kind.name);
    const added = expression(kind, tenantId, requests);
    await tx.execute(sql`select ${added.sql}`);
    afterCommit(tx, added.committed);
  };

  return {
    async start({ work, lanes }) {
      if (started) throw new Error('Jobs are started already');
      const opened = await openBoss(url, kinds, work, log);
      const wakeAll = () => {
        for (const { loop } of served()) loop.wake();
      };
      const news = new JobNews(opened, log, wake);
      const unlisten = work ? await database.listen(jobChannel, (payload) => news.hear(payload), { onReconnect: wakeAll }) : undefined;
      const rescue = new JobRescue(opened, log);
      const end = async (graceMs: number) => {
        await unlisten?.();
        await rescue.stop();
        await Promise.all(served().map(({ loop }) => loop.stop(graceMs)));
        await news.settled();
        await opened.stop({ graceful: false });
      };
      started = { boss: opened, news, serves: (lane) => work && (lanes?.includes(lane) ?? true), end };
      if (work) rescue.start();
      for (const { loop } of served()) loop.start();
    },
    async stop({ graceMs = defaultGraceMs } = {}) {
      await started?.end(graceMs);
      started = undefined;
    },
    enqueue: (tx, kind, tenantId, data, options = {}) => enqueueMany(tx, kind, tenantId, [{ ...options, data }]),
    enqueueMany,
    expression,
    work(kind, handler, { concurrency }) {
      requireKind(kind.name);
      if (workers.has(kind.name)) throw new Error(`The kind of job "${kind.name}" has a handler already`);
      const loop = new JobLoop({ boss, kind, handler, concurrency, log });
      workers.set(kind.name, { kind, loop });
      if (started?.serves(kind.lane)) loop.start();
    },
    async schedule(kind, name, cron, timeZone, data, { tenantId = '' } = {}) {
      requireKind(kind.name);
      await saveSchedule(boss(), { kind, name, tenantId, cron, timeZone, data });
    },
    unschedule: async (kind, name) => boss().unschedule(kind.name, name),
    schedules: async () => listSchedules(boss()),
    deadLetters: async (filter) => listDeadLetters(boss(), filter),
    redrive: async (deadLetterId, { tenantId } = {}) => redriveDeadLetter(boss(), deadLetterId, tenantId),
    counts: async () => countJobs(boss(), kinds),
    isIdle: async () => hasNoDueJobs(boss()),
    async settle({ withinMs = 30_000 } = {}) {
      const deadline = Date.now() + withinMs;
      while (!(await hasNoDueJobs(boss()))) {
        if (Date.now() > deadline) throw new Error(`Jobs were still due after ${withinMs} ms`);
        await pause(15);
      }
    },
  };
}
