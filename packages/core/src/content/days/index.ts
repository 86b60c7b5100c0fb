/** The history: what every account showed on each of its own days. */
export { ensureMonthOf, ensureMonths } from './months.ts';
export { monthStart, type OwnDay, ownDay, ownHour } from './own-day.ts';
export { type ProfileReading, recordProfileDay } from './record-profile-day.ts';
export { recordVideoDay, type VideoReading } from './record-video-day.ts';
export { readVideoDays } from './video-day-store.ts';
export {
  type DaySums,
  expandVideoDays,
  packVideoDay,
  type VideoCounters,
  type VideoDay,
  type VideoDayRow,
  type VideosOfDay,
} from './video-days.ts';
export { coveredVideos } from './video-store.ts';
