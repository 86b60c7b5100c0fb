import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { FulfilState } from './order-store.ts';

/** Where the fulfilment of an order stands, and why, in words for the screen. */
export async function setFulfilState(tx: Tx, input: { orderId: string; state: FulfilState; note: string }): Promise<void> {
  await tx.execute(sql`
    update orders set fulfil_state = ${input.state}, fulfil_note = ${input.note.slice(0, 500)}, version = version + 1, updated_at = now()
    where id = ${input.orderId}`);
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
