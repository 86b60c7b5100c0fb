import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { MappedComponent, MappingState } from './mapping-change-store.ts';

export interface VersionedMapping extends MappingState {
  readonly version: number;
}

/** How these variants are mapped; those that the organisation does not have are missing. */
export async function readMappings(
  tx: Tx,
  tenantId: string,
  variantIds: readonly string[],
): Promise<ReadonlyMap<string, VersionedMapping>> {
  const { rows } = await tx.execute<{ id: string; version: number; is_by_hand: boolean; components: MappedComponent[] }>(sql`
    select v.id, v.mapping_version as version, v.is_mapped_by_hand as is_by_hand,
      coalesce((select jsonb_agg(jsonb_build_object('skuId', m.sku_id, 'quantity', m.quantity, 'origin', m.origin) order by m.sku_id)
        from sku_mapping m where m.tenant_id = v.tenant_id and m.variant_id = v.id), '[]') as components
    from listing_variant v where v.tenant_id = ${tenantId} and v.id = any(${sql.param([...variantIds])}::text[])`);
  return new Map(rows.map(({ id, version, is_by_hand, components }) => [id, { version, isByHand: is_by_hand, components }]));
}

/** Writes what these variants are made of, in place of what they were; their mapping versions rise by one. */
export async function writeMappings(
  tx: Tx,
  tenantId: string,
  states: readonly { readonly variantId: string; readonly state: MappingState }[],
): Promise<void> {
  if (states.length === 0) return;
  const variants = states.map(({ variantId, state }) => ({ id: variantId, is_by_hand: state.isByHand }));
  const components = states.flatMap(({ variantId, state }) => state.components.map((one) => ({ ...one, variantId })));
  await tx.execute(sql`
    delete from sku_mapping where tenant_id = ${tenantId} and variant_id = any(${sql.param(variants.map(({ id }) => id))}::text[])`);
  await tx.execute(sql`
    insert into sku_mapping (tenant_id, variant_id, sku_id, quantity, origin)
    select ${tenantId}, r."variantId", r."skuId", r.quantity, r.origin
    from jsonb_to_recordset(${JSON.stringify(components)}::jsonb) as r("variantId" text, "skuId" text, quantity integer, origin text)`);
  await tx.execute(sql`
    update listing_variant v set mapping_version = mapping_version + 1, is_mapped_by_hand = r.is_by_hand
    from jsonb_to_recordset(${JSON.stringify(variants)}::jsonb) as r(id text, is_by_hand boolean)
    where v.tenant_id = ${tenantId} and v.id = r.id`);
}

/** Which of these SKUs can be mapped, and why the others cannot. */
export async function findMappableSkus(
  tx: Tx,
  tenantId: string,
  skuIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly code: string; readonly isArchived: boolean }>> {
  const { rows } = await tx.execute<{ id: string; code: string; is_archived: boolean }>(sql`
    select id, code, archived_at is not null as is_archived from sku
    where tenant_id = ${tenantId} and id = any(${sql.param([...new Set(skuIds)])}::text[])`);
  return new Map(rows.map((row) => [row.id, { code: row.code, isArchived: row.is_archived }]));
}
