import type { skuRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { formatMoney } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { pictureAddress } from '../../catalog/index.ts';

type SkuUse = z.infer<typeof skuRoutes.skuUseSchema>;
type UseRow = Omit<SkuUse, 'price' | 'publishedAt' | 'pictureUrl'> & {
  readonly priceMinor: number | null;
  readonly currency: string | null;
  readonly publishedAt: string | null;
  readonly picture: string | null;
};
const mostUses = 200;

/** The listing variants that a SKU is part of. */
export async function listSkuUses(tx: Tx, tenantId: string, skuId: string): Promise<SkuUse[]> {
  const { rows } = await tx.execute<UseRow & Record<string, unknown>>(sql`
    select v.id as "variantId", l.id as "listingId", l.title, v.name as "variantName", v.seller_code as "sellerCode",
      s.id as "shopId", s.name as "shopName", s.platform, m.quantity,
      (m.quantity > 1 or exists (select from sku_mapping o
        where o.tenant_id = m.tenant_id and o.variant_id = m.variant_id and o.sku_id <> m.sku_id)) as "isBundle",
      v.price_minor::float8 as "priceMinor", v.currency, v.seen_quantity as "seenQuantity", v.published_quantity as "publishedQuantity",
      v.published_at as "publishedAt", v.publish_problem as "publishProblem",
      (select p.sha256 from listing_picture p where p.tenant_id = l.tenant_id and p.listing_id = l.id and p.sha256 is not null
        and (p.key = v.picture_key or p.place = 0) order by (p.key = v.picture_key) desc nulls last limit 1) as picture
    from sku_mapping m join listing_variant v on v.tenant_id = m.tenant_id and v.id = m.variant_id
    join listing l on l.tenant_id = v.tenant_id and l.id = v.listing_id
    join shop s on s.tenant_id = v.tenant_id and s.id = v.shop_id
    where m.tenant_id = ${tenantId} and m.sku_id = ${skuId} order by s.name, l.title, v.id limit ${mostUses}`);
  return rows.map(({ priceMinor, currency, publishedAt, picture, ...row }) => ({
    ...row,
    price: priceMinor === null || currency === null ? null : { amount: formatMoney({ minor: priceMinor, currency }), currency },
    publishedAt: publishedAt === null ? null : new Date(publishedAt).toISOString(),
    pictureUrl: pictureAddress(picture),
  }));
}
