import type { listingRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { formatMoney } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { pictureAddress } from '../picture-address.ts';

export type VariantView = z.infer<typeof listingRoutes.listingVariantSchema>;
type Mapping = z.infer<typeof listingRoutes.mappingSchema>;
type ComponentRow = Mapping['components'][number] & { readonly origin: Mapping['origin']; readonly ats: number };

interface VariantRow extends Omit<VariantView, 'price' | 'pictureUrl' | 'mapping'>, Record<string, unknown> {
  readonly priceMinor: number | null;
  readonly currency: string | null;
  readonly picture: string | null;
  readonly components: ComponentRow[];
}

/** Variants of a listing, or some by id, as screens show them: what is shown, what was published, what each is made of. */
export async function listVariants(
  tx: Tx,
  tenantId: string,
  which: { readonly listingId: string } | { readonly variantIds: readonly string[] },
): Promise<VariantView[]> {
  const where =
    'listingId' in which ? sql`v.listing_id = ${which.listingId}` : sql`v.id = any(${sql.param([...which.variantIds])}::text[])`;
  const { rows } = await tx.execute<VariantRow>(sql`
    select v.id, v.external_id as "externalId", v.name, v.seller_code as "sellerCode", v.barcode, v.price_minor::float8 as "priceMinor",
      v.currency, v.seen_quantity as "seenQuantity", v.seen_at as "seenAt", v.published_quantity as "publishedQuantity",
      v.published_at as "publishedAt", v.publish_problem as "publishProblem", v.gone_at is not null as "isGone",
      v.mapping_version as "mappingVersion",
      (select p.sha256 from listing_picture p where p.tenant_id = v.tenant_id and p.listing_id = v.listing_id and p.key = v.picture_key) as picture,
      (select coalesce(sum(r.quantity), 0)::int from reservation r
        where r.tenant_id = v.tenant_id and r.variant_id = v.id and r.state = 'pending') as "waitingUnits",
      (select coalesce(jsonb_agg(jsonb_build_object('skuId', s.id, 'skuCode', s.code, 'skuName', s.name, 'quantity', m.quantity,
          'origin', m.origin, 'ats', l.ats - s.safety_stock) order by s.code), '[]')
        from sku_mapping m join sku s on s.tenant_id = m.tenant_id and s.id = m.sku_id
        cross join lateral (select coalesce(sum(o.on_hand - o.reserved - o.promo_held), 0) as ats from stock_level o
          where o.tenant_id = s.tenant_id and o.sku_id = s.id) l
        where m.tenant_id = v.tenant_id and m.variant_id = v.id) as components
    from listing_variant v where v.tenant_id = ${tenantId} and ${where} order by v.gone_at nulls first, v.external_id`);
  return rows.map(toVariant);
}

function toVariant({ priceMinor, currency, picture, components, ...row }: VariantRow): VariantView {
  return {
    ...row,
    seenAt: instant(row.seenAt),
    publishedAt: instant(row.publishedAt),
    price: priceMinor === null || currency === null ? null : { amount: formatMoney({ minor: priceMinor, currency }), currency },
    pictureUrl: pictureAddress(picture),
    mapping: toMapping(components),
  };
}

function toMapping(components: readonly ComponentRow[]): Mapping | null {
  const [first] = components;
  if (!first) return null;
  return {
    components: components.map(({ skuId, skuCode, skuName, quantity }) => ({ skuId, skuCode, skuName, quantity })),
    isBundle: components.length > 1 || first.quantity > 1,
    origin: first.origin,
    ats: Math.max(0, Math.min(...components.map(({ ats, quantity }) => Math.floor(ats / quantity)))),
  };
}

const instant = (value: string | null): string | null => (value === null ? null : new Date(value).toISOString());
