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

/** These variants by their ids; those that are not there are missing. */
export async function findPublishable(
  tx: Tx,
  tenantId: string,
  variantIds: readonly string[],
): Promise<ReadonlyMap<string, PublishableVariant>> {
  const { rows } = await tx.execute<{ id: string; shop_id: string; listing: string; external_id: string; is_publishing: boolean }>(sql`
    select v.id, v.shop_id, l.external_id as listing, v.external_id,
      v.gone_at is null and s.is_active and s.settings @> '{"isStockPublishOn": true}' as is_publishing
    from listing_variant v
    join listing l on l.tenant_id = v.tenant_id and l.id = v.listing_id
    join shop s on s.tenant_id = v.tenant_id and s.id = v.shop_id
    where v.tenant_id = ${tenantId} and v.id = any(${sql.param([...variantIds])}::text[])`);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        shopId: row.shop_id,
        externalListingId: row.listing,
        externalVariantId: row.external_id,
        isPublishing: row.is_publishing,
      },
    ]),
  );
}

/** The marketplaces accepted these quantities. */
export async function notePublished(
  tx: Tx,
  clock: Clock,
  tenantId: string,
  accepted: readonly { readonly variantId: string; readonly quantity: number }[],
): Promise<void> {
  if (accepted.length === 0) return;
  await tx.execute(sql`
    update listing_variant v set published_quantity = a.quantity, published_version = v.published_version + 1,
      published_at = ${clock.now().toISOString()}, publish_problem = ''
    from unnest(${sql.param(accepted.map(({ variantId }) => variantId))}::text[],
      ${sql.param(accepted.map(({ quantity }) => quantity))}::int[]) as a(id, quantity)
    where v.tenant_id = ${tenantId} and v.id = a.id`);
}

/** The marketplaces refused, in words; shown on the listings. */
export async function notePublishProblems(
  tx: Tx,
  tenantId: string,
  refused: readonly { readonly variantId: string; readonly problem: string }[],
): Promise<void> {
  if (refused.length === 0) return;
  await tx.execute(sql`
    update listing_variant v set publish_problem = r.problem
    from unnest(${sql.param(refused.map(({ variantId }) => variantId))}::text[],
      ${sql.param(refused.map(({ problem }) => problem.slice(0, 500)))}::text[]) as r(id, problem)
    where v.tenant_id = ${tenantId} and v.id = r.id`);
}
