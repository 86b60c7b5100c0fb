import type { Tx } from '@shopfleet/db';
import { type Clock, newId } from '@shopfleet/kernel';
import type { PlatformListing } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import { mapByCode } from './map-by-code.ts';
import { lockMappings } from './mapping-lock.ts';

export interface ImportedListings {
  readonly listings: number;
  /** Variants that were mapped to a SKU just now: pending reservations wait for them. */
  readonly newlyMapped: readonly string[];
}

/** Writes one page of listings with their variants, quantities and prices; safe to repeat. */
export async function importListings(
  tx: Tx,
  clock: Clock,
  input: { tenantId: string; shopId: string; listings: readonly PlatformListing[] },
): Promise<ImportedListings> {
  const { tenantId, shopId } = input;
  const listings = [...new Map(input.listings.map((one) => [one.externalId, one])).values()].sort((a, b) =>
    a.externalId < b.externalId ? -1 : 1,
  );
  if (listings.length === 0) return { listings: 0, newlyMapped: [] };
  await lockMappings(tx, tenantId, 'exclusive');
  const at = clock.now();
  await upsertListings(tx, { tenantId, shopId, listings, at });
  const variantIds = await upsertVariants(tx, { tenantId, shopId, listings, at });
  return { listings: listings.length, newlyMapped: await mapByCode(tx, tenantId, { variantIds }) };
}

interface Page {
  readonly tenantId: string;
  readonly shopId: string;
  readonly listings: readonly PlatformListing[];
  readonly at: Date;
}

async function upsertListings(tx: Tx, { tenantId, shopId, listings, at }: Page): Promise<void> {
  const rows = listings.map((one) => ({
    id: newId('listing', at.getTime()),
    external_id: one.externalId,
    title: text(one.title, 1_000),
    status: text(one.status, 100),
    image_url: one.imageUrl ?? null,
    updated_at: one.updatedAt?.toISOString() ?? null,
  }));
  await tx.execute(sql`
    insert into listing (tenant_id, id, shop_id, external_id, title, status, image_url, external_updated_at, synced_at)
    select ${tenantId}, r.id, ${shopId}, r.external_id, r.title, r.status, r.image_url, r.updated_at, ${at.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id text, external_id text, title text, status text, image_url text, updated_at timestamptz)
    on conflict (tenant_id, shop_id, external_id) do update set title = excluded.title, status = excluded.status,
      image_url = excluded.image_url, external_updated_at = excluded.external_updated_at, synced_at = excluded.synced_at`);
}

/** A seller code that changed at the marketplace leaves an existing mapping alone: a person may have chosen it. */
async function upsertVariants(tx: Tx, { tenantId, shopId, listings, at }: Page): Promise<string[]> {
  const variants = new Map(listings.flatMap((one) => one.variants.map((variant) => [variant.externalId, { listing: one, variant }])));
  const rows = [...variants.values()]
    .map(({ listing, variant }) => ({
      id: newId('listingVariant', at.getTime()),
      listing: listing.externalId,
      external_id: variant.externalId,
      code: text(variant.sellerCode, 200),
      name: text(variant.name, 500),
      price: variant.price?.minor ?? null,
      currency: variant.price?.currency ?? null,
      seen: variant.quantity ?? null,
    }))
    .sort((a, b) => (a.external_id < b.external_id ? -1 : 1));
  const written = await tx.execute<{ id: string }>(sql`
    insert into listing_variant (tenant_id, id, listing_id, shop_id, external_id, seller_code, name, price_minor, currency,
      seen_quantity, seen_at)
    select ${tenantId}, r.id, l.id, ${shopId}, r.external_id, r.code, r.name, r.price, r.currency, r.seen,
      case when r.seen is not null then ${at.toISOString()}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id text, listing text, external_id text, code text, name text, price bigint, currency text, seen integer)
    join listing l on l.tenant_id = ${tenantId} and l.shop_id = ${shopId} and l.external_id = r.listing
    on conflict (tenant_id, shop_id, external_id) do update set listing_id = excluded.listing_id, seller_code = excluded.seller_code,
      name = excluded.name, price_minor = excluded.price_minor, currency = excluded.currency,
      seen_quantity = coalesce(excluded.seen_quantity, listing_variant.seen_quantity),
      seen_at = coalesce(excluded.seen_at, listing_variant.seen_at)
    returning id`);
  return written.rows.map((row) => row.id);
}

function text(value: string, maxLength: number): string {
  return value.replaceAll('\0', '').slice(0, maxLength).toWellFormed();
}
