import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { addCounters, gainOf, noCounters, subtractCounters } from '../../days/gained-counters.ts';
import { monthStart, packVideoDay, type VideoCounters, type VideosOfDay } from '../../days/index.ts';
import { sumVideos } from '../../days/video-days.ts';
import type { AccountHistory, HistoryDay } from './account-history.ts';

interface WalkedVideo {
  readonly no: number;
  readonly first: string;
  last: string;
  gone: string | null;
  counters: VideoCounters;
}
const rowsAtOnce = 200;

/**
 * Writes the history of an account that has none yet, as if each of its days had been read: at 02:05 of its own clock, and at 21:10
 * what is late. The account's row must be there; the months of the days too (`ensureMonths`). Leaves the account as its last day shows it.
 */
export async function writeHistory(tx: Tx, tenantId: string, history: AccountHistory): Promise<void> {
  const { days, videos } = walk(history);
  await insertVideos(tx, tenantId, history, videos);
  await insertDays(tx, tenantId, history, days);
  for (let from = 0; from < days.length; from += rowsAtOnce)
    await insertVideoDays(tx, tenantId, history.accountId, days.slice(from, from + rowsAtOnce));
  const last = history.days.at(-1);
  if (!last) return;
  const at = sql`(${last.day}::date + time '02:05') at time zone time_zone`;
  await tx.execute(sql`
    update content_account set created_at = least(created_at, ${history.watchedSince.toISOString()}::timestamptz),
      connected_at = least(connected_at, ${history.watchedSince.toISOString()}::timestamptz),
      profile_at = greatest(profile_at, ${at}), videos_at = greatest(videos_at, ${at})
    where id = ${history.accountId}`);
}

type WalkedDay = HistoryDay & { readonly before: VideosOfDay | undefined; readonly gained: VideoCounters | null };

function walk({ days, videos, watchedSince }: AccountHistory): { days: WalkedDay[]; videos: ReadonlyMap<number, WalkedVideo> } {
  const known = new Map<number, WalkedVideo>();
  let previous: { readonly day: string; readonly videos: VideosOfDay } | undefined;
  const walked = days.map((day): WalkedDay => {
    const before = previous && monthStart(previous.day) === monthStart(day.day) ? previous.videos : undefined;
    if (!day.videos) return { ...day, before, gained: null };
    let gained = noCounters;
    for (const [no, counters] of day.videos) {
      const video = known.get(no);
      const posted = videos[no - 1];
      if (posted) gained = addCounters(gained, gainOf({ ...counters, postedAt: posted.postedAt }, video?.counters, watchedSince));
      if (video) seeAgain(video, counters, day.day);
      else known.set(no, { no, first: day.day, last: day.day, gone: null, counters });
    }
    for (const video of known.values()) if (!day.videos.has(video.no)) video.gone ??= day.day;
    const isFirst = previous === undefined;
    previous = { day: day.day, videos: day.videos };
    return { ...day, before, gained: isFirst ? null : gained };
  });
  return { days: walked, videos: known };
}

/** As the sync does it: the last day moves with what changes. */
function seeAgain(video: WalkedVideo, counters: VideoCounters, day: string): void {
  const { views, likes, comments, shares } = subtractCounters(counters, video.counters);
  if (views === 0 && likes === 0 && comments === 0 && shares === 0 && video.gone === null) return;
  Object.assign(video, { counters, last: day, gone: null });
}

async function insertVideos(tx: Tx, tenantId: string, history: AccountHistory, videos: ReadonlyMap<number, WalkedVideo>): Promise<void> {
  const rows = [...videos.values()].flatMap(({ no, first, last, gone, counters }) => {
    const video = history.videos[no - 1];
    return video ? [{ no, first, last, gone, ...counters, ...video }] : [];
  });
  await tx.execute(sql`
    insert into content_video (tenant_id, account_id, no, external_id, posted_at, description, duration_seconds, share_url, embed_url,
      views, likes, comments, shares, first_day, last_day, gone_day)
    select ${tenantId}, ${history.accountId}, v.no, v."externalId", v."postedAt", v.description, v."durationSeconds", v."shareUrl",
      v."embedUrl", v.views, v.likes, v.comments, v.shares, v.first, v.last, v.gone
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as v (no integer, "externalId" text, "postedAt" timestamptz, description text,
      "durationSeconds" integer, "shareUrl" text, "embedUrl" text, views bigint, likes bigint, comments bigint, shares bigint, first date,
      last date, gone date)`);
}

async function insertDays(tx: Tx, tenantId: string, { accountId, timeZone }: AccountHistory, days: readonly WalkedDay[]): Promise<void> {
  const rows = days.map(({ day, isLate, profile, videos, gained }) => ({
    day,
    isLate,
    time: isLate ? '21:10' : '02:05',
    hasProfile: profile !== undefined,
    displayName: profile?.displayName ?? null,
    ...profile?.counters,
    hasVideos: videos !== undefined,
    sums: videos ? sumVideos(videos) : {},
    gained: gained ?? {},
  }));
  const at = sql`(d.day + d.time) at time zone ${timeZone}`;
  await tx.execute(sql`
    insert into content_day (tenant_id, account_id, day, is_late, profile_at, display_name, followers, following, likes, videos, videos_at,
      seen_videos, views, video_likes, comments, shares, gained_views, gained_likes, gained_comments, gained_shares)
    select ${tenantId}, ${accountId}, d.day, d."isLate", case when d."hasProfile" then ${at} end, d."displayName", d.followers, d.following,
      d.likes, d.videos, case when d."hasVideos" then ${at} end, s."seenVideos", s.views, s.likes, s.comments, s.shares,
      g.views, g.likes, g.comments, g.shares
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d (day date, "isLate" boolean, time time, "hasProfile" boolean,
      "displayName" text, followers bigint, following bigint, likes bigint, videos bigint, "hasVideos" boolean, sums jsonb, gained jsonb)
    cross join lateral jsonb_to_record(d.sums) as s ("seenVideos" integer, views bigint, likes bigint, comments bigint, shares bigint)
    cross join lateral jsonb_to_record(d.gained) as g (views bigint, likes bigint, comments bigint, shares bigint)`);
}

async function insertVideoDays(tx: Tx, tenantId: string, accountId: string, days: readonly WalkedDay[]): Promise<void> {
  const rows = days.flatMap(({ day, videos, before }) => (videos ? [packVideoDay({ day, videos }, before)] : []));
  // Arrays of different lengths cannot travel as one array, so each travels as text.
  const texts = (name: 'nos' | 'views' | 'likes' | 'comments' | 'shares') =>
    sql.param(rows.map((row) => `{${row[name].map((value) => value ?? 'NULL').join()}}`));
  await tx.execute(sql`
    insert into content_video_day (tenant_id, account_id, day, is_key, nos, views, likes, comments, shares)
    select ${tenantId}, ${accountId}, day, is_key, nos::integer[], views::bigint[], likes::bigint[], comments::bigint[], shares::bigint[]
    from unnest(${sql.param(rows.map(({ day }) => day))}::date[], ${sql.param(rows.map(({ isKey }) => isKey))}::boolean[],
      ${texts('nos')}::text[], ${texts('views')}::text[], ${texts('likes')}::text[], ${texts('comments')}::text[], ${texts('shares')}::text[])
      as row (day, is_key, nos, views, likes, comments, shares)`);
}
