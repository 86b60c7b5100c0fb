/** Reading every account once a day, at the pace that the platform allows: runs, their calendar, their log. */
export { contentCatchUpJob, contentJobKinds } from './content-job-kinds.ts';
export { registerContentRunRoutes } from './content-run-routes.ts';
export { type ContentRunRow, type ContentRunView, type RunTotals, toContentRunView } from './content-run-row.ts';
export { listContentRuns } from './content-run-store.ts';
export { type ContentScheduleView, changeContentSchedule, readContentSchedules } from './content-schedules.ts';
export { type RequestedRuns, type RunRequest, requestContentRun, requestContentRunIn } from './request-run.ts';
export { startContentSync } from './start-content-sync.ts';
export type { ContentSyncDeps, ContentSyncSettings, RequestRunDeps } from './sync-deps.ts';
export { listSyncLog, type SyncLogFilter, type SyncLogLine } from './sync-log-store.ts';
export { type RunSummary, waitForRuns } from './wait-for-runs.ts';
