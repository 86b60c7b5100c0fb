import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';

export interface ListingFilter {
  readonly shopId?: string | undefined;
  readonly platform?: string | undefined;
  readonly status?: string | undefined;
  readonly isLive?: boolean | undefined;
  readonly isGone: boolean;
  readonly mapping?: 'mapped' | 'unmapped' | 'partly' | undefined;
  readonly hasProblem?: boolean | undefined;
  readonly q?: string | undefined;
}

export interface ListingRow extends Record<string, unknown> {
  readonly id: string;
  readonly shopId: string;
  readonly shopName: string;
  readonly platform: string;
  readonly externalId: string;
  readonly title: string;
  readonly status: string;
  readonly isLive: boolean | null;
  readonly isGone: boolean;
  readonly url: string | null;
  readonly picture: string | null;
  readonly categoryId: string | null;
  readonly categoryName: string;
  readonly variantCount: number;
  readonly mappedCount: number;
  readonly priceFrom: number | null;
  readonly priceTo: number | null;
  readonly currency: string | null;
  readonly seenQuantity: number | null;
  readonly publishedQuantity: number | null;
  readonly publishedAt: string | null;
  readonly problemCount: number;
  readonly updatedAt: string | null;
  readonly syncedAt: string;
}

/** Listings, those that the hub saw last first; one more than `limit` when there are more. `before` is an id. */
export async function listListingRows(
  tx: Tx,
  input: { tenantId: string; filter: ListingFilter; before: string | undefined; limit: number },
): Promise<ListingRow[]> {
  const before = input.before === undefined ? sql`` : sql`and l.id < ${input.before}`;
  const { rows } = await tx.execute<ListingRow>(sql`
    ${selectListings} where l.tenant_id = ${input.tenantId} ${filtered(input.filter)} ${before} order by l.id desc limit ${input.limit + 1}`);
  return rows;
}

export async function findListingRow(tx: Tx, tenantId: string, listingId: string): Promise<ListingRow | undefined> {
  const { rows } = await tx.execute<ListingRow>(sql`${selectListings} where l.tenant_id = ${tenantId} and l.id = ${listingId}`);
  return rows[0];
}

const selectListings = sql`
  select l.id, l.shop_id as "shopId", s.name as "shopName", s.platform, l.external_id as "externalId", l.title, l.status,
    l.is_live as "isLive", l.gone_at is not null as "isGone", l.url, l.category_id as "categoryId", l.category_name as "categoryName",
    l.external_updated_at as "updatedAt", l.synced_at as "syncedAt", a."variantCount", a."mappedCount", a."priceFrom", a."priceTo",
    a.currency, a."seenQuantity", a."publishedQuantity", a."publishedAt",
    a."problemCount",
    (select p.sha256 from listing_picture p where p.tenant_id = l.tenant_id and p.listing_id = l.id and p.sha256 is not null
      order by p.place nulls last limit 1) as picture
  from listing l join shop s on s.tenant_id = l.tenant_id and s.id = l.shop_id
  cross join lateral (
    select count(*)::int as "variantCount", min(v.price_minor)::float8 as "priceFrom", max(v.price_minor)::float8 as "priceTo",
      min(v.currency) as currency, sum(v.seen_quantity)::int as "seenQuantity",
      sum(v.published_quantity)::int as "publishedQuantity", min(v.published_at) as "publishedAt",
      (count(*) filter (where v.publish_problem <> ''))::int as "problemCount",
      (count(*) filter (where exists (
        select from sku_mapping m where m.tenant_id = v.tenant_id and m.variant_id = v.id)))::int as "mappedCount"
    from listing_variant v where v.tenant_id = l.tenant_id and v.listing_id = l.id and (v.gone_at is null or l.gone_at is not null)) a`;

function filtered({ shopId, platform, status, isLive, isGone, mapping, hasProblem, q }: ListingFilter): SQL {
  const pattern = `%${(q ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`;
  const byMapping = {
    mapped: sql`and a."mappedCount" = a."variantCount" and a."variantCount" > 0`,
    unmapped: sql`and a."mappedCount" = 0`,
    partly: sql`and a."mappedCount" between 1 and a."variantCount" - 1`,
  };
  return sql.join(
    [
      isGone ? sql`and l.gone_at is not null` : sql`and l.gone_at is null`,
      ...(shopId === undefined ? [] : [sql`and l.shop_id = ${shopId}`]),
      ...(platform === undefined ? [] : [sql`and s.platform = ${platform}`]),
      ...(status === undefined ? [] : [sql`and l.status = ${status}`]),
      ...(isLive === undefined ? [] : [sql`and l.is_live = ${isLive}`]),
      ...(mapping === undefined ? [] : [byMapping[mapping]]),
      ...(hasProblem === undefined ? [] : [hasProblem ? sql`and a."problemCount" > 0` : sql`and a."problemCount" = 0`]),
      ...(q
        ? [
            sql`and (l.title ilike ${pattern} or l.external_id = ${q} or exists (
              select from listing_variant w where w.tenant_id = l.tenant_id and w.listing_id = l.id
                and (w.seller_code ilike ${pattern} or w.barcode = ${q} or w.external_id = ${q})))`,
          ]
        : []),
    ],
    sql` `,
  );
}

/** How many listings and variants each shop has, and the words that its platform uses for their states. */
export async function countListings(tx: Tx, tenantId: string) {
  const [shops, statuses] = await Promise.all([
    tx.execute<{
      shopId: string;
      shopName: string;
      platform: string;
      listings: number;
      gone: number;
      variants: number;
      mappedVariants: number;
      problems: number;
    }>(sql`
      select s.id as "shopId", s.name as "shopName", s.platform, coalesce(l.listings, 0)::int as listings, coalesce(l.gone, 0)::int as gone,
        coalesce(v.variants, 0)::int as variants, coalesce(v.mapped, 0)::int as "mappedVariants", coalesce(v.problems, 0)::int as problems
      from shop s
      left join (select shop_id, count(*) filter (where gone_at is null) as listings, count(*) filter (where gone_at is not null) as gone
        from listing where tenant_id = ${tenantId} group by shop_id) l on l.shop_id = s.id
      left join (select v.shop_id, count(*) as variants, count(m.variant_id) as mapped, count(*) filter (where v.publish_problem <> '') as problems
        from listing_variant v join listing o on o.tenant_id = v.tenant_id and o.id = v.listing_id and o.gone_at is null
        left join (select distinct variant_id from sku_mapping where tenant_id = ${tenantId}) m on m.variant_id = v.id
        where v.tenant_id = ${tenantId} and v.gone_at is null group by v.shop_id) v on v.shop_id = s.id
      where s.tenant_id = ${tenantId} and (s.is_active or l.shop_id is not null) order by s.is_active desc, s.created_at, s.id`),
    tx.execute<{ platform: string; status: string; listings: number }>(sql`
      select s.platform, l.status, count(*)::int as listings from listing l join shop s on s.tenant_id = l.tenant_id and s.id = l.shop_id
      where l.tenant_id = ${tenantId} and l.gone_at is null group by s.platform, l.status order by s.platform, l.status`),
  ]);
  return { shops: shops.rows, statuses: statuses.rows };
}
