import { type ListingsCapability, PlatformFailure, type PlatformListing, type ShopAccess } from '@shopfleet/platform-kit';
import type { TikTokClient } from './client.ts';
import { createProduct } from './create-product.ts';
import { endpoints } from './endpoints.ts';
import { mapProduct } from './listing-mapping.ts';
import { productPageSchema, productSchema, type WireProduct } from './wire/product.ts';
import { removeProduct, setProductActive, updateProduct, uploadImage, writePrice } from './write-product.ts';

const pageSize = '100';
const detailsAtOnce = 10;

export function createListings(client: TikTokClient): ListingsCapability {
  return {
    async listUpdated(access, { since, pageToken }) {
      const page = await client.call(access, endpoints.searchProducts, {
        query: { page_size: pageSize, page_token: pageToken },
        body: { status: 'ALL', ...(since ? { update_time_ge: Math.floor(since.getTime() / 1000) } : {}) },
        data: productPageSchema,
      });
      const listings = await readDetails(client, access, page.products);
      return { listings, nextPageToken: page.next_page_token || undefined, total: page.total_count };
    },

    async fetchListing(access, externalId) {
      try {
        return mapProduct(await client.call(access, endpoints.getProduct, { id: externalId, data: productSchema }));
      } catch (error) {
        // Asked for a deleted product, TikTok Shop says that its state is wrong. So it does for a frozen one: the search still shows that.
        if (!(error instanceof PlatformFailure) || error.kind !== 'conflict') throw error;
        throw new PlatformFailure('not-found', error.message, { cause: error });
      }
    },

    create: (access, draft) => createProduct(client, access, draft),
    update: (access, externalId, change) => updateProduct(client, access, externalId, change),
    setActive: (access, externalId, isActive) => setProductActive(client, access, externalId, isActive),
    remove: (access, externalId) => removeProduct(client, access, externalId),
    uploadImage: (access, image) => uploadImage(client, access, image),
    writePrice: (access, change) => writePrice(client, access, change),
  };
}

/** The search tells neither pictures, texts nor category: each product is asked for, some at a time. */
async function readDetails(client: TikTokClient, access: ShopAccess, products: readonly WireProduct[]): Promise<PlatformListing[]> {
  const listings: PlatformListing[] = [];
  for (let from = 0; from < products.length; from += detailsAtOnce) {
    const some = products.slice(from, from + detailsAtOnce);
    listings.push(...(await Promise.all(some.map((product) => readDetail(client, access, product)))));
  }
  return listings;
}

/** What cannot be asked for (frozen, or deleted meanwhile) is known from the search at least. */
async function readDetail(client: TikTokClient, access: ShopAccess, product: WireProduct): Promise<PlatformListing> {
  if (product.status === 'FREEZE' || product.status === 'DELETED') return mapProduct(product);
  try {
    return mapProduct(await client.call(access, endpoints.getProduct, { id: product.id, data: productSchema }));
  } catch (error) {
    if (error instanceof PlatformFailure && (error.kind === 'not-found' || error.kind === 'conflict')) return mapProduct(product);
    throw error;
  }
}
