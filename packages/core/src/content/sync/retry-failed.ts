import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { ContentRunRow } from './content-run-row.ts';
import { type RequestedRuns, requestContentRunIn } from './request-run.ts';
import type { RequestRunDeps } from './sync-deps.ts';

/** A new run for the accounts that failed or were skipped in a run; joins one that is under way. Throws `CONFLICT` when there are none. */
export function retryFailed(deps: RequestRunDeps, run: ContentRunRow, requestedBy: string): Promise<RequestedRuns> {
  const { tenantId, id: runId, job, input } = run;
  return deps.db.asTenant(tenantId, async (tx) => {
    const { rows } = await tx.execute<{ account_id: string }>(
      sql`select account_id from content_sync_item where run_id = ${runId} and state in ('failed', 'skipped')`,
    );
    if (rows.length === 0) throw new HubError('CONFLICT', { message: 'No account failed in this run' });
    const accountIds = rows.map((row) => row.account_id);
    const { outletId, accountId } = input;
    return requestContentRunIn(tx, deps, { tenantId, job, outletId, accountId, accountIds, requestedBy });
  });
}
