import type { Tx } from '@shopfleet/db';
import { newId } from '@shopfleet/kernel';
import type { ArrangeInput } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';

export type FulfilmentStep = 'arrange' | 'confirm';
export type FulfilmentState = 'sending' | 'applied' | 'rejected' | 'unsupported' | 'unknown';

export type FulfilmentRow = { id: string; state: FulfilmentState; tries: number; created_at: string; input: ShipWay };
export interface OwnCarrier {
  readonly trackingNumber: string;
  readonly carrierName: string;
}
/** How a package goes out, as far as somebody chose: with an own carrier, or handed over in one of the marketplace's ways. */
export interface ShipWay {
  readonly ownCarrier?: OwnCarrier | undefined;
  readonly handover?: ArrangeInput['handover'] | undefined;
}

/** The message that is under way, applied, or without an answer; at most one for each package and step. */
export async function findLiveFulfilment(tx: Tx, packageId: string, step: FulfilmentStep): Promise<FulfilmentRow | undefined> {
  const found = await tx.execute<FulfilmentRow>(sql`
    select * from fulfillment where package_id = ${packageId} and step = ${step} and state in ('sending', 'applied', 'unknown')`);
  return found.rows[0];
}

/** How often the marketplace was told already, whatever came of it. */
export async function countFulfilments(tx: Tx, packageId: string, step: FulfilmentStep): Promise<number> {
  const found = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from fulfillment where package_id = ${packageId} and step = ${step}`,
  );
  return found.rows[0]?.n ?? 0;
}

/** Writes down that a message is about to leave; undefined when another one is live. Commit it before the call. */
export async function insertFulfilment(
  tx: Tx,
  input: { tenantId: string; packageId: string; step: FulfilmentStep; input: ShipWay; requestedBy: string; at: Date },
): Promise<string | undefined> {
  const inserted = await tx.execute<{ id: string }>(sql`
    insert into fulfillment (tenant_id, id, package_id, step, state, input, requested_by, tries, created_at)
    values (${input.tenantId}, ${newId('fulfillment', input.at.getTime())}, ${input.packageId}, ${input.step}, 'sending',
      ${JSON.stringify(input.input)}::jsonb, ${input.requestedBy}, 1, ${input.at.toISOString()})
    on conflict do nothing returning id`);
  return inserted.rows[0]?.id;
}

/** Ends (or leaves open, as `unknown`) a message that is under way. */
export async function settleFulfilment(tx: Tx, end: { id: string; state: FulfilmentState; problem: string; at: Date }): Promise<void> {
  await tx.execute(sql`
    update fulfillment set state = ${end.state}, problem = ${end.problem.slice(0, 1000)},
      finished_at = ${end.state === 'unknown' ? null : end.at.toISOString()}::timestamptz
    where id = ${end.id} and state in ('sending', 'unknown')`);
}
