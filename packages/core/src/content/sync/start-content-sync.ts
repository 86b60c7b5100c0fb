import { ensureMonths } from '../days/index.ts';
import { catchUp, reviveRuns } from './catch-up.ts';
import { contentCalendarJob, contentCatchUpJob, contentPicturesJob, contentRunJob, contentUpkeepJob } from './content-job-kinds.ts';
import { placeContentSchedules, tenantsOfSchedule } from './content-schedules.ts';
import { keepContentTidy } from './content-upkeep.ts';
import { driveRun } from './drive-run.ts';
import { keepPictures } from './keep-pictures.ts';
import { requestContentRun } from './request-run.ts';
import type { ContentSyncDeps } from './sync-deps.ts';

/** Runs of one process at the same moment: two organisations' profiles, videos and tokens. */
const runsAtOnce = 6;

/** Says what the module's jobs do and when they run. Call once in a process that works, after `jobs.start`. */
export async function startContentSync(deps: ContentSyncDeps): Promise<void> {
  const { jobs, sync } = deps;
  await ensureMonths(deps.db, { from: deps.clock.now() });
  jobs.work(contentRunJob, (job) => driveRun(deps, job), { concurrency: runsAtOnce });
  jobs.work(
    contentCalendarJob,
    async ({ tenantId, data: { job } }) => {
      for (const each of await tenantsOfSchedule(deps, tenantId, job)) {
        await requestContentRun(deps, { tenantId: each, job, requestedBy: 'calendar' });
      }
    },
    { concurrency: 1 },
  );
  jobs.work(
    contentCatchUpJob,
    async () => {
      await reviveRuns(deps);
      await catchUp(deps);
    },
    { concurrency: 1 },
  );
  jobs.work(contentUpkeepJob, () => keepContentTidy(deps), { concurrency: 1 });
  jobs.work(contentPicturesJob, ({ tenantId, data, signal }) => keepPictures(deps, { tenantId, ...data, signal }), { concurrency: 1 });
  if (!sync.isCalendarOn) return;
  await placeContentSchedules(deps);
  await jobs.schedule(contentCatchUpJob, 'hourly', '7 * * * *', 'UTC', {});
  await jobs.schedule(contentUpkeepJob, 'daily', '41 4 * * *', 'UTC', {});
}
