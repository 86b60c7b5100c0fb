import type { Database } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import { buyerKeyOf } from './buyer-key.ts';
import type { NewEvent } from './event-store.ts';
import { type StoreResult, storeEvent } from './store-event.ts';
import { forgetBuyersJob } from './sync-jobs.ts';

/**
 * Keeps that a buyer is to be forgotten, with the job that goes through the orders of all tenants. Who it is stays outside: of the event
 * neither bytes nor names are kept, of the account a hash.
 */
export function storeBuyerGone(
  deps: { readonly db: Database; readonly jobs: Pick<Jobs, 'expression'> },
  event: Pick<NewEvent, 'id' | 'platform' | 'topic' | 'dedupeKey'>,
  accounts: readonly string[],
): Promise<StoreResult> {
  const { id, platform, topic, dedupeKey } = event;
  const row: NewEvent = {
    ...{ id, platform, topic, dedupeKey, tenantId: null, shopId: null, externalShopId: '', body: new Uint8Array() },
    ...{ hint: { kind: 'buyer-gone', accounts: [] }, waitingFor: [], state: 'processed', reason: '' },
  };
  // Marketplaces tell of users by the thousand: one job that waits looks for all of them.
  const ask = deps.jobs.expression(forgetBuyersJob, '', [{ data: { isAll: false }, dedupeKey: 'new' }]);
  return storeEvent(deps.db, { row, asks: [ask], shopIds: [], buyerKeys: accounts.map(buyerKeyOf) });
}
