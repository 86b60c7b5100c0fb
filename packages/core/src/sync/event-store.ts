import type { Database, Tx } from '@shopfleet/db';
import type { EventHint } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';

export type EventState = 'pending' | 'processed' | 'ignored' | 'parked';

export interface NewEvent {
  readonly id: string;
  readonly tenantId: string | null;
  readonly platform: string;
  readonly shopId: string | null;
  readonly topic: string;
  readonly dedupeKey: string;
  readonly body: Uint8Array;
  readonly externalShopId: string;
  readonly hint: EventHint;
  readonly waitingFor: readonly string[];
  readonly state: EventState;
  readonly reason: string;
}

/** What an import answers for: events of these orders that were stored by then. */
export interface FollowedUp {
  readonly tenantId: string;
  readonly shopId: string;
  readonly externalOrderIds: readonly string[];
  /** By the clock of the database; events stored later have a job of their own. */
  readonly storedBefore: string;
}

/**
 * Ticks the orders off the events that waited for them; an event that waits for nothing more is processed. Everything is computed from
 * the row that is updated: when another import ticked off at the same moment, from its newest version.
 */
export async function tickOffOrders(tx: Tx, done: FollowedUp): Promise<void> {
  const ids = sql`${sql.param([...done.externalOrderIds])}::text[]`;
  await tx.execute(sql`
    update inbound_event e set waiting_for = array(select unnest(e.waiting_for) except select unnest(${ids})),
      state = case when e.waiting_for <@ ${ids} then 'processed' else e.state end,
      processed_at = case when e.waiting_for <@ ${ids} then now() end
    where tenant_id = ${done.tenantId} and shop_id = ${done.shopId} and state = 'pending' and received_at <= ${done.storedBefore}
      and waiting_for && ${ids}`);
}

/** Sets events of these orders aside for a person, with the reason. */
export async function parkEvents(tx: Tx, done: FollowedUp, reason: string): Promise<void> {
  await tx.execute(sql`
    update inbound_event set state = 'parked', reason = ${reason.slice(0, 1_000)}, processed_at = now()
    where tenant_id = ${done.tenantId} and shop_id = ${done.shopId} and state = 'pending' and received_at <= ${done.storedBefore}
      and waiting_for && ${sql.param([...done.externalOrderIds])}::text[]`);
}

/** Ends an event that waits for no order. */
export async function closeEvent(
  tx: Tx,
  tenantId: string,
  eventId: string,
  state: Exclude<EventState, 'pending'>,
  reason = '',
): Promise<void> {
  await tx.execute(sql`
    update inbound_event set state = ${state}, reason = ${reason.slice(0, 1_000)}, processed_at = now()
    where tenant_id = ${tenantId} and id = ${eventId} and state = 'pending'`);
}

/** When an event came in, by the clock of the database; undefined when it is not kept any more. */
export async function findReceivedAt(tx: Tx, tenantId: string, eventId: string): Promise<Date | undefined> {
  const { rows } = await tx.execute<{ received_at: string | Date }>(
    sql`select received_at from inbound_event where tenant_id = ${tenantId} and id = ${eventId}`,
  );
  return rows[0] && new Date(rows[0].received_at);
}

/** The instant of the database, as it compares events. */
export async function databaseNow(db: Pick<Database, 'onceAsSystem'>): Promise<string> {
  const [row] = await db.onceAsSystem<{ now: string }>(sql`select clock_timestamp()::text as now`);
  return row?.now ?? '';
}
