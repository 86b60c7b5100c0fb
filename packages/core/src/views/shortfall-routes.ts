import { stockRoutes } from '@shopfleet/contracts';
import type { Database, Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { callerOf, decodeCursor, type HubApp, toPage } from '../edge/index.ts';

interface ShortfallRow extends Record<string, unknown> {
  readonly id: string;
  readonly sku_id: string;
  readonly sku_code: string;
  readonly order_id: string | null;
  readonly external_order_id: string | null;
  readonly quantity: number;
  readonly reason: string;
  readonly created_at: string;
}

/** Open shortfalls, the oldest first; ids are ordered by time. */
async function listShortfallRows(tx: Tx, input: { tenantId: string; after: string | undefined; limit: number }): Promise<ShortfallRow[]> {
  const after = input.after === undefined ? sql`` : sql`and f.id > ${input.after}`;
  const { rows } = await tx.execute<ShortfallRow>(sql`
    select f.id, f.sku_id, s.code as sku_code, f.order_id, o.external_id as external_order_id, f.quantity, f.reason, f.created_at
    from shortfall f join sku s on s.tenant_id = f.tenant_id and s.id = f.sku_id
    left join orders o on o.tenant_id = f.tenant_id and o.id = f.order_id
    where f.tenant_id = ${input.tenantId} and f.resolved_at is null ${after} order by f.id limit ${input.limit + 1}`);
  return rows;
}

/** What was sold and is not there. */
export function registerShortfallRoutes(app: HubApp, deps: { readonly db: Database }): void {
  app.openapi(stockRoutes.listShortfalls, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor } = c.req.valid('query');
    const after = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const rows = await deps.db.asTenant(tenantId, (tx) => listShortfallRows(tx, { tenantId, after, limit }));
    return c.json(
      toPage(rows, limit, toShortfall, (row) => [row.id]),
      200,
    );
  });
}

function toShortfall(row: ShortfallRow) {
  return {
    id: row.id,
    skuId: row.sku_id,
    skuCode: row.sku_code,
    orderId: row.order_id,
    externalOrderId: row.external_order_id,
    quantity: row.quantity,
    reason: row.reason,
    createdAt: new Date(row.created_at).toISOString(),
  };
}
