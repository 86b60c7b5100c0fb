import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { VideoCounters } from '../days/index.ts';
import { type DayState, dayStateOf, type WatchedDays } from './definitions.ts';
import { daysOf, type Period } from './period.ts';

/** An own day of an account as it was read. */
export interface ReadDay {
  readonly day: string;
  readonly isLate: boolean;
  readonly followers: number | null;
  readonly following: number | null;
  readonly likes: number | null;
  readonly videos: number | null;
  /** Sum over the videos that were there. */
  readonly views: number | null;
  readonly gained: VideoCounters | null;
}

/** Every own day of a period, also those that nobody read: their numbers are null. */
export interface AccountDayView extends Omit<ReadDay, 'isLate'> {
  readonly state: DayState;
  /** Against the nearest known day before. */
  readonly followersChange: number | null;
}

/** How far back the day before the first one is looked for. */
const lookBackDays = 45;

interface RawDay extends Record<string, unknown> {
  account_id: string;
  day: string;
  is_late: boolean;
  followers: number | null;
  following: number | null;
  likes: number | null;
  videos: number | null;
  views: number | null;
  gained_views: number | null;
  gained_likes: number | null;
  gained_comments: number | null;
  gained_shares: number | null;
}

/** The days of accounts that were read, the oldest first, by account, from the last one before the period on that knew the followers. */
export async function readAccountDays(
  tx: Tx,
  tenantId: string,
  requests: readonly { readonly accountId: string; readonly period: Period }[],
): Promise<ReadonlyMap<string, ReadDay[]>> {
  const column = (of: (request: (typeof requests)[number]) => string) => sql.param(requests.map(of));
  const { rows } = await tx.execute<RawDay>(sql`
    select d.account_id, d.day::text, d.is_late, d.followers::float8, d.following::float8, d.likes::float8, d.videos::float8, d.views::float8,
      d.gained_views::float8, d.gained_likes::float8, d.gained_comments::float8, d.gained_shares::float8
    from unnest(${column(({ accountId }) => accountId)}::text[], ${column(({ period }) => period.from)}::date[],
      ${column(({ period }) => period.to)}::date[]) as r (account_id, f, t)
    left join lateral (select b.day from content_day b where b.tenant_id = ${tenantId} and b.account_id = r.account_id and b.day < r.f
      and b.day >= r.f - ${lookBackDays}::integer and b.followers is not null order by b.day desc limit 1) before on true
    join content_day d on d.tenant_id = ${tenantId} and d.account_id = r.account_id and d.day between coalesce(before.day, r.f) and r.t
    order by d.account_id, d.day`);
  return Map.groupBy(rows.map(toReadDay), ({ accountId }) => accountId);
}

function toReadDay(row: RawDay): ReadDay & { accountId: string } {
  const { gained_views: views, gained_likes: likes, gained_comments: comments, gained_shares: shares } = row;
  const isKnown = views !== null && likes !== null && comments !== null && shares !== null;
  return {
    accountId: row.account_id,
    day: row.day,
    isLate: row.is_late,
    followers: row.followers,
    following: row.following,
    likes: row.likes,
    videos: row.videos,
    views: row.views,
    gained: isKnown ? { views, likes, comments, shares } : null,
  };
}

/** Lays what was read over every day of the period. Nothing is filled: a day without a reading has a state and no numbers. */
export function layDays(period: Period, read: readonly ReadDay[], watched: WatchedDays): AccountDayView[] {
  const byDay = new Map(read.map((day) => [day.day, day]));
  let followers = read.findLast((day) => day.day < period.from && day.followers !== null)?.followers ?? null;
  return daysOf(period).map((day) => {
    const found = byDay.get(day);
    const now = found?.followers ?? null;
    const followersChange = now === null || followers === null ? null : now - followers;
    followers = now ?? followers;
    return {
      day,
      state: dayStateOf(day, found, watched),
      followers: now,
      following: found?.following ?? null,
      likes: found?.likes ?? null,
      videos: found?.videos ?? null,
      views: found?.views ?? null,
      followersChange,
      gained: found?.gained ?? null,
    };
  });
}
