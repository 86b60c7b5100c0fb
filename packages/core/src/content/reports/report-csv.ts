import type { Database } from '@shopfleet/db';
import { csvLines } from '../../edge/index.ts';
import type { MeasureRequest } from './board-query.ts';
import type { VideoView } from './video-faces.ts';
import { type BoardRow, type FiguresView, viewBoard } from './view-board.ts';
import { type VideosQuestion, viewVideos } from './view-videos.ts';

interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string | number | null | undefined;
}

const figure = (title: string, of: (figures: FiguresView) => string | number | null): Column<BoardRow> => ({
  title,
  of: ({ figures }) => figures && of(figures),
});
const boardColumns: readonly Column<BoardRow>[] = [
  { title: 'outlet', of: (row) => row.outletCode },
  { title: 'outlet_name', of: (row) => row.outletName },
  { title: 'group', of: (row) => row.group },
  { title: 'pic', of: (row) => row.picName },
  { title: 'account', of: (row) => row.handle },
  { title: 'account_name', of: (row) => row.displayName },
  { title: 'status', of: (row) => row.status },
  { title: 'from', of: (row) => row.period?.from },
  { title: 'to', of: (row) => row.period?.to },
  figure('followers', (figures) => figures.followers),
  figure('followers_change', (figures) => figures.followersChange),
  figure('followers_percent', (figures) => rounded(figures.followersPercent)),
  figure('change_from', (figures) => figures.changeFrom),
  figure('change_to', (figures) => figures.changeTo),
  figure('views', (figures) => figures.views),
  figure('likes', (figures) => figures.likes),
  figure('comments', (figures) => figures.comments),
  figure('shares', (figures) => figures.shares),
  figure('engagement_rate', (figures) => rounded(figures.engagementRate)),
  figure('videos_posted', (figures) => figures.videosPosted),
  figure('days_read', (figures) => figures.readDays),
  figure('days_late', (figures) => figures.lateDays),
  figure('days_missing', (figures) => figures.missingDays),
  { title: 'best_video', of: (row) => row.bestVideo?.shareUrl },
  { title: 'best_video_views', of: (row) => row.bestVideo?.gained?.views },
  { title: 'last_sync', of: (row) => row.lastSyncAt },
  { title: 'token_ends', of: (row) => row.tokenEndsAt },
];
const videoColumns: readonly Column<VideoView>[] = [
  { title: 'video', of: (video) => video.id },
  { title: 'posted_at', of: (video) => video.postedAt },
  { title: 'description', of: (video) => video.description },
  { title: 'seconds', of: (video) => video.durationSeconds },
  { title: 'views', of: (video) => video.views },
  { title: 'likes', of: (video) => video.likes },
  { title: 'comments', of: (video) => video.comments },
  { title: 'shares', of: (video) => video.shares },
  { title: 'views_gained', of: (video) => video.gained?.views },
  { title: 'likes_gained', of: (video) => video.gained?.likes },
  { title: 'comments_gained', of: (video) => video.gained?.comments },
  { title: 'shares_gained', of: (video) => video.gained?.shares },
  { title: 'engagement_rate', of: (video) => rounded(video.engagementRate) },
  { title: 'first_day', of: (video) => video.firstDay },
  { title: 'gone_day', of: (video) => video.goneDay },
  { title: 'address', of: (video) => video.shareUrl },
];

const pageRows = 200;

/** Six digits are more than any of these rates has. */
function rounded(rate: number | null): number | null {
  return rate === null ? null : Number(rate.toPrecision(6));
}

function lines<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return csvLines(rows.map((row) => columns.map((column) => column.of(row) ?? '')));
}

/** The whole board as CSV, page by page; an empty cell is a figure that is not known. */
export async function* streamBoardCsv(db: Database, request: Omit<MeasureRequest, 'cursor' | 'limit'>): AsyncGenerator<string> {
  yield csvLines([boardColumns.map(({ title }) => title)]);
  let cursor: string | undefined;
  do {
    const page = { ...request, cursor, limit: pageRows };
    const { items, nextCursor } = await db.asTenant(request.tenantId, (tx) => viewBoard(tx, page));
    if (items.length > 0) yield lines(boardColumns, items);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** All videos of an account as CSV. */
export async function* streamVideosCsv(db: Database, question: Omit<VideosQuestion, 'cursor' | 'limit'>): AsyncGenerator<string> {
  const { items } = await db.asTenant(question.tenantId, (tx) => viewVideos(tx, { ...question, cursor: undefined, limit: undefined }));
  yield csvLines([videoColumns.map(({ title }) => title)]);
  if (items.length > 0) yield lines(videoColumns, items);
}
