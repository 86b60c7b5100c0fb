import { type Money, parseMoney } from '@shopfleet/kernel';
import type { PlatformListing } from '@shopfleet/platform-kit';
import type { WireProduct, WireSku } from './wire/product.ts';

/** A product of the search or of the detail call; the search tells neither pictures, texts nor category. */
export function mapProduct(product: WireProduct): PlatformListing {
  const images = product.main_images.flatMap(({ urls, thumb_urls }) => urls[0] ?? thumb_urls[0] ?? []);
  const category = product.category_chains.findLast(({ is_leaf }) => is_leaf) ?? product.category_chains.at(-1);
  return {
    externalId: product.id,
    title: product.title,
    status: product.status.toLowerCase(),
    isLive: product.status === 'ACTIVATE',
    imageUrl: images[0],
    ...(images.length > 0 ? { imageUrls: images } : {}),
    ...(product.description === '' ? {} : { description: product.description }),
    ...(category ? { category: { externalId: category.id, name: category.local_name } } : {}),
    ...(product.product_attributes.length > 0 ? { attributes: attributesOf(product) } : {}),
    updatedAt: product.update_time,
    variants: product.skus.map((sku) => {
      const image = sku.sales_attributes.flatMap(({ sku_img }) => sku_img?.urls[0] ?? sku_img?.thumb_urls[0] ?? [])[0];
      return {
        externalId: sku.id,
        sellerCode: sku.seller_sku,
        ...(sku.identifier_code?.code ? { barcode: sku.identifier_code.code } : {}),
        name: sku.sales_attributes.map(({ value_name }) => value_name).join(', '),
        price: priceOf(sku),
        quantity: sku.inventory.length === 0 ? undefined : sku.inventory.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0),
        ...(image === undefined ? {} : { imageUrl: image }),
      };
    }),
  };
}

function attributesOf({ product_attributes }: WireProduct): Record<string, string> {
  return Object.fromEntries(product_attributes.map(({ name, values }) => [name, values.map((value) => value.name).join(', ')]));
}

/** What buyers pay: `sale_price`; searches of local sellers give it as `tax_exclusive_price`. */
function priceOf({ price }: WireSku): Money | undefined {
  const amount = price?.sale_price || price?.tax_exclusive_price;
  const isReadable = amount !== undefined && /^\d+(\.\d+)?$/.test(amount) && /^[A-Z]{3}$/.test(price?.currency ?? '');
  return isReadable && price ? parseMoney(amount, price.currency) : undefined;
}
