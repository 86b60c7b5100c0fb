import type { Tx } from '@shopfleet/db';
import { type Clock, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { mapAutomatically } from '../mappings/map-automatically.ts';

/** What an order line says about the variant it sold. */
export interface SoldVariant {
  readonly externalProductId: string;
  readonly externalVariantId: string;
  readonly sellerCode: string;
  readonly title: string;
  readonly variantName: string;
  readonly imageUrl: string | null;
}

/**
 * Gives the id of each variant by its external id. One that the hub has not seen yet (its order came before its listing) is
 * noted from what the order says, so that it can be mapped at once; the listing import completes it later.
 */
export async function knowVariants(
  tx: Tx,
  clock: Clock,
  input: { tenantId: string; shopId: string; sold: readonly SoldVariant[] },
): Promise<ReadonlyMap<string, string>> {
  const sold = new Map(input.sold.filter((one) => one.externalVariantId !== '').map((one) => [one.externalVariantId, one]));
  const known = await findVariants(tx, input, [...sold.keys()]);
  const missing = [...sold.values()].filter((one) => !known.has(one.externalVariantId)).sort(byExternalId);
  if (missing.length === 0) return known;
  const added = await noteVariants(tx, clock, input, missing);
  await mapAutomatically(tx, clock, input.tenantId, { variantIds: added });
  return findVariants(tx, input, [...sold.keys()]);
}

/** One order of inserting for everybody, so that two imports cannot wait for each other. */
function byExternalId(a: SoldVariant, b: SoldVariant): number {
  return a.externalVariantId < b.externalVariantId ? -1 : 1;
}

interface Place {
  readonly tenantId: string;
  readonly shopId: string;
}

/** The ids of variants by their external ids, as far as the hub has seen them. */
export async function findVariants(
  tx: Tx,
  { tenantId, shopId }: Place,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (externalIds.length === 0) return new Map();
  const { rows } = await tx.execute<{ id: string; external_id: string }>(sql`
    select id, external_id from listing_variant
    where tenant_id = ${tenantId} and shop_id = ${shopId} and external_id = any(${sql.param([...externalIds])}::text[])`);
  return new Map(rows.map((row) => [row.external_id, row.id]));
}

async function noteVariants(tx: Tx, clock: Clock, { tenantId, shopId }: Place, missing: readonly SoldVariant[]): Promise<string[]> {
  const atMs = clock.now().getTime();
  const rows = missing.map((one) => ({
    listing_id: newId('listing', atMs),
    variant_id: newId('listingVariant', atMs),
    product: one.externalProductId === '' ? `variant:${one.externalVariantId}` : one.externalProductId,
    variant: one.externalVariantId,
    code: one.sellerCode,
    title: one.title,
    name: one.variantName,
    image: one.imageUrl,
  }));
  const products = [...new Map(rows.map((row) => [row.product, row])).values()].sort((a, b) => (a.product < b.product ? -1 : 1));
  await tx.execute(sql`
    insert into listing (tenant_id, id, shop_id, external_id, title, status, image_url)
    select ${tenantId}, r.listing_id, ${shopId}, r.product, r.title, 'unknown', r.image
    from jsonb_to_recordset(${JSON.stringify(products)}::jsonb) as r(listing_id text, product text, title text, image text)
    on conflict (tenant_id, shop_id, external_id) do nothing`);
  const added = await tx.execute<{ id: string }>(sql`
    insert into listing_variant (tenant_id, id, listing_id, shop_id, external_id, seller_code, name)
    select ${tenantId}, r.variant_id, l.id, ${shopId}, r.variant, r.code, r.name
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(variant_id text, product text, variant text, code text, name text)
    join listing l on l.tenant_id = ${tenantId} and l.shop_id = ${shopId} and l.external_id = r.product
    on conflict (tenant_id, shop_id, external_id) do nothing returning id`);
  return added.rows.map((row) => row.id);
}
