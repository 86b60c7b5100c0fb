import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { LineNeed } from './reservation.ts';
import { reserveLines } from './reserve-lines.ts';
import type { StockDeps } from './stock-deps.ts';

/** Turns the pending reservations of variants that were just mapped into real ones. The caller holds the mapping lock exclusively. */
export async function realisePending(tx: Tx, deps: StockDeps, tenantId: string, variantIds: readonly string[]): Promise<void> {
  if (variantIds.length === 0) return;
  const { rows } = await tx.execute<{
    order_id: string;
    order_line_id: string;
    variant_id: string;
    quantity: number;
    created_at: string;
  }>(sql`
    select order_id, order_line_id, variant_id, quantity, created_at from reservation
    where tenant_id = ${tenantId} and state = 'pending' and variant_id = any(${sql.param([...variantIds])}::text[]) order by created_at, id`);
  const needs: LineNeed[] = rows.map((row) => ({
    orderId: row.order_id,
    orderLineId: row.order_line_id,
    variantId: row.variant_id,
    quantity: row.quantity,
    wish: 'reserve',
    placedAt: new Date(row.created_at),
  }));
  if (needs.length > 0) await reserveLines(tx, deps, tenantId, needs);
}
