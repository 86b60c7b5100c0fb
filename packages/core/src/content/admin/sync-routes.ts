import { adminRoutes, type ContentJob } from '@shopfleet/contracts';
import type { z } from 'zod';
import { callerOf, type HubApp } from '../../edge/index.ts';
import { readContentSchedules } from '../sync/content-schedules.ts';
import { listSyncLog, type SyncLogLine } from '../sync/sync-log-store.ts';
import type { AdminDeps } from './admin-deps.ts';
import { listAnswer } from './list-answer.ts';
import { requireStore } from './require-store.ts';
import { syncAllStores, syncStore } from './run-sync.ts';

type LogLine = z.output<typeof adminRoutes.adminSyncLogSchema>;

const jobNames: Readonly<Record<ContentJob, LogLine['jobName']>> = {
  refresh_tokens: 'refresh_tokens',
  user: 'sync_user_daily',
  video: 'sync_video_daily',
};
const statuses: Readonly<Record<SyncLogLine['status'], LogLine['status']>> = {
  succeeded: 'SUCCESS',
  failed: 'FAILED',
  skipped: 'SKIPPED',
};

/** Reading now, the calendar and the log, for operators with a key. */
export function registerAdminSyncRoutes(app: HubApp, deps: AdminDeps): void {
  const { db } = deps;
  const readLog = (tenantId: string, code: string | undefined, limit: number): Promise<LogLine[]> =>
    db.asTenant(tenantId, async (tx) => {
      const store = code === undefined ? undefined : await requireStore(tx, code);
      return (await listSyncLog(tx, { outletId: store?.id, limit })).map(lineView);
    });

  app.openapi(adminRoutes.listStoreSyncLogs, async (c) => {
    const lines = await readLog(callerOf(c).tenantId, c.req.valid('param').store_code, c.req.valid('query').limit);
    return c.json(listAnswer(lines), 200);
  });

  app.openapi(adminRoutes.listAdminSyncLogs, async (c) => {
    const { store_code, limit } = c.req.valid('query');
    return c.json(listAnswer(await readLog(callerOf(c).tenantId, store_code, limit)), 200);
  });

  app.openapi(adminRoutes.syncStatus, async (c) => {
    const schedules = await readContentSchedules(deps, callerOf(c).tenantId);
    const jobs = schedules.map(({ job, cron, nextRunAt, isRunning }) => ({
      name: jobNames[job],
      schedule: cron,
      nextRun: nextRunAt,
      running: isRunning,
    }));
    return c.json({ success: true as const, data: { enabled: deps.sync.isCalendarOn, timezone: deps.sync.timeZone, jobs } }, 200);
  });

  app.openapi(adminRoutes.runSync, async (c) => {
    const { tenantId, actor } = callerOf(c);
    // A call without a body asks for everything.
    const { store_code, job = 'all' } = c.req.valid('json') ?? {};
    const request = { tenantId, job, requestedBy: `${actor.kind}:${actor.id}`, signal: c.req.raw.signal };
    if (store_code !== undefined) {
      const { isFinished, outcome } = await syncStore(deps, request, store_code);
      return c.json({ success: true as const, data: outcome }, isFinished ? 200 : 202);
    }
    const { isFinished, totals } = await syncAllStores(deps, request);
    const message = isFinished
      ? {}
      : { message: 'Still running; these are the numbers so far, and GET /admin/sync/status tells when it is over' };
    return c.json({ success: true as const, data: totals, ...message }, isFinished ? 200 : 202);
  });
}

function lineView(line: SyncLogLine): LogLine {
  return {
    id: line.id,
    storeCode: line.outletCode,
    jobName: jobNames[line.job],
    status: statuses[line.status],
    message: line.message,
    rawError: line.rawError === '' ? null : line.rawError,
    durationMs: line.durationMs,
    runTime: line.runAt.toISOString(),
  };
}
