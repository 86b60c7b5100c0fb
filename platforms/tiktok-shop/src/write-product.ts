import { formatMoney, type Money } from '@shopfleet/kernel';
import { type ListingChange, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { refusalFailure } from './failures.ts';
import { namedAttributes } from './product-attributes.ts';
import { itemErrorsSchema, nothingSchema } from './wire/envelope.ts';
import { productSchema, uploadedImageSchema } from './wire/product.ts';

/** Changes the named parts only; a live product stays on sale as it was until TikTok has looked at the change. */
export async function updateProduct(client: TikTokClient, access: ShopAccess, externalId: string, change: ListingChange): Promise<void> {
  const { title, description, images, attributes } = change;
  const body = {
    title,
    description,
    ...(images ? { main_images: images.map((uri) => ({ uri })) } : {}),
    ...(attributes ? { product_attributes: await attributesOf(client, access, externalId, attributes) } : {}),
  };
  await client.call(access, endpoints.editProduct, { id: externalId, body, data: nothingSchema });
}

/** Attributes are named by ids of the product's category. */
async function attributesOf(client: TikTokClient, access: ShopAccess, externalId: string, attributes: Readonly<Record<string, string>>) {
  const product = await client.call(access, endpoints.getProduct, { id: externalId, data: productSchema });
  const category = product.category_chains.findLast(({ is_leaf }) => is_leaf);
  if (!category) throw new PlatformFailure('conflict', 'TikTok Shop names no category for this product');
  return namedAttributes(client, access, category.id, attributes);
}

/** Activating sends the product to the audit: it is on sale when that has passed. */
export async function setProductActive(client: TikTokClient, access: ShopAccess, externalId: string, isActive: boolean): Promise<void> {
  await forOne(client, access, isActive ? endpoints.activateProducts : endpoints.deactivateProducts, externalId);
}

export async function removeProduct(client: TikTokClient, access: ShopAccess, externalId: string): Promise<void> {
  await forOne(client, access, endpoints.deleteProducts, externalId);
}

/** These calls take many ids and answer 0 although single ones failed. */
async function forOne(
  client: TikTokClient,
  access: ShopAccess,
  endpoint: (typeof endpoints)['activateProducts' | 'deactivateProducts' | 'deleteProducts'],
  externalId: string,
): Promise<void> {
  const { errors } = await client.call(access, endpoint, { body: { product_ids: [externalId] }, data: itemErrorsSchema });
  const [first] = errors;
  if (first) throw refusalFailure({ code: first.code, message: first.message, requestId: undefined, isRead: false });
}

export async function writePrice(
  client: TikTokClient,
  access: ShopAccess,
  { externalListingId, externalVariantId, price }: { externalListingId: string; externalVariantId: string; price: Money },
): Promise<void> {
  const body = { skus: [{ id: externalVariantId, price: { amount: formatMoney(price), currency: price.currency } }] };
  await client.call(access, endpoints.updatePrices, { id: externalListingId, body, data: nothingSchema });
}

/** `reference` is the uri that product bodies hold; the picture must have at least 300 pixels a side to be a main one. */
export async function uploadImage(
  client: TikTokClient,
  access: ShopAccess,
  { bytes, contentType }: { bytes: Uint8Array; contentType: string },
): Promise<{ reference: string; url: string | undefined }> {
  const form = new FormData();
  form.set('use_case', 'MAIN_IMAGE');
  form.set('data', new File([new Uint8Array(bytes)], contentType === 'image/png' ? 'image.png' : 'image.jpg', { type: contentType }));
  const encoded = new Response(form);
  const upload = { contentType: encoded.headers.get('content-type') ?? '', bytes: new Uint8Array(await encoded.arrayBuffer()) };
  const { uri, url } = await client.call(access, endpoints.uploadImage, { upload, data: uploadedImageSchema });
  return { reference: uri, url: url || undefined };
}
