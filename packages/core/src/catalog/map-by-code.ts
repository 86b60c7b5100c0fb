import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

/**
 * Maps variants that have no mapping to the SKU whose code equals their seller code, and answers which were mapped.
 * Narrowed to some variants or one SKU; a seller code must be equal to the letter.
 */
export async function mapByCode(
  tx: Tx,
  tenantId: string,
  only: { readonly variantIds: readonly string[] } | { readonly skuId: string },
): Promise<string[]> {
  const narrowed = 'skuId' in only ? sql`s.id = ${only.skuId}` : sql`v.id = any(${sql.param([...only.variantIds])}::text[])`;
  const { rows } = await tx.execute<{ variant_id: string }>(sql`
    insert into sku_mapping (tenant_id, variant_id, sku_id, quantity, origin)
    select v.tenant_id, v.id, s.id, 1, 'code'
    from listing_variant v join sku s on s.tenant_id = v.tenant_id and s.code = v.seller_code
    where v.tenant_id = ${tenantId} and ${narrowed}
      and not exists (select from sku_mapping m where m.tenant_id = v.tenant_id and m.variant_id = v.id)
    on conflict do nothing returning variant_id`);
  return rows.map((row) => row.variant_id);
}
