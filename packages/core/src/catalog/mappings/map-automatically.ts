import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { type SQL, sql } from 'drizzle-orm';
import { insertMappingChanges } from './mapping-change-store.ts';

/** Which variants are looked at: some, or those that could be one of these SKUs. */
export type MappingScope = { readonly variantIds: readonly string[] } | { readonly skuIds: readonly string[] };

/**
 * Maps variants that nobody decided about: to the SKU whose code equals the seller code to the letter, else to the only SKU with the
 * same barcode. A barcode that several variants of a listing share stands for packs of different size and is left to a person.
 * Answers which variants were mapped.
 */
export async function mapAutomatically(tx: Tx, clock: Clock, tenantId: string, scope: MappingScope): Promise<string[]> {
  if (('skuIds' in scope ? scope.skuIds : scope.variantIds).length === 0) return [];
  const byCode = await mapWhere(tx, clock, tenantId, scope, 'code', sql`s.code = v.seller_code`);
  const byBarcode = await mapWhere(tx, clock, tenantId, scope, 'barcode', sameBarcode);
  return [...byCode, ...byBarcode];
}

const sameBarcode = sql`s.barcode = v.barcode and v.barcode <> ''
  and not exists (select from sku o where o.tenant_id = s.tenant_id and o.barcode = s.barcode and o.id <> s.id and o.archived_at is null)
  and not exists (select from listing_variant w where w.tenant_id = v.tenant_id and w.listing_id = v.listing_id
    and w.barcode = v.barcode and w.id <> v.id)`;

async function mapWhere(
  tx: Tx,
  clock: Clock,
  tenantId: string,
  scope: MappingScope,
  origin: 'code' | 'barcode',
  isSame: SQL,
): Promise<string[]> {
  const narrowed =
    'skuIds' in scope
      ? sql`s.id = any(${sql.param([...scope.skuIds])}::text[])`
      : sql`v.id = any(${sql.param([...scope.variantIds])}::text[])`;
  const { rows } = await tx.execute<{ variant_id: string; sku_id: string; version: number }>(sql`
    with mapped as (
      insert into sku_mapping (tenant_id, variant_id, sku_id, quantity, origin)
      select v.tenant_id, v.id, s.id, 1, ${origin}
      from listing_variant v join sku s on s.tenant_id = v.tenant_id and ${isSame}
      where v.tenant_id = ${tenantId} and s.tenant_id = ${tenantId} and ${narrowed}
        and s.archived_at is null and v.gone_at is null and not v.is_mapped_by_hand
        and not exists (select from sku_mapping m where m.tenant_id = v.tenant_id and m.variant_id = v.id)
      on conflict do nothing returning variant_id, sku_id)
    update listing_variant v set mapping_version = v.mapping_version + 1 from mapped m
    where v.tenant_id = ${tenantId} and v.id = m.variant_id returning m.variant_id, m.sku_id, v.mapping_version as version`);
  await insertMappingChanges(tx, clock, {
    tenantId,
    actor: 'system:hub',
    changes: rows.map((row) => ({
      variantId: row.variant_id,
      version: row.version,
      kind: origin,
      before: { components: [], isByHand: false },
      after: { components: [{ skuId: row.sku_id, quantity: 1, origin }], isByHand: false },
    })),
  });
  return rows.map((row) => row.variant_id);
}
