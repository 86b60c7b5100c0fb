import type { Tx } from '@shopfleet/db';
import { newId } from '@shopfleet/kernel';
import type { PlatformListing } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import { pictureKey } from './picture-key.ts';

/** Listings as one answer brought them, each once, in the order of their external ids. */
export interface ListingPage {
  readonly tenantId: string;
  readonly shopId: string;
  readonly listings: readonly PlatformListing[];
  readonly at: Date;
}

export type KnownPage = ListingPage & { readonly ids: ReadonlyMap<string, string> };

/** Answers the hub's ids by the platform's. What the answer says nothing of stays as it is. */
export async function upsertListings(tx: Tx, { tenantId, shopId, listings, at }: ListingPage): Promise<ReadonlyMap<string, string>> {
  const rows = listings.map((one) => ({
    id: newId('listing', at.getTime()),
    external_id: one.externalId,
    title: text(one.title, 1_000),
    status: text(one.status, 100),
    is_live: one.isLive ?? null,
    image_url: one.imageUrl ?? null,
    description: one.description === undefined ? null : text(one.description, 50_000),
    category_id: one.category ? text(one.category.externalId, 200) : null,
    category_name: one.category ? text(one.category.name, 500) : null,
    attributes: one.attributes ? attributesOf(one.attributes) : null,
    url: one.url === undefined ? null : text(one.url, 2_000),
    updated_at: one.updatedAt?.toISOString() ?? null,
  }));
  const written = await tx.execute<{ id: string; external_id: string }>(sql`
    insert into listing as l (tenant_id, id, shop_id, external_id, title, status, is_live, image_url, description, category_id, category_name,
      attributes, url, external_updated_at, synced_at)
    select ${tenantId}, r.id, ${shopId}, r.external_id, r.title, r.status, r.is_live, r.image_url, coalesce(r.description, ''), r.category_id,
      coalesce(r.category_name, ''), coalesce(r.attributes, '{}'), r.url, r.updated_at, ${at.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id text, external_id text, title text, status text, is_live boolean, image_url text, description text, category_id text,
        category_name text, attributes jsonb, url text, updated_at timestamptz)
    on conflict (tenant_id, shop_id, external_id) do update set title = excluded.title, status = excluded.status,
      is_live = excluded.is_live, image_url = coalesce(excluded.image_url, l.image_url),
      description = coalesce(nullif(excluded.description, ''), l.description),
      category_id = coalesce(excluded.category_id, l.category_id),
      category_name = case when excluded.category_id is null then l.category_name else excluded.category_name end,
      attributes = case when excluded.attributes = '{}' then l.attributes else excluded.attributes end,
      url = coalesce(excluded.url, l.url), external_updated_at = excluded.external_updated_at, synced_at = excluded.synced_at, gone_at = null
    returning id, external_id`);
  return new Map(written.rows.map((row) => [row.external_id, row.id]));
}

/** A seller code that changed at the marketplace leaves an existing mapping alone: a person may have chosen it. */
export async function upsertVariants(tx: Tx, { tenantId, shopId, listings, at, ids }: KnownPage): Promise<string[]> {
  const variants = new Map(listings.flatMap((one) => one.variants.map((variant) => [variant.externalId, { listing: one, variant }])));
  const rows = [...variants.values()]
    .map(({ listing, variant }) => ({
      id: newId('listingVariant', at.getTime()),
      listing: ids.get(listing.externalId),
      external_id: variant.externalId,
      code: text(variant.sellerCode, 200),
      barcode: variant.barcode ? text(variant.barcode, 60) : null,
      name: text(variant.name, 500),
      price: variant.price?.minor ?? null,
      currency: variant.price?.currency ?? null,
      seen: variant.quantity ?? null,
      picture: pictureKey(variant.imageUrl) ?? null,
    }))
    .sort((a, b) => (a.external_id < b.external_id ? -1 : 1));
  const written = await tx.execute<{ id: string }>(sql`
    insert into listing_variant as v (tenant_id, id, listing_id, shop_id, external_id, seller_code, barcode, name, price_minor, currency,
      seen_quantity, seen_at, picture_key)
    select ${tenantId}, r.id, r.listing, ${shopId}, r.external_id, r.code, r.barcode, r.name, r.price, r.currency, r.seen,
      case when r.seen is not null then ${at.toISOString()}::timestamptz end, r.picture
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id text, listing text, external_id text, code text, barcode text, name text, price bigint, currency text, seen integer, picture text)
    on conflict (tenant_id, shop_id, external_id) do update set listing_id = excluded.listing_id, seller_code = excluded.seller_code,
      barcode = coalesce(excluded.barcode, v.barcode), name = excluded.name, price_minor = excluded.price_minor,
      currency = excluded.currency, seen_quantity = coalesce(excluded.seen_quantity, v.seen_quantity),
      seen_at = coalesce(excluded.seen_at, v.seen_at), picture_key = coalesce(excluded.picture_key, v.picture_key), gone_at = null
    returning id`);
  const variantIds = written.rows.map((row) => row.id);
  await tx.execute(sql`
    update listing_variant set gone_at = ${at.toISOString()}
    where tenant_id = ${tenantId} and listing_id = any(${sql.param([...ids.values()])}::text[]) and gone_at is null
      and id <> all(${sql.param(variantIds)}::text[])`);
  return variantIds;
}

/** Text as PostgreSQL can keep it. */
export function text(value: string, maxLength: number): string {
  return value.replaceAll('\0', '').slice(0, maxLength).toWellFormed();
}

function attributesOf(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes)
      .slice(0, 200)
      .map(([name, value]) => [text(name, 200), text(value, 1_000)]),
  );
}
