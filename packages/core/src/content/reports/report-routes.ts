import { contentOverviewRoutes, contentReportRoutes } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import { callerOf, csvHeaders, type HubApp, textStream } from '../../edge/index.ts';
import { orderOf } from './board-query.ts';
import { isOwnPicture } from './find-picture.ts';
import { listAlerts } from './list-alerts.ts';
import { readPeriods } from './period.ts';
import { streamBoardCsv, streamVideosCsv } from './report-csv.ts';
import type { ReportDeps } from './report-deps.ts';
import { viewAccount } from './view-account.ts';
import { viewBestTimes } from './view-best-times.ts';
import { viewBoard } from './view-board.ts';
import { viewSummary } from './view-summary.ts';
import { viewVideoDays } from './view-video-days.ts';
import { viewVideos } from './view-videos.ts';

const keptForSeconds = 86_400;

/** The board, the page of one account, the summary, the alerts and the pictures. */
export function registerContentReportRoutes(app: HubApp, deps: ReportDeps): void {
  const now = () => deps.clock.now();
  app.openapi(contentReportRoutes.listContentAccounts, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, sort, order, format, group, outletId, status, q, ...period } = c.req.valid('query');
    const filter = { group, outletId, status, q };
    const request = { tenantId, now: now(), filter, periods: readPeriods(period), sort, order: orderOf(sort, order) };
    if (format === 'csv') return c.body(textStream(streamBoardCsv(deps.db, request)), 200, csvHeaders('content.csv'));
    return c.json(await deps.db.asTenant(tenantId, (tx) => viewBoard(tx, { ...request, cursor, limit })), 200);
  });
  app.openapi(contentReportRoutes.getContentAccount, async (c) => {
    const { tenantId } = callerOf(c);
    const question = { tenantId, ...c.req.valid('param'), now: now(), periods: readPeriods(c.req.valid('query')) };
    return c.json(await deps.db.asTenant(tenantId, (tx) => viewAccount(tx, deps, question)), 200);
  });
  app.openapi(contentReportRoutes.listContentVideos, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, sort, order, format, q, ...period } = c.req.valid('query');
    const question = { tenantId, ...c.req.valid('param'), now: now(), periods: readPeriods(period), q, sort, order };
    if (format !== 'csv') return c.json(await deps.db.asTenant(tenantId, (tx) => viewVideos(tx, { ...question, cursor, limit })), 200);
    // Before the stream begins: an account that is not there is no broken file.
    await deps.db.asTenant(tenantId, (tx) => viewVideos(tx, { ...question, cursor: undefined, limit: 1 }));
    return c.body(textStream(streamVideosCsv(deps.db, question)), 200, csvHeaders('videos.csv'));
  });
  app.openapi(contentReportRoutes.listContentVideoDays, async (c) => {
    const { tenantId } = callerOf(c);
    const question = { tenantId, ...c.req.valid('param'), now: now(), periods: readPeriods(c.req.valid('query')) };
    return c.json(await deps.db.asTenant(tenantId, (tx) => viewVideoDays(tx, question)), 200);
  });
  app.openapi(contentReportRoutes.getContentBestTimes, async (c) => {
    const { tenantId } = callerOf(c);
    const { afterDays, days, from, to } = c.req.valid('query');
    const periods = readPeriods(from === undefined && to === undefined ? { days: days ?? 90 } : { days, from, to });
    const question = { tenantId, ...c.req.valid('param'), now: now(), periods, afterDays };
    return c.json(await deps.db.asTenant(tenantId, (tx) => viewBestTimes(tx, question)), 200);
  });
  app.openapi(contentOverviewRoutes.getContentSummary, async (c) => {
    const { tenantId } = callerOf(c);
    const { group, top, ...period } = c.req.valid('query');
    const question = { tenantId, now: now(), periods: readPeriods(period), group, top };
    return c.json(await deps.db.asTenant(tenantId, (tx) => viewSummary(tx, question)), 200);
  });
  app.openapi(contentOverviewRoutes.listContentAlerts, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit } = c.req.valid('query');
    return c.json(await deps.db.asTenant(tenantId, (tx) => listAlerts(tx, { tenantId, now: now(), limit })), 200);
  });
  app.openapi(contentOverviewRoutes.getContentPicture, async (c) => {
    const { tenantId } = callerOf(c);
    const { sha256 } = c.req.valid('param');
    const isOwn = await deps.db.asTenant(tenantId, (tx) => isOwnPicture(tx, tenantId, sha256));
    if (!isOwn) throw new HubError('NOT_FOUND', { message: 'There is no such picture' });
    const bytes = await deps.files.get(sha256);
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'image/webp',
      'cache-control': `private, max-age=${keptForSeconds}, immutable`,
    });
  });
}
