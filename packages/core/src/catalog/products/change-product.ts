import { HubError, type Money } from '@shopfleet/kernel';
import { type ListingChange, type ListingsCapability, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import { recordAudit } from '../../audit/index.ts';
import { markListingGone } from '../listings/mark-gone.ts';
import { noteSeenQuantities } from '../seen-quantities.ts';
import { findProduct, findVariant, type Product, platformOfSlug } from './find-product.ts';
import { requireDeed } from './platform-deeds.ts';
import type { ProductCall, ProductDeps } from './product-deps.ts';
import { atShop, readAfterChange } from './work-at-shop.ts';

type ProductRef = ProductCall & { readonly productId: string };
type VariantRef = ProductRef & { readonly variantId: string };

/** Changes title, description, attributes or images; answers the hub's id of the listing. */
export async function updateProduct(deps: ProductDeps, ref: ProductRef, change: ListingChange): Promise<string> {
  const write = (listings: ListingsCapability, access: ShopAccess, { externalId }: Product) =>
    requireDeed(platformOfSlug(deps.platforms, ref.slug), 'listing-update', listings.update).call(listings, access, externalId, change);
  return writeListing(deps, ref, { deed: 'listing-update', action: 'product.changed', detail: { fields: Object.keys(change) }, write });
}

/** Shows a product to buyers, or hides it. */
export async function setProductActive(deps: ProductDeps, ref: ProductRef, isActive: boolean): Promise<string> {
  const write = (listings: ListingsCapability, access: ShopAccess, { externalId }: Product) =>
    requireDeed(platformOfSlug(deps.platforms, ref.slug), 'listing-activate', listings.setActive).call(
      listings,
      access,
      externalId,
      isActive,
    );
  return writeListing(deps, ref, { deed: 'listing-activate', action: isActive ? 'product.activated' : 'product.deactivated', write });
}

/** Takes a product off its marketplace. One that is not there any more counts as done. */
export async function removeProduct(deps: ProductDeps, ref: ProductRef): Promise<void> {
  const platform = platformOfSlug(deps.platforms, ref.slug);
  requireDeed(platform, 'listing-remove', platform.listings?.remove);
  const product = await deps.db.asTenant(ref.tenantId, (tx) => findProduct(tx, platform, ref));
  await atShop(deps, { tenantId: ref.tenantId, shopId: product.shopId }, async (opened) => {
    const listings = requireDeed(platform, 'listing-remove', opened.platform.listings);
    try {
      await requireDeed(platform, 'listing-remove', listings.remove).call(listings, opened.access, product.externalId);
    } catch (error) {
      if (product.listingId === undefined || !(error instanceof PlatformFailure) || error.kind !== 'not-found') throw error;
    }
  });
  await deps.db.asTenant(ref.tenantId, async (tx) => {
    const { shopId, externalId } = product;
    await markListingGone(tx, deps.clock, { tenantId: ref.tenantId, shopId, externalId });
    await recordAudit(tx, deps.clock, ref.tenantId, factOf(ref, product, 'product.removed'));
  });
}

/** Changes the price of one variant. Throws `INVALID_REQUEST` for another currency than it has. */
export async function setPrice(deps: ProductDeps, ref: VariantRef, price: Money): Promise<{ listingId: string; variantId: string }> {
  const platform = platformOfSlug(deps.platforms, ref.slug);
  requireDeed(platform, 'price-write', platform.listings?.writePrice);
  const { product, variant } = await findBoth(deps, ref);
  if (variant.currency !== null && variant.currency !== price.currency) {
    const message = `the price is in ${variant.currency} at this marketplace`;
    throw new HubError('INVALID_REQUEST', { fields: [{ path: 'currency', code: 'other_currency', message }] });
  }
  const change = { externalListingId: product.externalId, externalVariantId: variant.externalId, price };
  const write = (listings: ListingsCapability, access: ShopAccess) =>
    requireDeed(platform, 'price-write', listings.writePrice).call(listings, access, change);
  const detail = { variantId: variant.id, priceMinor: price.minor, currency: price.currency };
  const listingId = await writeListing(deps, ref, { deed: 'price-write', action: 'product.priced', detail, write });
  return { listingId, variantId: variant.id };
}

/**
 * Sets what buyers can order of one variant. Throws `CONFLICT` where the hub publishes the number of the variant's SKU: it would
 * overwrite this one.
 */
export async function setStock(deps: ProductDeps, ref: VariantRef, quantity: number): Promise<{ variantId: string }> {
  const platform = platformOfSlug(deps.platforms, ref.slug);
  requireDeed(platform, 'stock-write', platform.stock);
  const { product, variant } = await findBoth(deps, ref);
  if (variant.isMapped && variant.isPublishing) {
    throw new HubError('CONFLICT', { message: 'The hub publishes the stock of the SKU of this variant: change the stock of the SKU' });
  }
  await atShop(deps, { tenantId: ref.tenantId, shopId: product.shopId }, (opened) =>
    requireDeed(platform, 'stock-write', opened.platform.stock).writeStock(opened.access, {
      externalListingId: product.externalId,
      externalVariantId: variant.externalId,
      quantity,
    }),
  );
  const { tenantId } = ref;
  await deps.db.asTenant(tenantId, async (tx) => {
    const quantities = new Map([[variant.externalId, quantity]]);
    await noteSeenQuantities(tx, deps.clock, { tenantId, shopId: product.shopId, quantities });
    await recordAudit(tx, deps.clock, tenantId, factOf(ref, product, 'product.stock-set', { variantId: variant.id, quantity }));
  });
  return { variantId: variant.id };
}

interface ListingWrite {
  readonly deed: 'listing-update' | 'listing-activate' | 'price-write';
  readonly action: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  write(listings: ListingsCapability, access: ShopAccess, product: Product): Promise<void>;
}

async function writeListing(deps: ProductDeps, ref: ProductRef, { deed, action, detail, write }: ListingWrite): Promise<string> {
  const { tenantId } = ref;
  const platform = platformOfSlug(deps.platforms, ref.slug);
  requireDeed(platform, deed, platform.listings);
  const product = await deps.db.asTenant(tenantId, (tx) => findProduct(tx, platform, ref));
  const place = { tenantId, shopId: product.shopId };
  await atShop(deps, place, (opened) => write(requireDeed(platform, deed, opened.platform.listings), opened.access, product));
  const listingId = (await readAfterChange(deps, place, product.externalId)) ?? product.listingId;
  await deps.db.asTenant(tenantId, (tx) => recordAudit(tx, deps.clock, tenantId, factOf(ref, { ...product, listingId }, action, detail)));
  if (listingId === undefined)
    throw new HubError('NOT_FOUND', { message: 'The change was accepted, but the hub has not seen this product yet' });
  return listingId;
}

function findBoth(deps: ProductDeps, ref: VariantRef) {
  return deps.db.asTenant(ref.tenantId, async (tx) => {
    const product = await findProduct(tx, platformOfSlug(deps.platforms, ref.slug), ref);
    return { product, variant: await findVariant(tx, ref.tenantId, product, ref.variantId) };
  });
}

function factOf({ actor }: ProductRef, product: Product, action: string, detail: Readonly<Record<string, unknown>> = {}) {
  const { listingId, shopId, externalId } = product;
  return { actor, action, subject: { kind: 'listing', id: listingId ?? externalId }, detail: { shopId, externalId, ...detail } };
}
