/**
 * Content reporting: outlets and the accounts that they connect, the daily reading of profiles and videos, and what comes of it.
 */
export {
  type AccountFacts,
  accountStatusOf,
  type ConnectionFacts,
  outletStatusOf,
  refusedPage,
  registerAccountRoutes,
  visitorPages,
} from './accounts/index.ts';
export { type AdminDeps, registerAdminRoutes } from './admin/index.ts';
export type { ContentDeps } from './content-deps.ts';
export {
  type DaySums,
  ensureMonths,
  expandVideoDays,
  monthStart,
  type OwnDay,
  ownDay,
  ownHour,
  packVideoDay,
  readVideoDays,
  recordProfileDay,
  recordVideoDay,
  type VideoCounters,
  type VideoDay,
  type VideoDayRow,
  type VideosOfDay,
} from './days/index.ts';
export { registerOutletRoutes } from './outlets/index.ts';
export {
  type AccountHistory,
  type HistoryDay,
  type HistoryVideo,
  type ReportDeps,
  registerContentReportRoutes,
  registerContentUserRoutes,
  type SampleChain,
  type SampleShape,
  sampleHistory,
  writeHistory,
  writeSampleChain,
} from './reports/index.ts';
export {
  type ContentRunRow,
  type ContentRunView,
  type ContentScheduleView,
  type ContentSyncDeps,
  type ContentSyncSettings,
  changeContentSchedule,
  contentCatchUpJob,
  contentJobKinds,
  listContentRuns,
  listSyncLog,
  type RequestedRuns,
  type RequestRunDeps,
  type RunRequest,
  type RunSummary,
  type RunTotals,
  readContentSchedules,
  registerContentRunRoutes,
  requestContentRun,
  requestContentRunIn,
  type SyncLogFilter,
  type SyncLogLine,
  startContentSync,
  toContentRunView,
  waitForRuns,
} from './sync/index.ts';
