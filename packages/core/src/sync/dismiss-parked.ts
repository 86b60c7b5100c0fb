import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { type Actor, recordAudit } from '../audit/index.ts';
import { closeParkedEvents, holdParkedEvents } from './parked-store.ts';
import { type ItemResult, resultsOf } from './retry-parked.ts';

/** Leaves parked events of the tenant at that: nothing follows from them any more, and the audit trail says who decided it and why. */
export async function dismissParked(
  tx: Tx,
  clock: Clock,
  input: { readonly tenantId: string; readonly ids: readonly string[]; readonly reason: string; readonly actor: Actor },
): Promise<ItemResult[]> {
  const { tenantId, ids, reason, actor } = input;
  const held = (await holdParkedEvents(tx, { ids })).map((event) => event.id);
  const [first] = held;
  if (first !== undefined) {
    await closeParkedEvents(tx, held, reason);
    const detail = { reason, events: held };
    await recordAudit(tx, clock, tenantId, { actor, action: 'event.dismissed', subject: { kind: 'inbound-event', id: first }, detail });
  }
  return resultsOf(ids, new Map(held.map((id) => [id, { id, isDone: true, problem: '' }])));
}
