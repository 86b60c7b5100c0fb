import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';
import { type OwnDay, readVideoDays } from '../days/index.ts';
import type { ArchiveKind } from './archive-row.ts';

/** Days of one month, both included. */
interface Month {
  readonly from: OwnDay;
  readonly to: OwnDay;
}
type Line = readonly (string | number)[];

export const archiveColumns: Readonly<Record<ArchiveKind, readonly string[]>> = {
  accounts: [
    'day',
    'accountId',
    'handle',
    'isLate',
    'followers',
    'following',
    'likes',
    'videos',
    'views',
    'videoLikes',
    'comments',
    'shares',
  ],
  videos: ['day', 'accountId', 'handle', 'videoId', 'postedAt', 'views', 'likes', 'comments', 'shares'],
};

export const tableOf: Readonly<Record<ArchiveKind, SQL>> = { accounts: sql`content_day`, videos: sql`content_video_day` };

/** What the month showed of one account, a line a day (or a line a video and day). Days that nobody read have no line. */
export function readLines(tx: Tx, kind: ArchiveKind, accountId: string, month: Month): Promise<Line[]> {
  return kind === 'accounts' ? readAccountLines(tx, accountId, month) : readVideoLines(tx, accountId, month);
}

async function readAccountLines(tx: Tx, accountId: string, { from, to }: Month): Promise<Line[]> {
  const { rows } = await tx.execute<Record<string, string | boolean | null>>(sql`
    select d.day::text as day, d.account_id, a.handle, d.is_late, d.followers, d.following, d.likes, d.videos, d.views, d.video_likes,
      d.comments, d.shares
    from content_day d join content_account a on a.tenant_id = d.tenant_id and a.id = d.account_id
    where d.account_id = ${accountId} and d.day between ${from}::date and ${to}::date order by d.day`);
  return rows.map((row) => Object.values(row).map((cell) => (cell === null ? '' : String(cell))));
}

async function readVideoLines(tx: Tx, accountId: string, month: Month): Promise<Line[]> {
  const { rows: videos } = await tx.execute<{ no: number; external_id: string; posted_at: string; handle: string }>(sql`
    select v.no, v.external_id, v.posted_at, a.handle
    from content_video v join content_account a on a.tenant_id = v.tenant_id and a.id = v.account_id where v.account_id = ${accountId}`);
  const byNo = new Map(videos.map((video) => [video.no, video]));
  const days = await readVideoDays(tx, accountId, month);
  return days.flatMap(({ day, videos: shown }) =>
    [...shown].map(([no, { views, likes, comments, shares }]) => {
      const video = byNo.get(no);
      const postedAt = video ? new Date(video.posted_at).toISOString() : '';
      return [day, accountId, video?.handle ?? '', video?.external_id ?? '', postedAt, views, likes, comments, shares];
    }),
  );
}
