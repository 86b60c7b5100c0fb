import type { contentReportRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { decodeCursor, toPage } from '../../edge/index.ts';
import { engagementRate } from './definitions.ts';
import { type AccountQuestion, requireAccount } from './report-deps.ts';
import { readFaces, type VideoView, videoView } from './video-faces.ts';
import { createGainReader, type VideoGain } from './video-gains.ts';

export type VideoSort = (typeof contentReportRoutes.videoSorts)[number];

export interface VideosQuestion extends AccountQuestion {
  readonly q: string | undefined;
  readonly sort: VideoSort;
  readonly order: 'asc' | 'desc';
  readonly cursor: string | undefined;
  /** Undefined for all. */
  readonly limit: number | undefined;
}

interface SortedVideo {
  readonly gain: VideoGain;
  readonly key: number | null;
}

/** One page of an account's videos with what they gained in the period; those without a value come last. Throws `NOT_FOUND`. */
export async function viewVideos(tx: Tx, question: VideosQuestion): Promise<{ items: VideoView[]; nextCursor: string | null }> {
  const { tenantId, accountId, sort, order, cursor, limit = Number.POSITIVE_INFINITY } = question;
  const { account, period } = await requireAccount(tx, question);
  const { today, createdAt } = account;
  const gains = (await createGainReader(tx, tenantId)([{ accountId, period, today, createdAt }])).get(accountId) ?? [];
  const wanted = await readVideoFilter(tx, tenantId, accountId, question.q);
  const keyOf = await sortKeys(tx, tenantId, accountId, sort);
  const sorted = gains
    .filter(({ no, firstDay }) => firstDay <= period.to && wanted(no))
    .map((gain): SortedVideo => ({ gain, key: keyOf(gain) }))
    .sort(inOrder(order));
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rest = after ? sorted.filter((video) => inOrder(order)(after, video) < 0) : sorted;
  const page = rest.slice(0, limit + 1);
  const faceOf = await readFaces(
    tx,
    tenantId,
    page.slice(0, limit).map(({ gain }) => gain),
  );
  const toView = ({ gain }: SortedVideo): VideoView[] => {
    const face = faceOf(gain);
    return face ? [videoView(face, gain.gained)] : [];
  };
  const { items, nextCursor } = toPage(page, limit, toView, ({ gain, key }) => [key, gain.no]);
  return { items: items.flat(), nextCursor };
}

type Sortable = { readonly key: number | null; readonly gain: { readonly no: number } };

function inOrder(order: 'asc' | 'desc'): (a: Sortable, b: Sortable) => number {
  const sign = order === 'asc' ? 1 : -1;
  return (a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null) || a.gain.no - b.gain.no;
    return sign * (a.key - b.key) || a.gain.no - b.gain.no;
  };
}

function readCursor(cursor: string): Sortable {
  const [key = null, no] = decodeCursor(cursor, 2);
  if (typeof no !== 'number' || typeof key === 'string') throw new HubError('INVALID_CURSOR', { message: 'Start again without a cursor' });
  return { key, gain: { no } };
}

async function sortKeys(tx: Tx, tenantId: string, accountId: string, sort: VideoSort): Promise<(gain: VideoGain) => number | null> {
  if (sort === 'gained') return ({ gained }) => gained?.views ?? null;
  if (sort === 'engagement') return ({ gained }) => engagementRate(gained);
  if (sort === 'posted') return ({ postedAt }) => postedAt.getTime();
  const { rows } = await tx.execute<{ no: number; views: number }>(
    sql`select no, views::float8 from content_video where tenant_id = ${tenantId} and account_id = ${accountId}`,
  );
  const views = new Map(rows.map((row) => [row.no, row.views]));
  return ({ no }) => views.get(no) ?? null;
}

/** Which videos a search means: those that hold it in their description or id. */
async function readVideoFilter(tx: Tx, tenantId: string, accountId: string, q: string | undefined): Promise<(no: number) => boolean> {
  if (q === undefined || q.trim() === '') return () => true;
  const part = `%${q
    .trim()
    .replaceAll('\0', '')
    .toWellFormed()
    .replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await tx.execute<{ no: number }>(sql`
    select no from content_video where tenant_id = ${tenantId} and account_id = ${accountId}
      and (description ilike ${part} or external_id like ${part})`);
  const found = new Set(rows.map(({ no }) => no));
  return (no) => found.has(no);
}
