import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { findComponents } from '../catalog/index.ts';
import { requestPublish } from './request-publish.ts';
import type { LineNeed } from './reservation.ts';
import { reserveLines } from './reserve-lines.ts';
import type { StockDeps } from './stock-deps.ts';

/** Variants whose mapping changed, and the SKUs that they were made of before. */
export interface ChangedMappings {
  readonly variantIds: readonly string[];
  readonly formerSkuIds?: readonly string[];
}

/**
 * Brings the promises of open order lines in line with what their variants are made of now: what waited is reserved, what was reserved
 * of another SKU is let go, and lines of a variant without SKU wait again. What has left is not touched. Then asks for the numbers to be
 * published. The caller holds the mapping lock exclusively.
 */
export async function followMappings(
  tx: Tx,
  deps: StockDeps,
  tenantId: string,
  { variantIds, formerSkuIds = [] }: ChangedMappings,
): Promise<void> {
  if (variantIds.length === 0) return;
  const lines = await openLines(tx, tenantId, variantIds);
  const promised = lines.filter((line) => line.isPromised);
  if (promised.length > 0) {
    await reserveLines(
      tx,
      deps,
      tenantId,
      promised.map(({ need }) => ({ ...need, wish: 'release' })),
    );
  }
  if (lines.length > 0) {
    await reserveLines(
      tx,
      deps,
      tenantId,
      lines.map(({ need }) => need),
    );
  }
  const skuIds = [...(await findComponents(tx, tenantId, variantIds)).values()].flat().map(({ skuId }) => skuId);
  await requestPublish(tx, deps, tenantId, [...new Set([...skuIds, ...formerSkuIds])]);
}

async function openLines(tx: Tx, tenantId: string, variantIds: readonly string[]): Promise<{ need: LineNeed; isPromised: boolean }[]> {
  const { rows } = await tx.execute<{
    order_id: string;
    order_line_id: string;
    variant_id: string;
    quantity: number;
    placed_at: string;
    is_promised: boolean;
  }>(sql`
    select r.order_id, r.order_line_id, r.variant_id, l.quantity, min(r.created_at) as placed_at, bool_or(r.state <> 'pending') as is_promised
    from reservation r join order_line l on l.tenant_id = r.tenant_id and l.id = r.order_line_id
    where r.tenant_id = ${tenantId} and r.variant_id = any(${sql.param([...variantIds])}::text[]) and r.state in ('open', 'short', 'pending')
    group by r.order_id, r.order_line_id, r.variant_id, l.quantity order by min(r.created_at), r.order_line_id`);
  return rows.map((row) => ({
    isPromised: row.is_promised,
    need: {
      orderId: row.order_id,
      orderLineId: row.order_line_id,
      variantId: row.variant_id,
      quantity: row.quantity,
      wish: 'reserve',
      placedAt: new Date(row.placed_at),
    },
  }));
}
