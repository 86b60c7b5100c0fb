import { type ContentJob, contentRunRoutes } from '@shopfleet/contracts';
import type { Jobs } from '@shopfleet/jobs';
import { HubError } from '@shopfleet/kernel';
import type { z } from 'zod';
import { contentCalendarJob } from './content-job-kinds.ts';
import { type ContentRunRow, toContentRunView } from './content-run-row.ts';
import { listContentRuns } from './content-run-store.ts';
import { listContentTenants, listOwnSchedules, type OwnSchedule, saveOwnSchedule } from './schedule-store.ts';
import type { ContentSyncDeps } from './sync-deps.ts';

export type ContentScheduleView = z.infer<typeof contentRunRoutes.contentScheduleSchema>;
type ScheduleDeps = Pick<ContentSyncDeps, 'db' | 'jobs' | 'sync' | 'clock'>;

/** The name of an organisation's own schedule; that of everybody else is the job alone. */
const scheduleName = (job: ContentJob, tenantId: string) => (tenantId === '' ? job : `${job}.${tenantId}`);

/** Puts the calendar in place: that of the environment, and those of organisations. Call once in a process that works. */
export async function placeContentSchedules(deps: ScheduleDeps): Promise<void> {
  const { jobs, sync } = deps;
  for (const job of contentRunRoutes.contentJobs) {
    await jobs.schedule(contentCalendarJob, scheduleName(job, ''), sync.crons[job], sync.timeZone, { job });
  }
  for (const own of await deps.db.asSystem(listOwnSchedules)) await placeOwn(deps, own);
}

async function placeOwn({ jobs, sync }: ScheduleDeps, { tenantId, job, cron }: OwnSchedule): Promise<void> {
  const name = scheduleName(job, tenantId);
  if (cron === null) await jobs.unschedule(contentCalendarJob, name);
  else await jobs.schedule(contentCalendarJob, name, cron, sync.timeZone, { job }, { tenantId });
}

/** Who is to be read now: the organisation of the schedule, or all that follow the environment's; nobody who has paused. */
export async function tenantsOfSchedule(deps: Pick<ContentSyncDeps, 'db'>, tenantId: string, job: ContentJob): Promise<string[]> {
  return deps.db.asSystem(async (tx) => {
    const own = (await listOwnSchedules(tx)).filter((each) => each.job === job);
    if (tenantId !== '') return own.some((each) => each.tenantId === tenantId && each.cron !== null && !each.isPaused) ? [tenantId] : [];
    const apart = new Set(own.filter(({ cron, isPaused }) => cron !== null || isPaused).map((each) => each.tenantId));
    return (await listContentTenants(tx)).filter((each) => !apart.has(each));
  });
}

/** When the calendar comes by next, by organisation and job; undefined when it does not come any more. */
export async function readNextRuns(
  deps: Pick<ScheduleDeps, 'db' | 'jobs'>,
): Promise<(tenantId: string, job: ContentJob) => Date | 'paused' | undefined> {
  const [own, placed] = [await deps.db.asSystem(listOwnSchedules), await deps.jobs.schedules()];
  return (tenantId, job) => {
    const wish = own.find((each) => each.tenantId === tenantId && each.job === job);
    if (wish?.isPaused) return 'paused';
    return nextRunOf(placed, scheduleName(job, wish?.cron ? tenantId : ''));
  };
}

function nextRunOf(placed: Awaited<ReturnType<Jobs['schedules']>>, name: string): Date | undefined {
  return placed.find((each) => each.kind === contentCalendarJob.name && each.name === name)?.nextRunAt ?? undefined;
}

/** When each job runs by itself for an organisation, and how it went last. */
export async function readContentSchedules(deps: ScheduleDeps, tenantId: string): Promise<ContentScheduleView[]> {
  const placed = deps.sync.isCalendarOn ? await deps.jobs.schedules() : [];
  return deps.db.asTenant(tenantId, async (tx) => {
    const own = await listOwnSchedules(tx);
    const views: ContentScheduleView[] = [];
    for (const job of contentRunRoutes.contentJobs) {
      const wish = own.find((each) => each.job === job);
      const next = wish?.isPaused ? undefined : nextRunOf(placed, scheduleName(job, wish?.cron ? tenantId : ''));
      const [last] = await listContentRuns(tx, tenantId, { job, limit: 1 });
      views.push(toView(deps, { job, wish, last, next }));
    }
    return views;
  });
}

interface Facts {
  readonly job: ContentJob;
  readonly wish: OwnSchedule | undefined;
  readonly last: ContentRunRow | undefined;
  readonly next: Date | undefined;
}

function toView({ sync }: ScheduleDeps, { job, wish, last, next }: Facts): ContentScheduleView {
  return {
    job,
    cron: wish?.cron ?? sync.crons[job],
    defaultCron: sync.crons[job],
    timeZone: sync.timeZone,
    isPaused: wish?.isPaused ?? false,
    isEnabled: sync.isCalendarOn,
    isRunning: last !== undefined && last.finishedAt === undefined,
    nextRunAt: next?.toISOString() ?? null,
    lastRunAt: last ? toContentRunView(last).createdAt : null,
    lastStatus: last?.status ?? '',
  };
}

export interface ScheduleChange {
  /** Null goes back to that of the environment. */
  readonly cron?: string | null | undefined;
  readonly isPaused?: boolean | undefined;
}

/** Changes or pauses the schedule of a job. Throws `INVALID_REQUEST` for a cron expression that cannot be read. */
export async function changeContentSchedule(
  deps: ScheduleDeps,
  tenantId: string,
  job: ContentJob,
  change: ScheduleChange,
): Promise<ContentScheduleView> {
  if (change.cron != null) requireCron(change.cron);
  const wish = await deps.db.asTenant(tenantId, async (tx) => {
    const before = (await listOwnSchedules(tx)).find((each) => each.job === job);
    return {
      tenantId,
      job,
      cron: change.cron === undefined ? (before?.cron ?? null) : change.cron,
      isPaused: change.isPaused ?? before?.isPaused ?? false,
    };
  });
  if (deps.sync.isCalendarOn) {
    try {
      await placeOwn(deps, wish);
    } catch (cause) {
      if (change.cron == null) throw cause;
      throw cronRefused(cause);
    }
  }
  await deps.db.asTenant(tenantId, (tx) => saveOwnSchedule(tx, wish));
  const view = (await readContentSchedules(deps, tenantId)).find((each) => each.job === job);
  if (!view) throw new Error(`the schedule of ${job} that was just saved is not there`);
  return view;
}

function requireCron(cron: string): void {
  if (!/^(\S+ +){4}\S+$/.test(cron) || /[^\d*/,\-A-Za-z #?]/.test(cron)) throw cronRefused();
}

function cronRefused(cause?: unknown): HubError {
  const message = 'A schedule has five fields: minute, hour, day of the month, month, day of the week; for example 0 3 * * *';
  return new HubError('INVALID_REQUEST', { message, fields: [{ path: 'body.cron', code: 'invalid', message }], cause });
}
