import type { contentReportRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import type { z } from 'zod';
import { toPage } from '../../edge/index.ts';
import { type AccountDayView, layDays, readAccountDays } from './account-days.ts';
import { type MeasuredAccount, type MeasureRequest, measureAccounts } from './board-query.ts';
import { bestVideoOf } from './definitions.ts';
import type { Figures } from './figures-query.ts';
import { addDays, latestOf, type Period } from './period.ts';
import type { ReportAccount } from './report-account.ts';
import { pictureUrl, readFaces, type VideoView, videoView } from './video-faces.ts';
import { createGainReader, type GainRequest } from './video-gains.ts';

export type BoardRow = z.infer<typeof contentReportRoutes.boardRowSchema>;
export type FiguresView = NonNullable<BoardRow['figures']>;

/** More than a screen can show as a strip. */
const stripDays = 92;

/** One page of the board. */
export async function viewBoard(
  tx: Tx,
  request: MeasureRequest & { readonly limit: number },
): Promise<{ items: BoardRow[]; nextCursor: string | null }> {
  const measured = await measureAccounts(tx, request);
  const shown = measured.slice(0, request.limit);
  const [bestVideos, strips] = [await readBestVideos(tx, request.tenantId, shown), await readStrips(tx, request.tenantId, shown)];
  const toRow = (row: MeasuredAccount): BoardRow => ({
    id: row.account.id,
    ...accountHead(row.account),
    period: row.period ?? null,
    figures: row.figures ? figuresView(row.figures) : null,
    compared: row.compared ? figuresView(row.compared.figures) : null,
    bestVideo: bestVideos.get(row.account.id) ?? null,
    strip: strips.get(row.account.id) ?? null,
  });
  return toPage(measured, request.limit, toRow, (row) => [row.sortKey, row.account.id]);
}

/** Where an account belongs and how it stands, as the API says it. */
export function accountHead(account: ReportAccount) {
  return {
    outletId: account.outletId,
    outletCode: account.outletCode,
    outletName: account.outletName,
    group: account.group,
    picName: account.picName,
    accountId: account.accountId,
    platform: account.platform,
    handle: account.handle,
    displayName: account.displayName,
    avatarUrl: pictureUrl(account.avatarSha256),
    status: account.status,
    problem: account.problem,
    timeZone: account.timeZone,
    lastSyncAt: account.lastSyncAt?.toISOString() ?? null,
    tokenEndsAt: account.tokenEndsAt?.toISOString() ?? null,
  };
}

export function figuresView(figures: Figures): FiguresView {
  const { growth, gained } = figures;
  return {
    followers: figures.followers,
    followersChange: growth?.change ?? null,
    followersPercent: growth?.percent ?? null,
    changeFrom: growth?.from ?? null,
    changeTo: growth?.to ?? null,
    views: gained?.views ?? null,
    likes: gained?.likes ?? null,
    comments: gained?.comments ?? null,
    shares: gained?.shares ?? null,
    engagementRate: figures.engagementRate,
    videosPosted: figures.videosPosted,
    readDays: figures.readDays,
    lateDays: figures.lateDays,
    missingDays: figures.missingDays,
  };
}

/** What the videos of measured accounts are asked for; outlets without an account are left out. */
export function gainRequests(rows: readonly MeasuredAccount[], periodOf: (row: MeasuredAccount) => Period | undefined): GainRequest[] {
  return rows.flatMap((row) => {
    const period = periodOf(row);
    const { accountId, today, createdAt } = row.account;
    return accountId !== null && period ? [{ accountId, period, today, createdAt }] : [];
  });
}

/** The best video of each account, by its id. */
export async function readBestVideos(tx: Tx, tenantId: string, rows: readonly MeasuredAccount[]): Promise<ReadonlyMap<string, VideoView>> {
  const gains = await createGainReader(tx, tenantId)(gainRequests(rows, ({ period }) => period));
  const best = [...gains.values()].flatMap((videos) => bestVideoOf(videos) ?? []);
  const faceOf = await readFaces(tx, tenantId, best);
  return new Map(
    best.flatMap((video) => {
      const face = faceOf(video);
      return face ? [[video.accountId, videoView(face, video.gained)] as const] : [];
    }),
  );
}

async function readStrips(tx: Tx, tenantId: string, rows: readonly MeasuredAccount[]) {
  const asked = rows.flatMap(({ account, period }) => {
    const { accountId } = account;
    if (accountId === null || !period) return [];
    const from = latestOf([period.from, addDays(period.to, 1 - stripDays)]) ?? period.from;
    return [{ accountId, account, period: { from, to: period.to } }];
  });
  const read = await readAccountDays(tx, tenantId, asked);
  return new Map(
    asked.map(({ accountId, account, period }) => [accountId, toStrip(period, layDays(period, read.get(accountId) ?? [], account))]),
  );
}

function toStrip(period: Period, days: readonly AccountDayView[]): NonNullable<BoardRow['strip']> {
  return {
    from: period.from,
    states: days.map(({ state }) => state),
    followers: days.map(({ followers }) => followers),
    followersChange: days.map(({ followersChange }) => followersChange),
    views: days.map(({ gained }) => gained?.views ?? null),
  };
}
