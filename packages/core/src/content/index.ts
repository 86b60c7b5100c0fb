/**
 * Content reporting: outlets and the accounts that they connect, the daily reading of profiles and videos, and what comes of it.
 */
export { type AccountFacts, accountStatusOf, type ConnectionFacts, outletStatusOf } from './accounts/account-status.ts';
export { type AdminDeps, registerAdminRoutes } from './admin/index.ts';
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
