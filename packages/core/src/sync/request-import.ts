import type { Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import { importOrdersJob } from './sync-jobs.ts';

export interface ImportRequest {
  readonly tenantId: string;
  readonly shopId: string;
  readonly externalOrderIds: readonly string[];
  /** −100 to 100; somebody is waiting: more than 0. */
  readonly priority?: number;
}

/** Asks for the current state of these orders, soon. One that waits already is joined. */
export async function requestImport(tx: Tx, jobs: Pick<Jobs, 'enqueueMany'>, request: ImportRequest): Promise<void> {
  const { tenantId, shopId, externalOrderIds, priority = 0 } = request;
  await jobs.enqueueMany(
    tx,
    importOrdersJob,
    tenantId,
    [...new Set(externalOrderIds)].map((externalOrderId) => ({
      data: { shopId, externalOrderId },
      dedupeKey: `${shopId}:${externalOrderId}`,
      priority,
    })),
  );
}
