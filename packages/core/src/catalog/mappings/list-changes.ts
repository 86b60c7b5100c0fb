import type { mappingRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';

type ChangeView = z.infer<typeof mappingRoutes.mappingChangeSchema>;
type Stored = { readonly skuId: string; readonly quantity: number };
export type ChangeRow = Omit<ChangeView, 'before' | 'after'> & { readonly before: Stored[]; readonly after: Stored[] };

/** Changes of mappings, newest first; one more than `limit` when there are more. */
export async function listChangeRows(
  tx: Tx,
  input: { tenantId: string; variantId: string | undefined; batchId: string | undefined; before: string | undefined; limit: number },
): Promise<ChangeRow[]> {
  const { rows } = await tx.execute<ChangeRow & Record<string, unknown>>(sql`
    select c.id, c.batch_id as "batchId", c.variant_id as "variantId", l.title, v.name as "variantName", s.name as "shopName", c.kind,
      c.before, c.after, c.actor, c.at, v.mapping_version = c.version as "canUndo"
    from mapping_change c join listing_variant v on v.tenant_id = c.tenant_id and v.id = c.variant_id
    join listing l on l.tenant_id = v.tenant_id and l.id = v.listing_id
    join shop s on s.tenant_id = v.tenant_id and s.id = v.shop_id
    where c.tenant_id = ${input.tenantId}
      ${input.variantId === undefined ? sql`` : sql`and c.variant_id = ${input.variantId}`}
      ${input.batchId === undefined ? sql`` : sql`and c.batch_id = ${input.batchId}`}
      ${input.before === undefined ? sql`` : sql`and c.id < ${input.before}`}
    order by c.id desc limit ${input.limit + 1}`);
  return rows;
}

/** The codes of SKUs that changes name; those that were deleted since are missing. */
export async function findSkuCodes(tx: Tx, tenantId: string, rows: readonly ChangeRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap(({ before, after }) => [...before, ...after].map(({ skuId }) => skuId));
  const found = await tx.execute<{ id: string; code: string }>(sql`
    select id, code from sku where tenant_id = ${tenantId} and id = any(${sql.param([...new Set(ids)])}::text[])`);
  return new Map(found.rows.map((row) => [row.id, row.code]));
}

export function toChange(row: ChangeRow, codes: ReadonlyMap<string, string>): ChangeView {
  const named = (components: readonly Stored[]) =>
    components.map(({ skuId, quantity }) => ({ skuId, quantity, skuCode: codes.get(skuId) ?? 'deleted' }));
  return { ...row, before: named(row.before), after: named(row.after), at: new Date(row.at).toISOString() };
}
