import type { Database } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import { findAccountConnections } from '../connections/index.ts';
import type { NewEvent } from './event-store.ts';
import { type StoreResult, storeEvent } from './store-event.ts';
import { followAuthorizationJob } from './sync-jobs.ts';

type Unfated = Omit<NewEvent, 'tenantId' | 'shopId' | 'state' | 'reason'>;

/** Keeps an event of an account, which belongs to no shop, together with the job that follows it up for each grant of the account. */
export async function storeAccountEvent(
  deps: { readonly db: Database; readonly jobs: Pick<Jobs, 'expression'> },
  row: Unfated,
): Promise<{ result: StoreResult; state: NewEvent['state'] }> {
  const connections = await deps.db.asSystem((tx) => findAccountConnections(tx, row.platform, row.externalShopId));
  const { id: eventId, hint } = row;
  const tenantId = connections[0]?.tenantId ?? null;
  const fated = { ...row, tenantId, shopId: null, ...fateOf(row, connections.length > 0) };
  const isFollowed = fated.state === 'pending' && (hint.kind === 'authorization-ended' || hint.kind === 'authorization-ending');
  const asks = isFollowed
    ? connections.map((connection) =>
        deps.jobs.expression(followAuthorizationJob, connection.tenantId, [
          { data: { connectionId: connection.id, kind: hint.kind, eventId } },
        ]),
      )
    : [];
  return { result: await storeEvent(deps.db, { row: fated, asks, shopIds: [] }), state: fated.state };
}

function fateOf({ hint, externalShopId }: Unfated, isKnown: boolean): Pick<NewEvent, 'state' | 'reason'> {
  const isOfGrant = hint.kind === 'authorization-ended' || hint.kind === 'authorization-ending';
  if (!isOfGrant) return { state: 'ignored', reason: 'Nothing follows from events of this topic' };
  if (!isKnown) return { state: 'ignored', reason: `No connected account has the id ${externalShopId}` };
  return { state: 'pending', reason: '' };
}
