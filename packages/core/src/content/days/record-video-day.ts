import type { Tx } from '@shopfleet/db';
import type { ContentVideo } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import { monthStart, type OwnDay } from './own-day.ts';
import { readVideoDayRows, saveVideoDayRow } from './video-day-store.ts';
import {
  type DaySums,
  expandVideoDays,
  packVideoDay,
  sumVideos,
  type VideoCounters,
  type VideoDay,
  type VideosOfDay,
} from './video-days.ts';
import { lockAccount, numberVideos, saveVideos } from './video-store.ts';

export interface VideoReading {
  readonly tenantId: string;
  readonly accountId: string;
  /** The account's own date at `at`. */
  readonly day: OwnDay;
  readonly at: Date;
  readonly isLate: boolean;
  /** Every public video of the account, in any order. One that came twice counts once, the later mention first. */
  readonly videos: readonly ContentVideo[];
}

/**
 * Keeps all videos of an account as they were on a day, over an earlier reading of that day: the row of the day, its sums, and every
 * video's latest face. Readings of one account wait for each other.
 */
export async function recordVideoDay(tx: Tx, reading: VideoReading): Promise<DaySums> {
  const { tenantId, accountId, day, isLate } = reading;
  const videos = new Map(reading.videos.map((video) => [video.externalId, video]));
  await lockAccount(tx, accountId);
  const numbers = await numberVideos(tx, accountId, [...videos.values()]);
  const counted = new Map([...videos.values()].map((video) => [numbers.get(video.externalId) ?? 0, countersOf(video)]));
  const isNewest = await saveDay(tx, tenantId, accountId, { day, videos: counted });
  const sums = sumVideos(counted);
  const at = reading.at.toISOString();
  await Promise.all([
    saveVideos(tx, { tenantId, accountId, day, isNewest, videos: [...videos.values()], numbers }),
    tx.execute(sql`
      insert into content_day as d (tenant_id, account_id, day, is_late, videos_at, seen_videos, views, video_likes, comments, shares)
      values (${tenantId}, ${accountId}, ${day}::date, ${isLate}, ${at}, ${sums.seenVideos}, ${sums.views}, ${sums.likes},
        ${sums.comments}, ${sums.shares})
      on conflict (tenant_id, account_id, day) do update set is_late = d.is_late or excluded.is_late, videos_at = excluded.videos_at,
        seen_videos = excluded.seen_videos, views = excluded.views, video_likes = excluded.video_likes, comments = excluded.comments,
        shares = excluded.shares`),
    tx.execute(sql`
      update content_account set videos_at = ${at}, problem = '', problem_at = null, updated_at = ${at}
      where id = ${accountId} and (videos_at is null or videos_at <= ${at})`),
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
async function saveDay(tx: Tx, tenantId: string, accountId: string, written: VideoDay): Promise<boolean> {
  const rows = await readVideoDayRows(tx, accountId, {
    from: monthStart(written.day),
    to: `${written.day.slice(0, 7)}-${lastOf(written.day)}`,
  });
  const days = expandVideoDays(rows);
  const before: VideosOfDay | undefined = days.findLast(({ day }) => day < written.day)?.videos;
  await saveVideoDayRow(tx, tenantId, accountId, packVideoDay(written, before));
  const next = days.find(({ day }) => day > written.day);
  if (next) await saveVideoDayRow(tx, tenantId, accountId, packVideoDay(next, written.videos));
  return next === undefined;
}

function lastOf(day: OwnDay): string {
  const [year, month] = day.split('-').map(Number);
  return String(new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate()).padStart(2, '0');
}
