import type { Tx } from '@shopfleet/db';
import type { ContentVideo } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import { addCounters, gainOf, noCounters } from './gained-counters.ts';
import { monthStart, type OwnDay, ownMonthEnd, previousMonthStart } from './own-day.ts';
import { readVideoDayRows, saveVideoDayRow } from './video-day-store.ts';
import { type DaySums, expandVideoDays, packVideoDay, sumVideos, type VideoCounters, type VideoDay } from './video-days.ts';
import { type AccountBefore, lockAccount, numberVideos, saveVideos } from './video-store.ts';

export interface VideoReading {
  readonly tenantId: string;
  readonly accountId: string;
  /** The account's own date at `at`. */
  readonly day: OwnDay;
  readonly at: Date;
  readonly isLate: boolean;
  /** Every public video of the account, in any order. One that came twice counts once, as it was mentioned last. */
  readonly videos: readonly ContentVideo[];
}

/**
 * Keeps all videos of an account as they were on a day, over an earlier reading of that day: the row of the day, its sums and gains,
 * and every video's latest face. Readings of one account wait for each other.
 */
export async function recordVideoDay(tx: Tx, reading: VideoReading): Promise<DaySums> {
  const { tenantId, accountId, day } = reading;
  const byId = new Map(reading.videos.map((video) => [video.externalId, video]));
  const videos = [...byId.values()];
  const before = await lockAccount(tx, accountId, day);
  const numbers = numberVideos(before.videos, videos);
  const read = new Map(videos.map((video) => [numbers.get(video.externalId) ?? 0, countersOf(video)]));
  const days = expandVideoDays(await readVideoDayRows(tx, accountId, { from: monthStart(day), to: ownMonthEnd(day) }));
  const isNewest = await saveDay(tx, reading, { day, videos: read }, days);
  const gained = before.hasEarlierDay ? await gainsOf(tx, reading, videos, before, days) : undefined;
  const sums = sumVideos(read);
  await Promise.all([
    saveVideos(tx, { tenantId, accountId, day, isNewest, videos, numbers }),
    saveSums(tx, reading, sums, gained),
    tx.execute(sql`
      update content_account set videos_at = ${reading.at.toISOString()}, problem = '', problem_at = null, updated_at = ${reading.at.toISOString()}
      where id = ${accountId} and (videos_at is null or videos_at <= ${reading.at.toISOString()})`),
  ]);
  return sums;
}

function countersOf({ views, likes, comments, shares }: ContentVideo): VideoCounters {
  return { views, likes, comments, shares };
}

/**
 * Writes the row of the day, and packs the next one of the month anew should there be one: a clock may have been set back. True when
 * no later day of the month is there.
 */
async function saveDay(tx: Tx, { tenantId, accountId }: VideoReading, written: VideoDay, days: readonly VideoDay[]): Promise<boolean> {
  const before = days.findLast(({ day }) => day < written.day)?.videos;
  await saveVideoDayRow(tx, tenantId, accountId, packVideoDay(written, before));
  const next = days.find(({ day }) => day > written.day);
  if (next) await saveVideoDayRow(tx, tenantId, accountId, packVideoDay(next, written.videos));
  return next === undefined;
}

/** The sum of what every video gained since it was seen last on an earlier day. */
async function gainsOf(
  tx: Tx,
  { accountId, day }: VideoReading,
  videos: readonly ContentVideo[],
  { videos: known, watchedSince }: AccountBefore,
  days: readonly VideoDay[],
): Promise<VideoCounters> {
  const earlier = days.filter((each) => each.day < day);
  const isRepeat = days.some((each) => each.day === day);
  // An earlier reading of this day has overwritten what was known before it, so that this must be looked up.
  const older = isRepeat
    ? expandVideoDays(await readVideoDayRows(tx, accountId, { from: previousMonthStart(day), to: monthStart(day) })).filter(
        (each) => each.day < day,
      )
    : [];
  const lastSeen = (no: number) => [...older, ...earlier].findLast((each) => each.videos.has(no))?.videos.get(no);
  return videos.reduce((sum, video) => {
    const knew = known.get(video.externalId);
    const last = knew && (lastSeen(knew.no) ?? (knew.lastDay < day ? knew.counters : undefined));
    return addCounters(sum, gainOf(video, last, watchedSince));
  }, noCounters);
}

async function saveSums(tx: Tx, reading: VideoReading, sums: DaySums, gained: VideoCounters | undefined): Promise<void> {
  await tx.execute(sql`
    insert into content_day as d (tenant_id, account_id, day, is_late, videos_at, seen_videos, views, video_likes, comments, shares,
      gained_views, gained_likes, gained_comments, gained_shares)
    values (${reading.tenantId}, ${reading.accountId}, ${reading.day}::date, ${reading.isLate}, ${reading.at.toISOString()},
      ${sums.seenVideos}, ${sums.views}, ${sums.likes}, ${sums.comments}, ${sums.shares}, ${gained?.views ?? null},
      ${gained?.likes ?? null}, ${gained?.comments ?? null}, ${gained?.shares ?? null})
    on conflict (tenant_id, account_id, day) do update set is_late = d.is_late or excluded.is_late, videos_at = excluded.videos_at,
      seen_videos = excluded.seen_videos, views = excluded.views, video_likes = excluded.video_likes, comments = excluded.comments,
      shares = excluded.shares, gained_views = excluded.gained_views, gained_likes = excluded.gained_likes,
      gained_comments = excluded.gained_comments, gained_shares = excluded.gained_shares`);
}
