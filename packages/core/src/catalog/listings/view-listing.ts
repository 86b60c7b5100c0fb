import type { listingRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { formatMoney } from '@shopfleet/kernel';
import type { Platform } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { pictureAddress } from '../picture-address.ts';
import { findListingRow, type ListingRow } from './list-listings.ts';
import { listVariants } from './list-variants.ts';

export type ListingView = z.infer<typeof listingRoutes.listingSchema>;
export type ListingDetail = z.infer<typeof listingRoutes.listingDetailSchema>;
type Platforms = ReadonlyMap<string, Platform>;

const instant = (value: string | null): string | null => (value === null ? null : new Date(value).toISOString());

/** Money of a price in minor units; null when the platform named none. */
export function priceOf(minor: number | null, currency: string | null): { amount: string; currency: string } | null {
  return minor === null || currency === null ? null : { amount: formatMoney({ minor, currency }), currency };
}

export function toListing(platforms: Platforms, row: ListingRow): ListingView {
  const { picture, categoryId, categoryName, currency, ...rest } = row;
  return {
    ...rest,
    platformSlug: platforms.get(row.platform)?.manifest.slug ?? row.platform,
    pictureUrl: pictureAddress(picture),
    category: categoryId === null ? null : { externalId: categoryId, name: categoryName },
    priceFrom: priceOf(row.priceFrom, currency),
    priceTo: priceOf(row.priceTo, currency),
    publishedAt: instant(row.publishedAt),
    updatedAt: instant(row.updatedAt),
    syncedAt: new Date(row.syncedAt).toISOString(),
  };
}

/** One listing with everything that is known of it; undefined when the organisation has none with this id. */
export async function viewListing(tx: Tx, platforms: Platforms, tenantId: string, listingId: string): Promise<ListingDetail | undefined> {
  const row = await findListingRow(tx, tenantId, listingId);
  if (!row) return undefined;
  const { rows } = await tx.execute<{ description: string; attributes: Record<string, string>; pictures: string[]; missing: number }>(sql`
    select l.description, l.attributes,
      (select coalesce(array_agg(p.sha256 order by p.place), '{}') from listing_picture p
        where p.tenant_id = l.tenant_id and p.listing_id = l.id and p.place is not null and p.sha256 is not null) as pictures,
      (select count(*)::int from listing_picture p
        where p.tenant_id = l.tenant_id and p.listing_id = l.id and p.place is not null and p.sha256 is null) as missing
    from listing l where l.tenant_id = ${tenantId} and l.id = ${listingId}`);
  const more = rows[0];
  return {
    ...toListing(platforms, row),
    description: more?.description ?? '',
    attributes: more?.attributes ?? {},
    pictures: (more?.pictures ?? []).flatMap((sha256) => pictureAddress(sha256) ?? []),
    missingPictures: more?.missing ?? 0,
    variants: await listVariants(tx, tenantId, { listingId }),
  };
}
