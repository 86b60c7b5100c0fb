import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';

export interface UnmappedFilter {
  readonly shopId?: string | undefined;
  readonly platform?: string | undefined;
  readonly q?: string | undefined;
}

export interface UnmappedRow extends Record<string, unknown> {
  readonly id: string;
  readonly mappingVersion: number;
  readonly listingId: string;
  readonly title: string;
  readonly variantName: string;
  readonly sellerCode: string;
  readonly barcode: string | null;
  readonly picture: string | null;
  readonly priceMinor: number | null;
  readonly currency: string | null;
  readonly isLive: boolean | null;
  readonly shopId: string;
  readonly shopName: string;
  readonly platform: string;
  readonly waitingUnits: number;
}

/** Variants on sale that have no SKU: those that orders wait for first, then the newest. One more than `limit` when there are more. */
export async function listUnmapped(
  tx: Tx,
  input: { tenantId: string; filter: UnmappedFilter; after: { waitingUnits: number; id: string } | undefined; limit: number },
): Promise<UnmappedRow[]> {
  const { tenantId, filter, after, limit } = input;
  const waiting = sql`coalesce(w.units, 0)`;
  const further = after ? sql`and (${waiting}, v.id) < (${after.waitingUnits}, ${after.id})` : sql``;
  const { rows } = await tx.execute<UnmappedRow>(sql`
    with waiting as (
      select variant_id, sum(quantity)::int as units from reservation
      where tenant_id = ${tenantId} and state = 'pending' and variant_id is not null group by variant_id)
    select v.id, v.mapping_version as "mappingVersion", l.id as "listingId", l.title, v.name as "variantName",
      v.seller_code as "sellerCode", v.barcode, v.price_minor::float8 as "priceMinor", v.currency, l.is_live as "isLive",
      s.id as "shopId", s.name as "shopName", s.platform, ${waiting} as "waitingUnits",
      (select p.sha256 from listing_picture p where p.tenant_id = l.tenant_id and p.listing_id = l.id and p.sha256 is not null
        and (p.key = v.picture_key or p.place = 0) order by (p.key = v.picture_key) desc nulls last limit 1) as picture
    from ${unmapped(tenantId)} left join waiting w on w.variant_id = v.id
    where ${open(tenantId, filter)} ${further}
    order by ${waiting} desc, v.id desc limit ${limit + 1}`);
  return rows;
}

export async function countUnmapped(tx: Tx, tenantId: string, filter: UnmappedFilter): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from ${unmapped(tenantId)} where ${open(tenantId, filter)}`,
  );
  return rows[0]?.count ?? 0;
}

/** Also of a listing that is gone, as long as an order needs to know. */
const isWaitedFor = sql`exists (select from reservation r
  where r.tenant_id = v.tenant_id and r.variant_id = v.id and r.state = 'pending')`;

function unmapped(tenantId: string): SQL {
  return sql`listing_variant v join listing l on l.tenant_id = v.tenant_id and l.id = v.listing_id
    join shop s on s.tenant_id = v.tenant_id and s.id = v.shop_id and s.tenant_id = ${tenantId}`;
}

function open(tenantId: string, { shopId, platform, q }: UnmappedFilter): SQL {
  const pattern = `%${(q ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql.join(
    [
      sql`v.tenant_id = ${tenantId} and s.is_active and ((v.gone_at is null and l.gone_at is null) or ${isWaitedFor})
        and not exists (select from sku_mapping m where m.tenant_id = v.tenant_id and m.variant_id = v.id)`,
      ...(shopId === undefined ? [] : [sql`and v.shop_id = ${shopId}`]),
      ...(platform === undefined ? [] : [sql`and s.platform = ${platform}`]),
      ...(q ? [sql`and (l.title ilike ${pattern} or v.name ilike ${pattern} or v.seller_code ilike ${pattern})`] : []),
    ],
    sql` `,
  );
}
