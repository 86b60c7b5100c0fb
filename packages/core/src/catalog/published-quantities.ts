import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';

/** A variant as far as publishing its stock needs it. */
export interface PublishableVariant {
  readonly id: string;
  readonly shopId: string;
  readonly externalListingId: string;
  readonly externalVariantId: string;
  /** It is there, and its shop is connected and takes its stock from here. */
  readonly isPublishing: boolean;
}

/** The variants that any of these SKUs is part of, with their shop. */
export async function variantsOfSkus(
  tx: Tx,
  tenantId: string,
  skuIds: readonly string[],
): Promise<{ variantId: string; shopId: string }[]> {
  if (skuIds.length === 0) return [];
  const { rows } = await tx.execute<{ id: string; shop_id: string }>(sql`
    select distinct v.id, v.shop_id from sku_mapping m
    join listing_variant v on v.tenant_id = m.tenant_id and v.id = m.variant_id
    where m.tenant_id = ${tenantId} and m.sku_id = any(${sql.param([...skuIds])}::text[]) and v.gone_at is null`);
  return rows.map((row) => ({ variantId: row.id, shopId: row.shop_id }));
}

export async function findPublishable(tx: Tx, tenantId: string, variantId: string): Promise<PublishableVariant | undefined> {
  const { rows } = await tx.execute<{ shop_id: string; listing: string; external_id: string; is_publishing: boolean }>(sql`
    select v.shop_id, l.external_id as listing, v.external_id,
      v.gone_at is null and s.is_active and s.settings @> '{"isStockPublishOn": true}' as is_publishing
    from listing_variant v
    join listing l on l.tenant_id = v.tenant_id and l.id = v.listing_id
    join shop s on s.tenant_id = v.tenant_id and s.id = v.shop_id
    where v.tenant_id = ${tenantId} and v.id = ${variantId}`);
  const row = rows[0];
  return (
    row && {
      id: variantId,
      shopId: row.shop_id,
      externalListingId: row.listing,
      externalVariantId: row.external_id,
      isPublishing: row.is_publishing,
    }
  );
}

/** The marketplace accepted this quantity. */
export async function notePublished(tx: Tx, clock: Clock, tenantId: string, variantId: string, quantity: number): Promise<void> {
  await tx.execute(sql`
    update listing_variant set published_quantity = ${quantity}, published_version = published_version + 1,
      published_at = ${clock.now().toISOString()}, publish_problem = ''
    where tenant_id = ${tenantId} and id = ${variantId}`);
}

/** The marketplace refused, in words; shown on the listing. */
export async function notePublishProblem(tx: Tx, tenantId: string, variantId: string, problem: string): Promise<void> {
  await tx.execute(sql`
    update listing_variant set publish_problem = ${problem.slice(0, 500)} where tenant_id = ${tenantId} and id = ${variantId}`);
}
