import { contentRunRoutes } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import { callerOf, csvHeaders, decodeCursor, expectedVersion, type HubApp, textStream, toPage } from '../../edge/index.ts';
import { registerArchiveRoutes } from '../archive/index.ts';
import { cancelContentRun } from './cancel-run.ts';
import { type ContentRunRow, type ContentRunView, toContentRunView } from './content-run-row.ts';
import { findContentRun, listContentRuns } from './content-run-store.ts';
import { changeContentSchedule, readContentSchedules } from './content-schedules.ts';
import { changeContentSettings, readContentSettings } from './content-settings.ts';
import { listRunItems } from './list-run-items.ts';
import { readAccountSync } from './read-account-sync.ts';
import { type RequestedRuns, requestContentRun } from './request-run.ts';
import { retryFailed } from './retry-failed.ts';
import type { ContentSyncDeps } from './sync-deps.ts';
import { streamSyncLogCsv, toLogView } from './sync-log-csv.ts';
import { listSyncLog } from './sync-log-store.ts';

/** Runs of content sync, their calendar, their log, and how long their history is kept. */
export function registerContentRunRoutes(app: HubApp, deps: ContentSyncDeps): void {
  registerRuns(app, deps);
  registerAccountSync(app, deps);
  registerCalendar(app, deps);
  registerLog(app, deps);
  registerArchiveRoutes(app, deps);
}

const beforeOf = (cursor: string | undefined) => (cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]));

async function requireRun(deps: ContentSyncDeps, tenantId: string, runId: string): Promise<ContentRunRow> {
  const run = await deps.db.asTenant(tenantId, (tx) => findContentRun(tx, runId));
  if (!run) throw new HubError('NOT_FOUND', { message: 'There is no such run' });
  return run;
}

async function viewRuns(
  deps: ContentSyncDeps,
  tenantId: string,
  { runIds, isJoined }: RequestedRuns,
): Promise<{ runs: ContentRunView[]; isJoined: boolean }> {
  const runs: ContentRunView[] = [];
  for (const runId of runIds) runs.push(toContentRunView(await requireRun(deps, tenantId, runId)));
  return { runs, isJoined };
}

function registerRuns(app: HubApp, deps: ContentSyncDeps): void {
  app.openapi(contentRunRoutes.listContentRuns, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, job, outletId } = c.req.valid('query');
    const rows = await deps.db.asTenant(tenantId, (tx) =>
      listContentRuns(tx, tenantId, { job, outletId, before: beforeOf(cursor), limit }),
    );
    return c.json(
      toPage(rows, limit, toContentRunView, ({ id }) => [id]),
      200,
    );
  });
  app.openapi(contentRunRoutes.startContentRun, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const requested = await requestContentRun(deps, { tenantId, ...c.req.valid('json'), requestedBy: `${actor.kind}:${actor.id}` });
    return c.json(await viewRuns(deps, tenantId, requested), 202);
  });
  app.openapi(contentRunRoutes.getContentRun, async (c) =>
    c.json(toContentRunView(await requireRun(deps, callerOf(c).tenantId, c.req.valid('param').runId)), 200),
  );
  app.openapi(contentRunRoutes.listContentRunItems, async (c) => {
    const { tenantId } = callerOf(c);
    const run = await requireRun(deps, tenantId, c.req.valid('param').runId);
    const { limit, cursor, state } = c.req.valid('query');
    const items = await deps.db.asTenant(tenantId, (tx) => listRunItems(tx, { runId: run.id, state, after: beforeOf(cursor), limit }));
    return c.json(
      toPage(
        items,
        limit,
        (item) => item,
        ({ accountId }) => [accountId],
      ),
      200,
    );
  });
  app.openapi(contentRunRoutes.retryContentRun, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const run = await requireRun(deps, tenantId, c.req.valid('param').runId);
    return c.json(await viewRuns(deps, tenantId, await retryFailed(deps, run, `${actor.kind}:${actor.id}`)), 202);
  });
  app.openapi(contentRunRoutes.cancelContentRun, async (c) => {
    const { tenantId } = callerOf(c);
    const run = await requireRun(deps, tenantId, c.req.valid('param').runId);
    await deps.db.asTenant(tenantId, (tx) => cancelContentRun(tx, deps.clock, run));
    return c.json(toContentRunView(await requireRun(deps, tenantId, run.id)), 200);
  });
}

function registerAccountSync(app: HubApp, deps: ContentSyncDeps): void {
  app.openapi(contentRunRoutes.syncContentAccount, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { accountId } = c.req.valid('param');
    const requested = await requestContentRun(deps, { tenantId, job: 'all', accountId, requestedBy: `${actor.kind}:${actor.id}` });
    return c.json(await viewRuns(deps, tenantId, requested), 202);
  });
  app.openapi(contentRunRoutes.contentAccountSyncStatus, async (c) => {
    const { tenantId } = callerOf(c);
    return c.json(await deps.db.asTenant(tenantId, (tx) => readAccountSync(tx, tenantId, c.req.valid('param').accountId)), 200);
  });
}

function registerCalendar(app: HubApp, deps: ContentSyncDeps): void {
  app.openapi(contentRunRoutes.listContentSchedules, async (c) =>
    c.json({ items: await readContentSchedules(deps, callerOf(c).tenantId) }, 200),
  );
  app.openapi(contentRunRoutes.changeContentSchedule, async (c) => {
    const { tenantId } = callerOf(c);
    return c.json(await changeContentSchedule(deps, tenantId, c.req.valid('param').job, c.req.valid('json')), 200);
  });
  app.openapi(contentRunRoutes.getContentSettings, async (c) => {
    const settings = await deps.db.asTenant(callerOf(c).tenantId, readContentSettings);
    c.header('etag', `"${settings.version}"`);
    return c.json(settings, 200);
  });
  app.openapi(contentRunRoutes.changeContentSettings, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const expected = expectedVersion(c.req.valid('header')['if-match']);
    const settings = await deps.db.asTenant(tenantId, (tx) =>
      changeContentSettings(tx, deps, { tenantId, actor, expected, settings: c.req.valid('json') }),
    );
    c.header('etag', `"${settings.version}"`);
    return c.json(settings, 200);
  });
}

function registerLog(app: HubApp, deps: ContentSyncDeps): void {
  app.openapi(contentRunRoutes.listContentSyncLog, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, format, ...filter } = c.req.valid('query');
    if (format === 'csv') {
      return c.body(textStream(streamSyncLogCsv(deps, tenantId, filter)), 200, csvHeaders('sync-log.csv'));
    }
    const rows = await deps.db.asTenant(tenantId, (tx) => listSyncLog(tx, { ...filter, before: beforeOf(cursor), limit: limit + 1 }));
    return c.json(
      toPage(rows, limit, toLogView, ({ id }) => [id]),
      200,
    );
  });
}
