import { type JobKind, RetryAt } from '@shopfleet/jobs';
import { HubError } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { forgetOldBreakers } from './breaker-store.ts';
import { checkConnection } from './check-connection.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import {
  checkAllConnectionsJob,
  checkConnectionJob,
  findDueRefreshesJob,
  forgetOldJob,
  probeSilentJob,
  refreshAheadJob,
  subscribeEventsJob,
} from './connection-job-kinds.ts';
import { needsPerson } from './connection-status.ts';
import { findConnection } from './connection-store.ts';
import { findDueRefreshes, findLiveConnections, findLiveOf } from './due-refreshes.ts';
import { forgetOldOAuthStates } from './oauth-state-store.ts';
import { openShop } from './open-shop.ts';
import { refreshConnection } from './refresh-connection.ts';
import { listActiveShops } from './shop-store.ts';
import { forgetOldSlots } from './slot-store.ts';

/** Says what the module's jobs do and when they run. Call once in a process that works. */
export async function startConnectionJobs(deps: ConnectionDeps): Promise<void> {
  const { jobs, db } = deps;
  const findLive = () => db.asSystem((tx) => findLiveConnections(tx, deps.platforms));
  jobs.work(checkAllConnectionsJob, async () => fanOut(deps, checkConnectionJob, await findLive()), { concurrency: 1 });
  jobs.work(checkConnectionJob, ({ tenantId, data }) => check(deps, tenantId, data.connectionId), { concurrency: 4 });
  jobs.work(probeSilentJob, () => probeSilent(deps), { concurrency: 1 });
  const findDue = () => db.asSystem((tx) => findDueRefreshes(tx, deps.clock.now(), deps.platforms));
  jobs.work(findDueRefreshesJob, async () => fanOut(deps, refreshAheadJob, await findDue()), { concurrency: 1 });
  jobs.work(refreshAheadJob, ({ tenantId, data }) => refreshAhead(deps, tenantId, data.connectionId), { concurrency: 4 });
  jobs.work(subscribeEventsJob, ({ tenantId, data }) => subscribe(deps, tenantId, data.shopId), { concurrency: 2 });
  jobs.work(forgetOldJob, () => forgetOld(deps), { concurrency: 1 });
  await jobs.schedule(checkAllConnectionsJob, 'every-quarter', '*/15 * * * *', 'UTC', {});
  await jobs.schedule(probeSilentJob, 'every-minute', '* * * * *', 'UTC', {});
  await jobs.schedule(findDueRefreshesJob, 'every-minute', '* * * * *', 'UTC', {});
  await jobs.schedule(forgetOldJob, 'daily', '17 3 * * *', 'UTC', {});
  await askForEvents(deps);
}

/** The hub may have started at another public address than the one that the marketplaces know. */
export async function askForEvents({ db, jobs }: ConnectionDeps): Promise<void> {
  for (const { tenantId, id: shopId } of await db.asSystem(listActiveShops))
    await db.asTenant(tenantId, (tx) => jobs.enqueue(tx, subscribeEventsJob, tenantId, { shopId }, { dedupeKey: shopId }));
}

type Found = readonly { tenantId: string; connectionId: string }[];

async function fanOut(deps: ConnectionDeps, kind: JobKind<{ connectionId: string }>, found: Found): Promise<void> {
  for (const { tenantId, connectionId } of found) {
    await deps.db.asTenant(tenantId, (tx) => deps.jobs.enqueue(tx, kind, tenantId, { connectionId }, { dedupeKey: connectionId }));
  }
}

/** Asks for this minute's checks of those platforms that tell nobody when a grant has ended. */
async function probeSilent(deps: ConnectionDeps): Promise<void> {
  for (const { manifest } of deps.platforms.values()) {
    const { probeEverySeconds } = manifest.auth;
    if (probeEverySeconds === undefined) continue;
    const found = await deps.db.asSystem((tx) => findLiveOf(tx, manifest.platform));
    for (let second = 0; second < 60; second += probeEverySeconds) {
      const startAfter = new Date(deps.clock.now().getTime() + second * 1_000);
      for (const { tenantId, connectionId } of found) {
        const request = { dedupeKey: `${connectionId}:${second}`, startAfter };
        await deps.db.asTenant(tenantId, (tx) => deps.jobs.enqueue(tx, checkConnectionJob, tenantId, { connectionId }, request));
      }
    }
  }
}

/** A connection that is gone or waits for a person needs no check. */
async function check(deps: ConnectionDeps, tenantId: string, connectionId: string): Promise<void> {
  try {
    await checkConnection(deps, tenantId, connectionId);
  } catch (error) {
    if (!(error instanceof HubError) || !['NOT_FOUND', 'NEEDS_RECONNECT'].includes(error.code)) throw error;
  }
}

async function refreshAhead(deps: ConnectionDeps, tenantId: string, connectionId: string): Promise<void> {
  const connection = await deps.db.asTenant(tenantId, (tx) => findConnection(tx, connectionId));
  if (connection?.refreshToken && !needsPerson(connection.status)) await passOn(deps, () => refreshConnection(deps, connection));
}

async function subscribe(deps: ConnectionDeps, tenantId: string, shopId: string): Promise<void> {
  try {
    const { platform, access } = await openShop(deps, tenantId, shopId);
    const url = `${deps.publicUrl}/api/v1/platforms/webhook/${platform.manifest.slug}`;
    await passOn(deps, async () => platform.connect.subscribe?.(access, url));
  } catch (error) {
    // Disconnected meanwhile: connecting again asks anew.
    if (!(error instanceof HubError) || !['NOT_FOUND', 'NEEDS_RECONNECT'].includes(error.code)) throw error;
  }
}

/** A platform that names a time to come back gets it; every other failure follows the job's own back-off. */
async function passOn(deps: ConnectionDeps, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isLater = error instanceof PlatformFailure && error.retryAt && error.retryAt > deps.clock.now();
    throw isLater && error.retryAt ? new RetryAt(error.retryAt, error.message, { behindOthers: true }) : error;
  }
}

async function forgetOld({ db }: ConnectionDeps): Promise<void> {
  await db.asSystem(async (tx) => {
    await forgetOldOAuthStates(tx);
    await forgetOldSlots(tx);
    await forgetOldBreakers(tx);
  });
}
