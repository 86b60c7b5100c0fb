import { type Money, parseMoney } from '@shopfleet/kernel';
import type { ListingsCapability, PlatformListing } from '@shopfleet/platform-kit';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { productPageSchema, productSchema, type WireProduct, type WireSku } from './wire/product.ts';

const pageSize = '100';

export function createListings(client: TikTokClient): ListingsCapability {
  return {
    async listUpdated(access, { since, pageToken }) {
      const page = await client.call(access, endpoints.searchProducts, {
        query: { page_size: pageSize, page_token: pageToken },
        body: { status: 'ALL', ...(since ? { update_time_ge: Math.floor(since.getTime() / 1000) } : {}) },
        data: productPageSchema,
      });
      return { listings: page.products.map(mapProduct), nextPageToken: page.next_page_token || undefined, total: page.total_count };
    },

    async fetchListing(access, externalId) {
      return mapProduct(await client.call(access, endpoints.getProduct, { id: externalId, data: productSchema }));
    },
  };
}

export function mapProduct(product: WireProduct): PlatformListing {
  const image = product.main_images[0];
  return {
    externalId: product.id,
    title: product.title,
    status: product.status.toLowerCase(),
    imageUrl: image?.thumb_urls[0] ?? image?.urls[0],
    updatedAt: product.update_time,
    variants: product.skus.map((sku) => ({
      externalId: sku.id,
      sellerCode: sku.seller_sku,
      name: sku.sales_attributes.map(({ value_name }) => value_name).join(', '),
      price: priceOf(sku),
      quantity: sku.inventory.length === 0 ? undefined : sku.inventory.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0),
    })),
  };
}

/** What buyers pay: `sale_price`; searches of local sellers give it as `tax_exclusive_price`. */
function priceOf({ price }: WireSku): Money | undefined {
  const amount = price?.sale_price || price?.tax_exclusive_price;
  const isReadable = amount !== undefined && /^\d+(\.\d+)?$/.test(amount) && /^[A-Z]{3}$/.test(price?.currency ?? '');
  return isReadable && price ? parseMoney(amount, price.currency) : undefined;
}
