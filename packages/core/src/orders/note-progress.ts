import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { announcing } from '../edge/index.ts';
import type { HistoryFact } from './order-history.ts';
import type { FulfilState } from './order-store.ts';

/** Where the fulfilment of an order stands, and why, in words for the screen. */
export async function setFulfilState(tx: Tx, input: { orderId: string; state: FulfilState; note: string }): Promise<void> {
  await tx.execute(sql`
    update orders set fulfil_state = ${input.state}, fulfil_note = ${input.note.slice(0, 500)}, version = version + 1, updated_at = now()
    where id = ${input.orderId}`);
}

export interface FulfilStep extends Omit<HistoryFact, 'orderId'> {
  readonly tenantId: string;
  readonly orderIds: readonly string[];
  readonly state: FulfilState;
  readonly note: string;
}

/**
 * A step of the fulfilment of orders that this transaction has locked: where it stands, a fact in each history, a notice to the open
 * screens. One statement, because every package takes five such steps.
 */
export async function noteFulfilStep(tx: Tx, clock: Clock, step: FulfilStep): Promise<void> {
  const { tenantId, orderIds, kind } = step;
  if (orderIds.length === 0) return;
  const changes = orderIds.map((id) => ({ topic: 'order' as const, id, what: kind }));
  await tx.execute(sql`
    with moved as (
      update orders set fulfil_state = ${step.state}, fulfil_note = ${step.note.slice(0, 500)}, version = version + 1, updated_at = now()
      where tenant_id = ${tenantId} and id = any(${sql.param([...orderIds])}::text[]) returning id
    ), written as (
      insert into order_history (tenant_id, order_id, number, at, kind, actor, detail)
      select ${tenantId}, m.id,
        coalesce((select max(h.number) from order_history h where h.tenant_id = ${tenantId} and h.order_id = m.id), 0) + 1,
        ${clock.now().toISOString()}, ${kind}, ${step.actor}, ${JSON.stringify(step.detail)}::jsonb
      from moved m
    )
    ${announcing(clock, tenantId, changes)}`);
}

/** The first confirmed print of a label of this order; later ones leave it alone. */
export async function notePrinted(tx: Tx, input: { orderId: string; at: Date }): Promise<void> {
  await tx.execute(sql`
    update orders set printed_at = coalesce(printed_at, ${input.at.toISOString()}::timestamptz), version = version + 1, updated_at = now()
    where id = ${input.orderId}`);
}

/** The carrier and the numbers of an order's parcels, as searched and listed. */
export async function noteTracking(
  tx: Tx,
  input: { orderId: string; carrierName: string; trackingNumbers: readonly string[] },
): Promise<void> {
  const numbers = [...new Set(input.trackingNumbers.filter((number) => number !== ''))].sort();
  await tx.execute(sql`
    update orders set carrier_name = ${input.carrierName}, tracking_numbers = ${sql.param(numbers)}::text[], version = version + 1,
      updated_at = now()
    where id = ${input.orderId}`);
}
