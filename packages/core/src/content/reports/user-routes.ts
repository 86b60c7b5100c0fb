import { contentOverviewRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { callerOf, decodeCursor, type HubApp, toPage } from '../../edge/index.ts';
import { readPeriods } from './period.ts';
import { type AccountQuestion, type ReportDeps, requireAccount } from './report-deps.ts';
import { listNewestFaces, pictureUrl } from './video-faces.ts';
import { readProfileCounters } from './view-account.ts';
import { figuresView } from './view-board.ts';
import { viewVideos } from './view-videos.ts';

const bestVideos = 10;

/** The plain questions about one account: who it is, its videos, and what they come to. */
export function registerContentUserRoutes(app: HubApp, deps: ReportDeps): void {
  const questionOf = (tenantId: string, accountId: string, query: Parameters<typeof readPeriods>[0]): AccountQuestion => ({
    tenantId,
    accountId,
    now: deps.clock.now(),
    periods: readPeriods(query),
  });
  app.openapi(contentOverviewRoutes.getContentUser, async (c) => {
    const { tenantId } = callerOf(c);
    const question = questionOf(tenantId, c.req.valid('param').accountId, { days: 1 });
    return c.json(await deps.db.asTenant(tenantId, (tx) => viewUser(tx, question)), 200);
  });
  app.openapi(contentOverviewRoutes.listContentUserVideos, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor } = c.req.valid('query');
    const question = questionOf(tenantId, c.req.valid('param').accountId, { days: 1 });
    const page = { tenantId, accountId: question.accountId, after: cursor === undefined ? undefined : readCursor(cursor), limit };
    const faces = await deps.db.asTenant(tenantId, async (tx) => {
      await requireAccount(tx, question);
      return listNewestFaces(tx, page);
    });
    return c.json(
      toPage(
        faces,
        limit,
        ({ no: _no, ...face }) => face,
        ({ postedAt, no }) => [postedAt, no],
      ),
      200,
    );
  });
  app.openapi(contentOverviewRoutes.getContentAnalytics, async (c) => {
    const { tenantId } = callerOf(c);
    const question = questionOf(tenantId, c.req.valid('param').accountId, c.req.valid('query'));
    return c.json(await deps.db.asTenant(tenantId, (tx) => viewAnalytics(tx, question)), 200);
  });
}

function readCursor(cursor: string): { postedAt: string; no: number } {
  const [postedAt, no] = decodeCursor(cursor, 2);
  if (typeof postedAt !== 'string' || typeof no !== 'number' || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(postedAt) || !Number.isSafeInteger(no))
    throw new HubError('INVALID_CURSOR', { message: 'Start again without a cursor' });
  return { postedAt, no };
}

async function viewUser(tx: Tx, question: AccountQuestion) {
  const { account, period } = await requireAccount(tx, question);
  return {
    accountId: account.accountId,
    externalId: account.externalId,
    handle: account.handle,
    displayName: account.displayName,
    avatarUrl: pictureUrl(account.avatarSha256),
    bio: account.bio,
    isVerified: account.isVerified,
    status: account.status,
    timeZone: account.timeZone,
    counters: await readProfileCounters(tx, question.tenantId, account.accountId, period.to),
    lastSyncAt: account.lastSyncAt?.toISOString() ?? null,
  };
}

async function viewAnalytics(tx: Tx, question: AccountQuestion) {
  const { account, period, figures, compared } = await requireAccount(tx, question);
  const best = await viewVideos(tx, { ...question, q: undefined, sort: 'gained', order: 'desc', cursor: undefined, limit: bestVideos });
  return {
    accountId: account.accountId,
    period,
    comparedPeriod: compared?.period ?? null,
    figures: figuresView(figures),
    compared: compared ? figuresView(compared.figures) : null,
    totals: await sumVideosOf(tx, question.tenantId, account.accountId),
    bestVideos: best.items.filter(({ gained }) => (gained?.views ?? 0) > 0),
  };
}

interface Totals extends Record<string, unknown> {
  readonly videos: number;
  readonly views: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
}

/** Sums over the videos that are there, as last read. */
async function sumVideosOf(tx: Tx, tenantId: string, accountId: string): Promise<Totals> {
  const { rows } = await tx.execute<Totals>(sql`
    select count(*)::int as videos, coalesce(sum(views), 0)::float8 as views, coalesce(sum(likes), 0)::float8 as likes,
      coalesce(sum(comments), 0)::float8 as comments, coalesce(sum(shares), 0)::float8 as shares
    from content_video where tenant_id = ${tenantId} and account_id = ${accountId} and gone_day is null`);
  const [totals] = rows;
  if (!totals) throw new Error('a sum gave no row');
  return totals;
}
