import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { finishRun } from '../../sync/index.ts';
import type { ContentRunRow } from './content-run-row.ts';

/** Stops a run: its worker notices within about a second. What was recorded stays; a run that is over stays as it is. */
export async function cancelContentRun(tx: Tx, clock: Clock, { tenantId, id: runId, finishedAt }: ContentRunRow): Promise<void> {
  if (finishedAt) return;
  await finishRun(tx, clock, { tenantId, runId, status: 'cancelled', message: 'Stopped by hand' });
  await tx.execute(sql`
    update content_sync_item set state = 'skipped', message = 'The run was stopped'
    where tenant_id = ${tenantId} and run_id = ${runId} and state = 'waiting'`);
  await tx.execute(sql`delete from content_sync_page where tenant_id = ${tenantId} and run_id = ${runId}`);
}
