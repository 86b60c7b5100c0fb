import type { Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import type { EventHint } from '@shopfleet/platform-kit';
import { requestImport } from './request-import.ts';
import { followAuthorizationJob, importListingJob } from './sync-jobs.ts';

interface Followed {
  readonly id: string;
  readonly hint: EventHint;
}

/** Asks for what an event makes necessary, in the transaction that stores it. */
export async function followEvent(
  tx: Tx,
  jobs: Pick<Jobs, 'enqueueMany'>,
  shop: { readonly tenantId: string; readonly id: string },
  event: Followed,
): Promise<void> {
  const { tenantId, id: shopId } = shop;
  switch (event.hint.kind) {
    case 'order':
      await requestImport(tx, jobs, { tenantId, shopId, externalOrderIds: event.hint.externalOrderIds, priority: 10 });
      return;
    case 'listing': {
      const data = { shopId, externalListingId: event.hint.externalListingId, eventId: event.id };
      await jobs.enqueueMany(tx, importListingJob, tenantId, [{ data }]);
      return;
    }
    case 'authorization-ended':
    case 'authorization-ending':
      await jobs.enqueueMany(tx, followAuthorizationJob, tenantId, [{ data: { shopId, kind: event.hint.kind, eventId: event.id } }]);
      return;
    case 'nothing':
  }
}
