import type { Jobs } from '@shopfleet/jobs';
import { noteAccountEnded, noteAuthorizationEvent, type RefreshDeps } from '../connections/index.ts';
import { closeEvent } from './event-store.ts';
import { redriveEvents } from './redrive-events.ts';
import { followAuthorizationJob, redriveEventsJob, syncTickJob } from './sync-jobs.ts';
import { type TickDeps, tickSync } from './sync-tick.ts';

export interface SyncJobDeps extends TickDeps, RefreshDeps {
  readonly jobs: Jobs;
}

/** The minute's look at the calendar, and what marketplaces say about grants. Call before or after `jobs.start`. */
export function startSyncJobs(deps: SyncJobDeps): { schedule(): Promise<void> } {
  deps.jobs.work(syncTickJob, () => tickSync(deps), { concurrency: 1 });
  deps.jobs.work(
    followAuthorizationJob,
    async ({ tenantId, data }) => {
      if ('connectionId' in data && data.kind === 'authorization-ended') await noteAccountEnded(deps, tenantId, data.connectionId);
      else await noteAuthorizationEvent(deps, tenantId, data, data.kind);
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
  return { schedule: () => deps.jobs.schedule(syncTickJob, 'every-minute', '* * * * *', 'UTC', {}) };
}
