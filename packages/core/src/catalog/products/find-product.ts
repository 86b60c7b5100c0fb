import type { Tx } from '@shopfleet/db';
import { HubError, isId } from '@shopfleet/kernel';
import type { Platform } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import { listShops, type ShopRow } from '../../connections/index.ts';

/** The installed platform of an address's short name. Throws `PLATFORM_UNSUPPORTED` when this hub runs without it. */
export function platformOfSlug(platforms: ReadonlyMap<string, Platform>, slug: string): Platform {
  for (const platform of platforms.values()) if (platform.manifest.slug === slug && !platform.content) return platform;
  throw new HubError('PLATFORM_UNSUPPORTED', { message: `This hub runs without ${slug}; ask its operator to configure it` });
}

/** The shop that a call means: the named one, or the only one of the platform. Throws `NOT_FOUND`, or `CONFLICT` for several. */
export async function pickShop(tx: Tx, platform: Platform, shopId: string | undefined): Promise<ShopRow> {
  const { platform: name, title } = platform.manifest;
  const shops = (await listShops(tx)).filter((shop) => shop.platform === name);
  const meant = shopId === undefined ? shops.filter((shop) => shop.isActive) : shops.filter((shop) => shop.id === shopId);
  const [only, ...others] = meant;
  if (!only) throw new HubError('NOT_FOUND', { message: `There is no such shop at ${title}` });
  if (others.length > 0) throw new HubError('CONFLICT', { message: `There are several shops at ${title}; name one with shopId` });
  return only;
}

/** A product at a marketplace: which shop's, and the platform's id. `listingId` is undefined when the hub has not seen it. */
export interface Product {
  readonly shopId: string;
  readonly externalId: string;
  readonly listingId: string | undefined;
}

/** The product of a path: the hub's id of the listing, or the platform's. Throws `NOT_FOUND` or `CONFLICT`. */
export async function findProduct(
  tx: Tx,
  platform: Platform,
  input: { tenantId: string; productId: string; shopId: string | undefined },
): Promise<Product> {
  const { tenantId, productId, shopId } = input;
  const id = isId('listing', productId) ? sql`l.id = ${productId}` : sql`l.external_id = ${productId}`;
  const { rows } = await tx.execute<{ id: string; shop_id: string; external_id: string }>(sql`
    select l.id, l.shop_id, l.external_id from listing l join shop s on s.tenant_id = l.tenant_id and s.id = l.shop_id
    where l.tenant_id = ${tenantId} and s.platform = ${platform.manifest.platform} and ${id}
      ${shopId === undefined ? sql`` : sql`and s.id = ${shopId}`} order by s.is_active desc, l.id limit 2`);
  const [only, other] = rows;
  if (only && other) throw new HubError('CONFLICT', { message: 'Several shops have a product with this id; name one with shopId' });
  if (only) return { shopId: only.shop_id, externalId: only.external_id, listingId: only.id };
  if (isId('listing', productId)) throw new HubError('NOT_FOUND', { message: 'There is no such product' });
  return { shopId: (await pickShop(tx, platform, shopId)).id, externalId: productId, listingId: undefined };
}

/** A variant of a product. */
export interface ProductVariant {
  readonly id: string;
  readonly externalId: string;
  readonly currency: string | null;
  readonly isMapped: boolean;
  readonly isPublishing: boolean;
}

/** By the hub's id or the platform's. Throws `NOT_FOUND`. */
export async function findVariant(tx: Tx, tenantId: string, product: Product, variantId: string): Promise<ProductVariant> {
  const { rows } = await tx.execute<ProductVariant & Record<string, unknown>>(sql`
    select v.id, v.external_id as "externalId", v.currency,
      exists (select from sku_mapping m where m.tenant_id = v.tenant_id and m.variant_id = v.id) as "isMapped",
      s.settings @> '{"isStockPublishOn": true}' as "isPublishing"
    from listing_variant v join shop s on s.tenant_id = v.tenant_id and s.id = v.shop_id
    where v.tenant_id = ${tenantId} and v.listing_id = ${product.listingId ?? ''}
      and (v.id = ${variantId} or v.external_id = ${variantId}) and v.gone_at is null limit 1`);
  const [variant] = rows;
  if (!variant) throw new HubError('NOT_FOUND', { message: 'There is no such variant of this product' });
  return variant;
}
