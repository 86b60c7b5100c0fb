import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import type { ContentVideo } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import type { OwnDay } from './own-day.ts';
import { storable } from './storable.ts';
import type { VideoCounters } from './video-days.ts';

/** A video as it was known before a reading. */
export interface KnownVideo {
  readonly no: number;
  readonly counters: VideoCounters;
  /** The own day since which they are so. */
  readonly lastDay: OwnDay;
}

export interface AccountBefore {
  /** Videos that were posted before count from where they stand; later ones from zero. */
  readonly watchedSince: Date;
  /** False when no earlier day has its videos. */
  readonly hasEarlierDay: boolean;
  readonly videos: ReadonlyMap<string, KnownVideo>;
}

interface RawVideo extends Record<string, unknown> {
  external_id: string;
  no: number;
  last_day: string;
  views: string;
  likes: string;
  comments: string;
  shares: string;
}

/** What is known of an account and its videos before a reading. Holds the account until the end of the transaction. */
export async function lockAccount(tx: Tx, accountId: string, day: OwnDay): Promise<AccountBefore> {
  const [account, { rows }] = await Promise.all([
    tx.execute<{ since: string; has_earlier: boolean }>(sql`
      select created_at as since, exists (
        select from content_day d where d.account_id = a.id and d.day < ${day}::date and d.videos_at is not null) as has_earlier
      from content_account a where id = ${accountId} for no key update`),
    tx.execute<RawVideo>(
      sql`select external_id, no, last_day::text, views, likes, comments, shares from content_video where account_id = ${accountId}`,
    ),
  ]);
  const [found] = account.rows;
  if (!found) throw new HubError('NOT_FOUND', { message: 'There is no such account' });
  const videos = rows.map((row): [string, KnownVideo] => {
    const counters = { views: Number(row.views), likes: Number(row.likes), comments: Number(row.comments), shares: Number(row.shares) };
    return [row.external_id, { no: row.no, counters, lastDay: row.last_day }];
  });
  return { watchedSince: new Date(found.since), hasEarlierDay: found.has_earlier, videos: new Map(videos) };
}

/** The number of each video within its account; a new one gets the next. The account is locked. */
export function numberVideos(known: AccountBefore['videos'], videos: readonly ContentVideo[]): ReadonlyMap<string, number> {
  const numbers = new Map([...known].map(([externalId, { no }]) => [externalId, no]));
  let last = Math.max(0, ...numbers.values());
  // The oldest first, so that numbers follow the order of posting as far as they can.
  for (const { externalId } of videos.toSorted((a, b) => a.postedAt.getTime() - b.postedAt.getTime())) {
    if (numbers.has(externalId)) continue;
    last += 1;
    numbers.set(externalId, last);
  }
  return numbers;
}

interface VideosToSave {
  readonly tenantId: string;
  readonly accountId: string;
  readonly day: OwnDay;
  /** False when a later day was recorded already: then only videos that nobody knew are added. */
  readonly isNewest: boolean;
  readonly videos: readonly ContentVideo[];
  readonly numbers: ReadonlyMap<string, number>;
}

/** The newest videos of an account whose covers are kept: hundreds of accounts have tens of thousands. */
export const coveredVideos = 30;

/**
 * Writes what changed, and notes who is gone. The address of a cover changes with every reading, so it alone is a change only while its
 * picture is still to be fetched.
 */
export async function saveVideos(tx: Tx, { tenantId, accountId, day, isNewest, videos, numbers }: VideosToSave): Promise<void> {
  const newest = new Set(videos.toSorted((a, b) => b.postedAt.getTime() - a.postedAt.getTime()).slice(0, coveredVideos));
  const rows = videos.map((video) => ({
    no: numbers.get(video.externalId),
    external_id: video.externalId,
    posted_at: video.postedAt.toISOString(),
    description: storable(video.description),
    duration_seconds: video.durationSeconds ?? null,
    share_url: storable(video.shareUrl),
    embed_url: storable(video.embedUrl),
    cover_url: storable(video.coverUrl),
    views: video.views,
    likes: video.likes,
    comments: video.comments,
    shares: video.shares,
    has_cover: newest.has(video),
  }));
  const list = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (no integer, external_id text, posted_at timestamptz,
    description text, duration_seconds integer, share_url text, embed_url text, cover_url text, views bigint, likes bigint,
    comments bigint, shares bigint, has_cover boolean)`;
  await tx.execute(sql`
    insert into content_video as v (tenant_id, account_id, no, external_id, posted_at, description, duration_seconds, share_url, embed_url,
      cover_url, views, likes, comments, shares, first_day, last_day)
    select ${tenantId}, ${accountId}, new.no, new.external_id, new.posted_at, new.description, new.duration_seconds, new.share_url,
      new.embed_url, case when new.has_cover then new.cover_url else '' end, new.views, new.likes, new.comments, new.shares, ${day}::date, ${day}::date
    from ${list}
    on conflict (tenant_id, account_id, external_id) do update set description = excluded.description,
      duration_seconds = excluded.duration_seconds, share_url = excluded.share_url, embed_url = excluded.embed_url,
      cover_url = case when excluded.cover_url = '' then v.cover_url else excluded.cover_url end, views = excluded.views, likes = excluded.likes, comments = excluded.comments,
      shares = excluded.shares, last_day = excluded.last_day, gone_day = null
    where ${isNewest} and v.last_day <= excluded.last_day and (
      (v.views, v.likes, v.comments, v.shares, v.description, v.duration_seconds, v.share_url, v.embed_url) is distinct from
      (excluded.views, excluded.likes, excluded.comments, excluded.shares, excluded.description, excluded.duration_seconds,
        excluded.share_url, excluded.embed_url)
      or v.gone_day is not null or v.cover_sha256 is null and excluded.cover_url not in ('', v.cover_url))`);
  if (!isNewest) return;
  await tx.execute(sql`
    update content_video set gone_day = ${day}::date
    where account_id = ${accountId} and gone_day is null and last_day <= ${day}::date
      and external_id <> all (${sql.param(videos.map(({ externalId }) => externalId))}::text[])`);
}
