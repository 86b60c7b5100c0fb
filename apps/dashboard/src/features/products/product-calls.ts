import { api, read, type Schemas } from '../../lib/api.ts';

/** The same calls for each marketplace; all have the types of the first. */
const at = (slug: string) => `/api/${slug}/products` as '/api/tiktok/products';
const of = (slug: string) => `/api/${slug}/products/{productId}` as '/api/tiktok/products/{productId}';
const variantOf = (slug: string) =>
  `/api/${slug}/products/{productId}/variants/{variantId}` as '/api/tiktok/products/{productId}/variants/{variantId}';

interface Product {
  readonly platformSlug: string;
  readonly id: string;
  readonly shopId: string;
}
const params = ({ id, shopId }: Product) => ({ path: { productId: id }, query: { shopId } });

export const createProduct = (slug: string, shopId: string, body: Schemas['ProductDraft']) =>
  read(api.POST(at(slug), { params: { query: { shopId } }, body }));

export const changeProduct = (product: Product, body: Schemas['ProductChange']) =>
  read(api.PUT(of(product.platformSlug), { params: params(product), body }));

export const deleteProduct = (product: Product) => read(api.DELETE(of(product.platformSlug), { params: params(product) }));

export const readProductNow = (product: Product) =>
  read(
    api.GET(of(product.platformSlug), {
      params: { path: { productId: product.id }, query: { shopId: product.shopId, fresh: 'true' } },
    }),
  );

export const setActive = (product: Product, isActive: boolean) =>
  read(
    isActive
      ? api.POST(`${of(product.platformSlug)}/activate`, { params: params(product) })
      : api.POST(`${of(product.platformSlug)}/deactivate`, { params: params(product) }),
  );

const variantParams = (product: Product, variantId: string) => ({
  path: { productId: product.id, variantId },
  query: { shopId: product.shopId },
});

export const setPrice = (product: Product, variantId: string, body: { amount: string; currency: string }) =>
  read(api.PUT(`${variantOf(product.platformSlug)}/price`, { params: variantParams(product, variantId), body }));

export const setStock = (product: Product, variantId: string, quantity: number) =>
  read(api.PUT(`${variantOf(product.platformSlug)}/stock`, { params: variantParams(product, variantId), body: { quantity } }));

export function uploadImage(slug: string, shopId: string, file: File) {
  const form = new FormData();
  form.set('file', file);
  const path = `/api/${slug}/images` as '/api/tiktok/images';
  // The form goes as it is: the browser writes its boundary.
  return read(api.POST(path, { params: { query: { shopId } }, body: { file: '' }, bodySerializer: () => form }));
}
