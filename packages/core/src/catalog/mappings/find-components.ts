import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

/** One SKU that a variant is made of; more than one component is a bundle. */
export interface Component {
  readonly skuId: string;
  readonly quantity: number;
}

/** What each variant is made of; unmapped variants are missing. */
export async function findComponents(
  tx: Tx,
  tenantId: string,
  variantIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Component[]>> {
  const found = new Map<string, Component[]>();
  if (variantIds.length === 0) return found;
  const { rows } = await tx.execute<{ variant_id: string; sku_id: string; quantity: number }>(sql`
    select variant_id, sku_id, quantity from sku_mapping
    where tenant_id = ${tenantId} and variant_id = any(${sql.param([...new Set(variantIds)])}::text[]) order by variant_id, sku_id`);
  for (const { variant_id, sku_id, quantity } of rows) {
    const components = found.get(variant_id) ?? [];
    components.push({ skuId: sku_id, quantity });
    found.set(variant_id, components);
  }
  return found;
}
