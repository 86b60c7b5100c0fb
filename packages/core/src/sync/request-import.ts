import type { Tx } from '@shopfleet/db';
import type { JobRequest, Jobs } from '@shopfleet/jobs';
import { type ImportJob, importOrdersJob } from './sync-jobs.ts';

export interface ImportRequest {
  readonly tenantId: string;
  readonly shopId: string;
  readonly externalOrderIds: readonly string[];
  /** −100 to 100; somebody is waiting: more than 0. */
  readonly priority?: number;
}

/** Asks for the current state of these orders, soon. One that waits already is joined. */
export async function requestImport(tx: Tx, jobs: Pick<Jobs, 'enqueueMany'>, request: ImportRequest): Promise<void> {
  await jobs.enqueueMany(tx, importOrdersJob, request.tenantId, importRequests(request));
}

export function importRequests({ shopId, externalOrderIds, priority = 0 }: Omit<ImportRequest, 'tenantId'>): JobRequest<ImportJob>[] {
  return [...new Set(externalOrderIds)].map((externalOrderId) => ({
    data: { shopId, externalOrderId },
    dedupeKey: `${shopId}:${externalOrderId}`,
    priority,
  }));
}
