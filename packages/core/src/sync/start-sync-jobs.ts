import type { Jobs } from '@shopfleet/jobs';
import { noteAccountEnded, noteAuthorizationEvent, type RefreshDeps } from '../connections/index.ts';
import { closeEvent, findReceivedAt } from './event-store.ts';
import { type Forgotten, keepSyncTidy } from './keep-sync-tidy.ts';
import { redriveEvents } from './redrive-events.ts';
import { followAuthorizationJob, forgetBuyersJob, redriveEventsJob, syncTickJob, syncUpkeepJob } from './sync-jobs.ts';
import { type TickDeps, tickSync } from './sync-tick.ts';

export interface SyncJobDeps extends TickDeps, RefreshDeps {
  readonly jobs: Jobs;
  /** What modules above do not keep for ever. */
  readonly forgotten?: readonly Forgotten[];
}

/** The minute's look at the calendar, and what marketplaces say about grants. Call before or after `jobs.start`. */
export function startSyncJobs(deps: SyncJobDeps): { schedule(): Promise<void> } {
  deps.jobs.work(syncTickJob, () => tickSync(deps), { concurrency: 1 });
  deps.jobs.work(syncUpkeepJob, () => keepSyncTidy(deps, deps.forgotten), { concurrency: 1 });
  deps.jobs.work(
    followAuthorizationJob,
    async ({ tenantId, data }) => {
      const receivedAt = (eventId: string) => deps.db.asTenant(tenantId, (tx) => findReceivedAt(tx, tenantId, eventId));
      if ('connectionId' in data && data.kind === 'authorization-ended') await noteAccountEnded(deps, tenantId, data.connectionId);
      else await noteAuthorizationEvent(deps, tenantId, data, data.kind, await receivedAt(data.eventId));
      await deps.db.asTenant(tenantId, (tx) => closeEvent(tx, tenantId, data.eventId, 'processed'));
    },
    { concurrency: 1 },
  );
  deps.jobs.work(
    redriveEventsJob,
    async ({ tenantId, data }) => {
      await redriveEvents(deps, { ...data, tenantId });
    },
    { concurrency: 1 },
  );
  return {
    async schedule() {
      await deps.jobs.schedule(syncTickJob, 'every-minute', '* * * * *', 'UTC', {});
      await deps.jobs.schedule(syncUpkeepJob, 'nightly', '23 3 * * *', 'UTC', {});
      await deps.jobs.schedule(forgetBuyersJob, 'nightly', '43 3 * * *', 'UTC', { isAll: true });
    },
  };
}
