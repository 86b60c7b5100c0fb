import type { Tx } from '@shopfleet/db';
import type { ContentVideo } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import type { OwnDay } from './own-day.ts';
import { storable } from './storable.ts';

/** Whoever records videos of an account holds it until the end of the transaction. */
export async function lockAccount(tx: Tx, accountId: string): Promise<void> {
  await tx.execute(sql`select from content_account where id = ${accountId} for no key update`);
}

/** The number of each video within its account; a new one gets the next. The account is locked. */
export async function numberVideos(tx: Tx, accountId: string, videos: readonly ContentVideo[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await tx.execute<{ external_id: string; no: number }>(
    sql`select external_id, no from content_video where account_id = ${accountId}`,
  );
  const numbers = new Map(rows.map((row) => [row.external_id, row.no]));
  let last = rows.reduce((most, { no }) => Math.max(most, no), 0);
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

/**
 * Writes what changed, and notes who is gone. The address of a cover changes with every reading, so it alone is no change while the
 * picture is kept here.
 */
export async function saveVideos(tx: Tx, { tenantId, accountId, day, isNewest, videos, numbers }: VideosToSave): Promise<void> {
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
  }));
  const list = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (no integer, external_id text, posted_at timestamptz,
    description text, duration_seconds integer, share_url text, embed_url text, cover_url text, views bigint, likes bigint,
    comments bigint, shares bigint)`;
  await tx.execute(sql`
    insert into content_video as v (tenant_id, account_id, no, external_id, posted_at, description, duration_seconds, share_url, embed_url,
      cover_url, views, likes, comments, shares, first_day, last_day)
    select ${tenantId}, ${accountId}, new.*, ${day}::date, ${day}::date from ${list}
    on conflict (tenant_id, account_id, external_id) do update set description = excluded.description,
      duration_seconds = excluded.duration_seconds, share_url = excluded.share_url, embed_url = excluded.embed_url,
      cover_url = excluded.cover_url, views = excluded.views, likes = excluded.likes, comments = excluded.comments,
      shares = excluded.shares, last_day = excluded.last_day, gone_day = null
    where ${isNewest} and v.last_day <= excluded.last_day and (
      (v.views, v.likes, v.comments, v.shares, v.description, v.duration_seconds, v.share_url, v.embed_url) is distinct from
      (excluded.views, excluded.likes, excluded.comments, excluded.shares, excluded.description, excluded.duration_seconds,
        excluded.share_url, excluded.embed_url)
      or v.gone_day is not null or v.cover_sha256 is null and v.cover_url <> excluded.cover_url)`);
  if (!isNewest) return;
  await tx.execute(sql`
    update content_video set gone_day = ${day}::date
    where account_id = ${accountId} and gone_day is null and last_day <= ${day}::date
      and external_id <> all (${sql.param(videos.map(({ externalId }) => externalId))}::text[])`);
}
