import type { Database } from '@shopfleet/db';
import type { JobCounts, Jobs } from '@shopfleet/jobs';
import { rememberBriefly } from '../remember-briefly.ts';
import { countInboundEvents, countOpenRuns, countPrintJobs, oldestPendingEvent, oldestSyncs } from './backlog-store.ts';
import type { HubMetrics } from './hub-metrics.ts';

/** Publishes what waits: jobs, events, print jobs, runs and how far behind reading the marketplaces is. */
export function watchBacklog(metrics: HubMetrics, jobs: Jobs, database: Database): void {
  const counts = rememberBriefly(1_000, () => jobs.counts());
  const read = (field: keyof JobCounts) => async () => Object.fromEntries((await counts()).map((one) => [one.kind, Number(one[field])]));
  metrics.watch('shopfleet_jobs_waiting', 'Jobs that are due and not started', 'kind', read('waiting'));
  metrics.watch('shopfleet_jobs_active', 'Jobs that are running', 'kind', read('active'));
  metrics.watch('shopfleet_jobs_dead', 'Jobs in the dead letters', 'kind', read('deadLetters'));
  metrics.watch('shopfleet_jobs_oldest_waiting_seconds', 'Wait of the oldest due job', 'kind', read('oldestWaitingSeconds'));

  const states = (query: Parameters<typeof database.asSystem<Readonly<Record<string, number>>>>[0]) => () => database.asSystem(query);
  metrics.watch('shopfleet_print_jobs', 'Print jobs that are not through; unknown waits for a person', 'state', states(countPrintJobs));
  metrics.watch('shopfleet_inbound_events', 'Events not followed up (pending) or set aside (parked)', 'state', states(countInboundEvents));
  metrics.watch('shopfleet_inbound_event_oldest_seconds', 'Wait of the oldest pending event', 'state', async () => ({
    pending: await database.asSystem(oldestPendingEvent),
  }));
  metrics.watch('shopfleet_runs', 'Runs that have not ended', 'status', states(countOpenRuns));
  metrics.watch('shopfleet_sync_oldest_seconds', 'Time since the least recently read shop was read', 'stream', states(oldestSyncs));
}
