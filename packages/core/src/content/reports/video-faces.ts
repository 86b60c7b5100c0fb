import type { contentReportRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { VideoCounters } from '../days/index.ts';
import { engagementRate } from './definitions.ts';

export type VideoView = z.infer<
  (typeof contentReportRoutes.listContentVideoDays.responses)[200]['content']['application/json']['schema']
>['video'];
/** A video without what a period adds to it. */
export type VideoFace = Omit<VideoView, 'gained' | 'engagementRate'>;

interface RawFace extends Record<string, unknown> {
  account_id: string;
  no: number;
  external_id: string;
  posted_at: string;
  description: string;
  duration_seconds: number | null;
  share_url: string;
  embed_url: string;
  cover_sha256: string | null;
  views: number;
  likes: number;
  comments: number;
  shares: number;
  first_day: string;
  last_day: string;
  gone_day: string | null;
}

export const faceColumns = sql`v.account_id, v.no, v.external_id, v.posted_at, v.description, v.duration_seconds, v.share_url, v.embed_url,
  v.cover_sha256, v.views::float8, v.likes::float8, v.comments::float8, v.shares::float8, v.first_day::text, v.last_day::text,
  v.gone_day::text`;

/** Where the hub serves a stored picture. */
export function pictureUrl(sha256: string | null): string | null {
  return sha256 === null ? null : `/api/content/pictures/${sha256}`;
}

export function toFace(row: RawFace): VideoFace {
  return {
    id: row.external_id,
    postedAt: new Date(row.posted_at).toISOString(),
    description: row.description,
    durationSeconds: row.duration_seconds,
    shareUrl: row.share_url,
    embedUrl: row.embed_url,
    coverUrl: pictureUrl(row.cover_sha256),
    views: row.views,
    likes: row.likes,
    comments: row.comments,
    shares: row.shares,
    firstDay: row.first_day,
    lastDay: row.last_day,
    goneDay: row.gone_day,
  };
}

export function videoView(face: VideoFace, gained: VideoCounters | null): VideoView {
  return { ...face, gained: gained && { ...gained }, engagementRate: engagementRate(gained) };
}

/** What single videos look like, by account and number. */
export async function readFaces(
  tx: Tx,
  tenantId: string,
  wanted: readonly { readonly accountId: string; readonly no: number }[],
): Promise<(video: { readonly accountId: string; readonly no: number }) => VideoFace | undefined> {
  const keyOf = (accountId: string, no: number) => `${accountId} ${no}`;
  const { rows } = await tx.execute<RawFace>(sql`
    select ${faceColumns} from unnest(${sql.param(wanted.map(({ accountId }) => accountId))}::text[],
      ${sql.param(wanted.map(({ no }) => no))}::integer[]) as w (account_id, no)
    join content_video v on v.tenant_id = ${tenantId} and v.account_id = w.account_id and v.no = w.no`);
  const faces = new Map(rows.map((row) => [keyOf(row.account_id, row.no), toFace(row)]));
  return ({ accountId, no }) => faces.get(keyOf(accountId, no));
}

/** One page of an account's videos, the newest first, with one more than `limit`. `after` is the last of the page before. */
export async function listNewestFaces(
  tx: Tx,
  page: { tenantId: string; accountId: string; after: { postedAt: string; no: number } | undefined; limit: number },
): Promise<(VideoFace & { readonly no: number })[]> {
  const { tenantId, accountId, after, limit } = page;
  const behind = after ? sql`and (v.posted_at, v.no) < (${after.postedAt}::timestamptz, ${after.no}::integer)` : sql``;
  const { rows } = await tx.execute<RawFace>(sql`
    select ${faceColumns} from content_video v where v.tenant_id = ${tenantId} and v.account_id = ${accountId} ${behind}
    order by v.posted_at desc, v.no desc limit ${limit + 1}`);
  return rows.map((row) => ({ ...toFace(row), no: row.no }));
}

/** One video by the platform's id. */
export async function findFace(
  tx: Tx,
  tenantId: string,
  accountId: string,
  videoId: string,
): Promise<(VideoFace & { no: number }) | undefined> {
  const { rows } = await tx.execute<RawFace>(sql`
    select ${faceColumns} from content_video v
    where v.tenant_id = ${tenantId} and v.account_id = ${accountId} and v.external_id = ${videoId}`);
  return rows[0] && { ...toFace(rows[0]), no: rows[0].no };
}
