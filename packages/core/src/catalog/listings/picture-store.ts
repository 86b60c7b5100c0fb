import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { pictureKey } from './picture-key.ts';
import type { KnownPage } from './write-listings.ts';

const mostOfListing = 12;

/** Notes where the pictures of these listings are: their own in order, then those that only show a variant. */
export async function notePictures(tx: Tx, { tenantId, listings, ids, at }: Omit<KnownPage, 'shopId'>): Promise<void> {
  const rows = listings.flatMap((listing) => {
    const own = [...new Set([listing.imageUrl, ...(listing.imageUrls ?? [])])].filter((url) => pictureKey(url) !== undefined);
    const pictures = new Map<string, { key: string; url: string; place: number | null }>();
    const note = (url: string | undefined, place: number | null) => {
      const key = pictureKey(url);
      if (key !== undefined && url !== undefined && !pictures.has(key)) pictures.set(key, { key, url, place });
    };
    own.slice(0, mostOfListing).forEach(note);
    for (const variant of listing.variants) note(variant.imageUrl, null);
    return [...pictures.values()].map((picture) => ({ ...picture, listing: ids.get(listing.externalId) }));
  });
  const brought = listings.filter((one) => one.imageUrl !== undefined).flatMap((one) => ids.get(one.externalId) ?? []);
  const named = JSON.stringify(rows);
  await tx.execute(sql`
    update listing_picture p set place = null
    where p.tenant_id = ${tenantId} and p.listing_id = any(${sql.param(brought)}::text[]) and p.place is not null
      and not exists (select from jsonb_to_recordset(${named}::jsonb) as r(listing text, key text)
        where r.listing = p.listing_id and r.key = p.key)`);
  await tx.execute(sql`
    insert into listing_picture as p (tenant_id, listing_id, key, url, place, try_at)
    select ${tenantId}, r.listing, r.key, r.url, r.place, ${at.toISOString()}
    from jsonb_to_recordset(${named}::jsonb) as r(listing text, key text, url text, place smallint)
    on conflict (tenant_id, listing_id, key) do update set url = excluded.url, place = excluded.place
      where p.place is distinct from excluded.place or (p.sha256 is null and p.url <> excluded.url)`);
}

export interface MissingPicture extends Record<string, unknown> {
  readonly listingId: string;
  readonly key: string;
  readonly url: string;
}

const mostTries = 6;

/** Pictures that are not kept yet and may be tried now, the main ones first. Narrowed to a shop. */
export async function findMissingPictures(
  tx: Tx,
  clock: Clock,
  { tenantId, shopId, limit }: { tenantId: string; shopId: string; limit: number },
): Promise<MissingPicture[]> {
  const { rows } = await tx.execute<MissingPicture>(sql`
    select p.listing_id as "listingId", p.key, p.url from listing_picture p
    join listing l on l.tenant_id = p.tenant_id and l.id = p.listing_id
    where p.tenant_id = ${tenantId} and l.shop_id = ${shopId} and l.gone_at is null and p.sha256 is null and p.tries < ${mostTries}
      and p.try_at <= ${clock.now().toISOString()}
      and (p.place is not null or exists (select from listing_variant v
        where v.tenant_id = p.tenant_id and v.listing_id = p.listing_id and v.picture_key = p.key and v.gone_at is null))
    order by p.place nulls last, p.listing_id limit ${limit}`);
  return rows;
}

interface Tried {
  readonly tenantId: string;
  readonly listingId: string;
  readonly key: string;
}

export async function notePictureKept(tx: Tx, { tenantId, listingId, key, sha256 }: Tried & { readonly sha256: string }): Promise<void> {
  await tx.execute(sql`
    update listing_picture set sha256 = ${sha256}, problem = '', tries = tries + 1
    where tenant_id = ${tenantId} and listing_id = ${listingId} and key = ${key}`);
}

/** It is tried again after an hour, then after two, four … */
export async function notePictureProblem(
  tx: Tx,
  clock: Clock,
  { tenantId, listingId, key, problem }: Tried & { readonly problem: string },
): Promise<void> {
  await tx.execute(sql`
    update listing_picture set tries = tries + 1, problem = ${problem.slice(0, 300)},
      try_at = ${clock.now().toISOString()}::timestamptz + interval '1 hour' * power(2, tries)
    where tenant_id = ${tenantId} and listing_id = ${listingId} and key = ${key}`);
}

/** Whether a kept picture belongs to a listing of the organisation: files are kept by their hash, for all together. */
export async function isOwnPicture(tx: Tx, tenantId: string, sha256: string): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`select from listing_picture where tenant_id = ${tenantId} and sha256 = ${sha256} limit 1`);
  return rowCount === 1;
}

/** The kept main picture of a listing: null when it has none yet, undefined when there is no such listing. */
export async function findMainPicture(tx: Tx, tenantId: string, listingId: string): Promise<string | null | undefined> {
  const { rows } = await tx.execute<{ sha256: string | null }>(sql`
    select (select p.sha256 from listing_picture p where p.tenant_id = l.tenant_id and p.listing_id = l.id and p.sha256 is not null
      order by p.place nulls last limit 1) as sha256
    from listing l where l.tenant_id = ${tenantId} and l.id = ${listingId}`);
  return rows[0]?.sha256;
}
