import { syncRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import type { DeadLetter, Jobs } from '@shopfleet/jobs';
import { type Clock, HubError } from '@shopfleet/kernel';
import type { EventHint, Platform } from '@shopfleet/platform-kit';
import { listShops } from '../connections/index.ts';
import { callerOf, decodeCursor, type HubApp, toPage } from '../edge/index.ts';
import { dismissParked } from './dismiss-parked.ts';
import { countParkedEvents, listParkedEvents, type ParkedEvent } from './parked-store.ts';
import { rawErrorOf } from './raw-error.ts';
import { type ItemResult, retryParked } from './retry-parked.ts';

export interface SetAsideDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueueMany' | 'deadLetters' | 'redrive'>;
  readonly platforms: ReadonlyMap<string, Platform>;
}

const summed = (results: ItemResult[]) => ({ done: results.filter(({ isDone }) => isDone).length, results });

/** What waits for a person: events that could not be followed up, jobs that gave up. */
export function registerSetAsideRoutes(app: HubApp, deps: SetAsideDeps): void {
  app.openapi(syncRoutes.listParkedEvents, async (c) => {
    const { limit, cursor, shopId } = c.req.valid('query');
    const before = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const { rows, total } = await deps.db.asTenant(callerOf(c).tenantId, async (tx) => ({
      rows: await listParkedEvents(tx, { shopId, before, limit: limit + 1 }),
      total: await countParkedEvents(tx, shopId),
    }));
    const page = toPage(
      rows,
      limit,
      (row) => toParkedView(deps, row),
      ({ id }) => [id],
    );
    return c.json({ ...page, total }, 200);
  });
  app.openapi(syncRoutes.retryParkedEvents, async (c) => {
    const { tenantId } = callerOf(c);
    return c.json(summed(await deps.db.asTenant(tenantId, (tx) => retryParked(tx, deps.jobs, { tenantId, ...c.req.valid('json') }))), 200);
  });
  app.openapi(syncRoutes.dismissParkedEvents, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const asked = { tenantId, actor, ...c.req.valid('json') };
    return c.json(summed(await deps.db.asTenant(tenantId, (tx) => dismissParked(tx, deps.clock, asked))), 200);
  });
  registerFailedJobs(app, deps);
}

function registerFailedJobs(app: HubApp, deps: SetAsideDeps): void {
  app.openapi(syncRoutes.listFailedJobs, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor } = c.req.valid('query');
    const before = cursor === undefined ? {} : { before: readPlace(cursor) };
    const letters = await deps.jobs.deadLetters({ tenantId, limit: limit + 1, ...before });
    const shops = new Map((await deps.db.asTenant(tenantId, listShops)).map((shop) => [shop.id, shop.name]));
    return c.json(
      toPage(
        letters,
        limit,
        (letter) => toFailedJobView(letter, shops),
        ({ failedAt, id }) => [failedAt.getTime(), id],
      ),
      200,
    );
  });
  app.openapi(syncRoutes.retryFailedJobs, async (c) => {
    const { tenantId } = callerOf(c);
    const results: ItemResult[] = [];
    for (const id of new Set(c.req.valid('json').ids)) results.push(await retryJob(deps, tenantId, id));
    return c.json(summed(results), 200);
  });
}

async function retryJob(deps: SetAsideDeps, tenantId: string, id: string): Promise<ItemResult> {
  try {
    await deps.jobs.redrive(id, { tenantId });
    return { id, isDone: true, problem: '' };
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'NOT_FOUND') throw error;
    return { id, isDone: false, problem: error.message };
  }
}

function readPlace(cursor: string): { failedAt: Date; id: string } {
  const [atMs, id] = decodeCursor(cursor, 2);
  const isPlace =
    typeof atMs === 'number' &&
    Number.isSafeInteger(atMs) &&
    Math.abs(atMs) < 8e15 &&
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(String(id));
  if (!isPlace) throw new HubError('INVALID_CURSOR', { message: 'Start again without a cursor' });
  return { failedAt: new Date(atMs), id: String(id) };
}

function toParkedView({ platforms, clock }: SetAsideDeps, row: ParkedEvent) {
  const receivedAt = new Date(row.received_at);
  return {
    id: row.id,
    shopId: row.shop_id,
    shopName: row.shop_name,
    platform: row.platform,
    platformTitle: platforms.get(row.platform)?.manifest.title ?? row.platform,
    topic: row.topic,
    about: aboutOf(row.hint),
    reason: row.reason,
    receivedAt: receivedAt.toISOString(),
    ageSeconds: Math.max(0, Math.round((clock.now().getTime() - receivedAt.getTime()) / 1_000)),
  };
}

function aboutOf(hint: EventHint): string[] {
  if (hint.kind === 'order') return [...hint.externalOrderIds];
  return hint.kind === 'listing' ? [hint.externalListingId] : [];
}

function toFailedJobView({ id, kind, data, error, attempts, failedAt }: DeadLetter, shops: ReadonlyMap<string, string>) {
  const about = idsIn(data);
  return {
    id,
    kind,
    about,
    shopName: shops.get(about.shopId ?? '') ?? null,
    error: rawErrorOf(error),
    attempts,
    failedAt: failedAt.toISOString(),
  };
}

/** Only ids: what else a job carries is not for screens. */
function idsIn(data: unknown): Record<string, string> {
  if (typeof data !== 'object' || data === null) return {};
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => (/Id$/.test(name) && typeof value === 'string' ? [[name, value]] : [])),
  );
}
