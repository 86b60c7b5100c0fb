import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { VideoCounters } from '../days/index.ts';

/** Which day of which account. */
export interface AccountDay {
  readonly accountId: string;
  readonly day: string;
}

interface RawState extends Record<string, unknown> {
  account_id: string;
  nos: number[];
  views: number[];
  likes: number[];
  comments: number[];
  shares: number[];
}

export type VideoStates = ReadonlyMap<string, ReadonlyMap<number, VideoCounters>>;

/**
 * The last known counters of every video at the end of a day, by account and number. Read from the last key row up to that day on, so
 * videos that vanished before that row are not in it.
 */
export async function readVideoStates(tx: Tx, tenantId: string, days: readonly AccountDay[]): Promise<VideoStates> {
  if (days.length === 0) return new Map();
  const { rows } = await tx.execute<RawState>(sql`
    with r as materialized (
      select account_id, day from unnest(${sql.param(days.map(({ accountId }) => accountId))}::text[],
        ${sql.param(days.map(({ day }) => day))}::date[]) as asked (account_id, day)
    )
    select r.account_id, array_agg(s.no) as nos, array_agg(s.views::float8) as views, array_agg(s.likes::float8) as likes,
      array_agg(s.comments::float8) as comments, array_agg(s.shares::float8) as shares
    from r
    cross join lateral (
      select coalesce(
        (select k.day from content_video_day k where k.tenant_id = ${tenantId} and k.account_id = r.account_id and k.is_key
          and k.day <= r.day and k.day >= r.day - 31 order by k.day desc limit 1),
        (select k.day from content_video_day k where k.tenant_id = ${tenantId} and k.account_id = r.account_id and k.is_key
          and k.day <= r.day order by k.day desc limit 1)) as day
    ) key
    cross join lateral (
      select distinct on (u.no) u.no, u.views, u.likes, u.comments, u.shares
      from content_video_day d cross join lateral unnest(d.nos, d.views, d.likes, d.comments, d.shares) as u (no, views, likes, comments, shares)
      where d.tenant_id = ${tenantId} and d.account_id = r.account_id and d.day between key.day and r.day and u.views is not null
      order by u.no, d.day desc
    ) s
    group by r.account_id`);
  return new Map(rows.map((row) => [row.account_id, toState(row)]));
}

function toState(row: RawState): Map<number, VideoCounters> {
  return new Map(
    row.nos.map((no, index) => {
      const of = (column: readonly number[]) => column[index] ?? 0;
      return [no, { views: of(row.views), likes: of(row.likes), comments: of(row.comments), shares: of(row.shares) }];
    }),
  );
}

export interface VideoOnDay {
  readonly accountId: string;
  readonly no: number;
  readonly day: string;
}

/** The last known counters of single videos at the end of a day, however far back; those that were never seen until then are left out. */
export async function readLastKnown(tx: Tx, tenantId: string, wanted: readonly VideoOnDay[]): Promise<ReadonlyMap<string, VideoCounters>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await tx.execute<{ account_id: string; no: number; views: number; likes: number; comments: number; shares: number }>(sql`
    select w.account_id, w.no, s.* from unnest(${sql.param(wanted.map(({ accountId }) => accountId))}::text[],
      ${sql.param(wanted.map(({ no }) => no))}::integer[], ${sql.param(wanted.map(({ day }) => day))}::date[]) as w (account_id, no, day)
    join content_video v on v.tenant_id = ${tenantId} and v.account_id = w.account_id and v.no = w.no
    cross join lateral (
      select d.views[x.at]::float8 as views, d.likes[x.at]::float8 as likes, d.comments[x.at]::float8 as comments,
        d.shares[x.at]::float8 as shares
      from content_video_day d cross join lateral (select array_position(d.nos, w.no) as at) x
      where d.tenant_id = ${tenantId} and d.account_id = w.account_id and d.day between v.first_day and w.day and d.views[x.at] is not null
      order by d.day desc limit 1
    ) s`);
  return new Map(rows.map(({ account_id, no, ...counters }) => [lastKnownKey(account_id, no), counters]));
}

export const lastKnownKey = (accountId: string, no: number): string => `${accountId} ${no}`;
