import type { PgBoss } from 'pg-boss';
import { orderKey } from './enqueue-jobs.ts';
import { groupOf, type JobEnvelope, readEnvelope } from './job-envelope.ts';
import type { JobKind } from './job-kind.ts';

/** A job that is enqueued by the calendar. */
export interface JobSchedule {
  readonly kind: string;
  readonly name: string;
  readonly tenantId: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly data: unknown;
  /** Null when the expression has no further occurrence. */
  readonly nextRunAt: Date | null;
}

export interface ScheduleRequest<T> {
  readonly kind: JobKind<T>;
  readonly name: string;
  readonly tenantId: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly data: T;
}

/** Creates or replaces the schedule of this name. A run that was missed while nothing was running is made up for once. */
export async function saveSchedule<T>(boss: PgBoss, { kind, name, tenantId, cron, timeZone, data }: ScheduleRequest<T>): Promise<void> {
  const envelope: JobEnvelope = { tenantId, data };
  await boss.schedule(kind.name, cron, envelope, {
    key: name,
    tz: timeZone,
    missed: 'once',
    group: { id: groupOf(tenantId) },
    ...(kind.key && { singletonKey: orderKey(tenantId, kind.key(data)) }),
  });
}

export async function listSchedules(boss: PgBoss): Promise<JobSchedule[]> {
  const schedules = await boss.getSchedules();
  return schedules.map(({ name: kind, key, cron, timezone: timeZone, data }) => {
    const { tenantId, data: payload } = readEnvelope(data);
    const nextRunAt = boss.previewSchedule(cron, { tz: timeZone, count: 1 })[0] ?? null;
    return { kind, name: key, tenantId, cron, timeZone, data: payload, nextRunAt };
  });
}
