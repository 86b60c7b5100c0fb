import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';

export interface HistoryFact {
  readonly orderId: string;
  /** Verb of what happened: `imported`, `arranged`, `printed`. */
  readonly kind: string;
  /** `user:…`, `system:hub`, `agent:…`, `platform:marketplace`. */
  readonly actor: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Appends facts to orders whose rows this transaction has locked or made: so the numbers cannot collide. */
export async function writeHistory(tx: Tx, clock: Clock, tenantId: string, facts: readonly HistoryFact[]): Promise<void> {
  if (facts.length === 0) return;
  await tx.execute(sql`
    insert into order_history (tenant_id, order_id, number, at, kind, actor, detail)
    select ${tenantId}, f."orderId",
      coalesce((select max(h.number) from order_history h where h.tenant_id = ${tenantId} and h.order_id = f."orderId"), 0)
        + row_number() over (partition by f."orderId" order by f.place),
      ${clock.now().toISOString()}, f.kind, f.actor, f.detail
    from rows from (jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as ("orderId" text, kind text, actor text, detail jsonb))
      with ordinality as f("orderId", kind, actor, detail, place)`);
}

/** Appends one fact to the history of an order, locking the order first. */
export async function appendHistory(
  tx: Tx,
  clock: Clock,
  { tenantId, ...fact }: HistoryFact & { readonly tenantId: string },
): Promise<void> {
  // Sent together; the second runs when the first has the lock.
  await Promise.all([
    tx.execute(sql`select from orders where tenant_id = ${tenantId} and id = ${fact.orderId} for update`),
    writeHistory(tx, clock, tenantId, [fact]),
  ]);
}
