import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';
import { findComponents } from '../../catalog/index.ts';
import { quantityToPublish } from '../publish-quantity.ts';
import { findSkuStock } from '../sku-store.ts';
import type { DriftInput } from './classify-drift.ts';

/** What we know of a variant before its marketplace is looked at. */
export interface KnownVariant extends Omit<DriftInput, 'seen' | 'nowMs' | 'knownSinceMs'> {
  readonly variantId: string;
  readonly externalId: string;
  readonly isGuaranteed: boolean;
  readonly drift: { readonly seen: number; readonly sinceMs: number; readonly heals: number } | undefined;
}

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly external_id: string;
  readonly seen_quantity: number | null;
  readonly seen_at: string | null;
  readonly published_quantity: number | null;
  readonly published_at: string | null;
  readonly publish_problem: string;
  readonly is_publishing: boolean;
  readonly is_under_way: boolean;
  readonly sold_since: number;
  readonly expected: number | null;
  readonly is_claimed: boolean;
  readonly drift_seen: number | null;
  readonly drift_since: string | null;
  readonly heals: number | null;
}

/** Reads mapped variants, by the marketplace's ids in a shop or by ours. Others have no number of ours to differ from. */
export async function readKnown(
  tx: Tx,
  tenantId: string,
  which: { shopId: string; externalIds: readonly string[] } | { variantIds: readonly string[] },
): Promise<KnownVariant[]> {
  const where: SQL =
    'shopId' in which
      ? sql`v.shop_id = ${which.shopId} and v.external_id = any(${sql.param([...which.externalIds])}::text[])`
      : sql`v.id = any(${sql.param([...which.variantIds])}::text[])`;
  const { rows } = await tx.execute<Row>(sql`
    select v.id, v.external_id, v.seen_quantity, v.seen_at, v.published_quantity, v.published_at, v.publish_problem,
      s.settings @> '{"isStockPublishOn": true}' as is_publishing,
      exists (select from stock_push p where p.tenant_id = v.tenant_id and p.variant_id = v.id and p.accepted_at is null) as is_under_way,
      (select coalesce(sum(n.quantity), 0)::int from (select distinct on (r.order_line_id) o.quantity from reservation r
        join order_line o on o.tenant_id = r.tenant_id and o.id = r.order_line_id
        where r.tenant_id = v.tenant_id and r.variant_id = v.id and r.created_at >= v.published_at and r.state <> 'released') n) as sold_since,
      c.expected, c.variant_id is not null as is_claimed, d.seen_quantity as drift_seen, d.first_seen_at as drift_since, d.heals
    from listing_variant v join shop s on s.tenant_id = v.tenant_id and s.id = v.shop_id
    left join stock_claim c on c.tenant_id = v.tenant_id and c.variant_id = v.id and c.mapping_version = v.mapping_version
    left join stock_drift d on d.tenant_id = v.tenant_id and d.variant_id = v.id
    where v.tenant_id = ${tenantId} and v.gone_at is null and ${where}
      and exists (select from sku_mapping m where m.tenant_id = v.tenant_id and m.variant_id = v.id)`);
  const components = await findComponents(
    tx,
    tenantId,
    rows.map((row) => row.id),
  );
  const stock = await findSkuStock(tx, tenantId, [...new Set([...components.values()].flat().map(({ skuId }) => skuId))]);
  return rows.map((row): KnownVariant => {
    const parts = (components.get(row.id) ?? []).flatMap(({ skuId, quantity }) => {
      const sku = stock.get(skuId);
      return sku ? [{ ...sku, perUnit: quantity }] : [];
    });
    const published = dated(row.published_quantity, row.published_at);
    const isGuaranteed = parts.some(({ mode }) => mode === 'guaranteed');
    const free = quantityToPublish(parts);
    const ours = isGuaranteed ? (row.expected ?? row.published_quantity ?? 0) : free;
    const isQueued =
      row.is_publishing && !isGuaranteed && published !== undefined && row.publish_problem === '' && free !== published.quantity;
    return {
      variantId: row.id,
      externalId: row.external_id,
      isGuaranteed,
      before: dated(row.seen_quantity, row.seen_at),
      published,
      expected:
        row.is_claimed && isGuaranteed ? (row.expected ?? undefined) : published && Math.max(0, published.quantity - row.sold_since),
      ours,
      problem: row.publish_problem,
      isPushUnderWay: row.is_under_way || (isQueued && row.sold_since === 0),
      isPublishing: row.is_publishing,
      promoHeld: Math.max(0, ...parts.map(({ promoHeld }) => promoHeld)),
      drift:
        row.drift_seen === null || row.drift_since === null
          ? undefined
          : { seen: row.drift_seen, sinceMs: new Date(row.drift_since).getTime(), heals: row.heals ?? 0 },
    };
  });
}

function dated(quantity: number | null, at: string | null): { quantity: number; atMs: number } | undefined {
  return quantity === null || at === null ? undefined : { quantity, atMs: new Date(at).getTime() };
}
