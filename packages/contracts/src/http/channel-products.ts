import { z } from '@hono/zod-openapi';
import { booleanQuery, defineRoute, json, jsonBody, noContent, pageOf, pageQuery } from './conventions.ts';
import { listingDetailSchema, listingFilters, listingSchema, listingVariantSchema } from './listings.ts';
import type { platformSlugs } from './shops.ts';
import { moneyInput } from './skus.ts';

const tag = 'Products at marketplaces';
const wholeNumber = z.number().int();
const text = (most: number) => z.string().trim().min(1).max(most);
const attributes = z.record(z.string().max(100), z.string().max(1_000));
/** References that an upload answered, the main picture first. */
const images = z.array(z.string().min(1).max(500)).max(12);

/** A product to be made at a marketplace. What the marketplace wants beyond this it says in words, by field. */
export const productDraftSchema = z
  .object({
    title: text(500),
    description: text(20_000),
    categoryId: text(100),
    brand: z.string().trim().max(200).optional(),
    attributes: attributes.default({}),
    images: images.default([]),
    weightGrams: wholeNumber.min(1).max(10_000_000).optional(),
    variants: z
      .array(
        z.object({
          sellerCode: text(100),
          barcode: z.string().trim().max(60).optional(),
          /** By the option's name: `{"Color": "Red"}`; empty for the only variant. */
          options: z.record(z.string().max(50), z.string().max(100)).default({}),
          price: moneyInput,
          quantity: wholeNumber.min(0).max(1_000_000),
        }),
      )
      .min(1)
      .max(100),
  })
  .openapi('ProductDraft', {
    example: {
      title: 'Cotton T-shirt',
      description: 'Soft cotton, 180 g/m².',
      categoryId: '601226',
      brand: 'Senja',
      attributes: { Material: 'Cotton' },
      images: ['tos-maliva-i-o3syd03w52-us/abc'],
      weightGrams: 180,
      variants: [
        {
          sellerCode: 'KAOS-HITAM-L',
          barcode: '8991234567891',
          options: { Color: 'Black', Size: 'L' },
          price: { amount: '89000', currency: 'IDR' },
          quantity: 10,
        },
      ],
    },
  });
/** What is left out stays as it is. */
export const productChangeSchema = z
  .object({ title: text(500), description: text(20_000), attributes, images: images.min(1) })
  .partial()
  .openapi('ProductChange', { example: { title: 'Cotton T-shirt, new cut' } });
export const uploadedImageSchema = z
  .object({
    /** What `images` of a product names it by. */
    reference: z.string(),
    url: z.string().nullable(),
  })
  .openapi('UploadedImage', { example: { reference: 'tos-maliva-i-o3syd03w52-us/abc', url: null } });

const shopQuery = {
  /** Needed when several shops of this marketplace are connected and the product does not say which. */
  shopId: z.string().max(40).optional(),
};
/** The marketplace's id of the product, or the hub's (`lst_…`). */
const productParam = z.object({ productId: z.string().max(100) });
const variantParam = productParam.extend({ variantId: z.string().max(100) });
const oneShop = { query: z.object(shopQuery) };
/** Refused in words (422), needs a person (409), answered too late or not at all (502, 503). */
const problems = [409, 422, 502, 503] as const;
const access = 'stock:write';

/**
 * The same operations for each marketplace, at `/api/tiktok/…`, `/api/shopee/…`, `/api/ebay/…` and `/api/amazon/…`. All have the types of
 * the first, so that a caller who has the short name of a platform can use any of them.
 */
function productRoutes(slug: string) {
  const base = `/api/${slug}` as '/api/tiktok';
  const listing = json(listingDetailSchema, 'The product as the marketplace shows it now');
  return {
    listProducts: defineRoute({
      method: 'get',
      path: `${base}/products`,
      tag,
      summary: 'Products of the shops of this marketplace, as last read',
      access: 'stock:read',
      request: { query: z.object({ ...pageQuery, ...listingFilters, ...shopQuery }) },
      responses: { 200: json(pageOf(listingSchema), 'Products') },
    }),
    createProduct: defineRoute({
      method: 'post',
      path: `${base}/products`,
      tag,
      summary: 'Make a product at the marketplace; its variants are mapped by their seller codes',
      access,
      problems,
      request: { ...oneShop, body: jsonBody(productDraftSchema) },
      responses: { 201: listing },
    }),
    getProduct: defineRoute({
      method: 'get',
      path: `${base}/products/{productId}`,
      tag,
      summary: 'One product; `?fresh=true` reads it from the marketplace now',
      access: 'stock:read',
      problems,
      request: { params: productParam, query: z.object({ ...shopQuery, fresh: booleanQuery.default(false) }) },
      responses: { 200: listing },
    }),
    updateProduct: defineRoute({
      method: 'put',
      path: `${base}/products/{productId}`,
      tag,
      summary: 'Change title, description, attributes or images',
      access,
      problems,
      request: { params: productParam, ...oneShop, body: jsonBody(productChangeSchema) },
      responses: { 200: listing },
    }),
    deleteProduct: defineRoute({
      method: 'delete',
      path: `${base}/products/{productId}`,
      tag,
      summary: 'Take the product off the marketplace for good; what the hub knows of it stays, marked gone',
      access,
      problems,
      request: { params: productParam, ...oneShop },
      responses: { 204: noContent },
    }),
    activateProduct: defineRoute({
      method: 'post',
      path: `${base}/products/{productId}/activate`,
      tag,
      summary: 'Let buyers see it',
      access,
      problems,
      request: { params: productParam, ...oneShop },
      responses: { 200: listing },
    }),
    deactivateProduct: defineRoute({
      method: 'post',
      path: `${base}/products/{productId}/deactivate`,
      tag,
      summary: 'Hide it from buyers',
      access,
      problems,
      request: { params: productParam, ...oneShop },
      responses: { 200: listing },
    }),
    setPrice: defineRoute({
      method: 'put',
      path: `${base}/products/{productId}/variants/{variantId}/price`,
      tag,
      summary: 'Change the price of one variant',
      access,
      problems,
      request: { params: variantParam, ...oneShop, body: jsonBody(moneyInput) },
      responses: { 200: json(listingVariantSchema, 'The variant') },
    }),
    setStock: defineRoute({
      method: 'put',
      path: `${base}/products/{productId}/variants/{variantId}/stock`,
      tag,
      summary: 'Set what buyers can order of one variant; refused where the hub publishes the number of its SKU',
      access,
      problems,
      request: { params: variantParam, ...oneShop, body: jsonBody(z.object({ quantity: wholeNumber.min(0).max(1_000_000) })) },
      responses: { 200: json(listingVariantSchema, 'The variant') },
    }),
    uploadImage: defineRoute({
      method: 'post',
      path: `${base}/images`,
      tag,
      summary: 'Upload a picture for products: PNG or JPEG, 5 MB',
      access,
      limit: 'upload',
      problems,
      request: {
        ...oneShop,
        body: {
          required: true,
          content: { 'multipart/form-data': { schema: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }) } },
        },
      },
      responses: { 201: json(uploadedImageSchema, 'How a product names it') },
    }),
  };
}
export type ProductRoutes = ReturnType<typeof productRoutes>;

/** The operations of each marketplace, by the short name of its platform. */
export const productRoutesBySlug: Readonly<Record<(typeof platformSlugs)[number], ProductRoutes>> = {
  tiktok: productRoutes('tiktok'),
  shopee: productRoutes('shopee'),
  ebay: productRoutes('ebay'),
  amazon: productRoutes('amazon'),
};

/** The marketplaces by the short name of their platform, also of those that a hub is not set up for. */
export const platformTitles: Readonly<Record<(typeof platformSlugs)[number], string>> = {
  tiktok: 'TikTok Shop',
  shopee: 'Shopee',
  ebay: 'eBay',
  amazon: 'Amazon',
};

export const platformSchema = z
  .object({
    /** As in `platform` of shops, orders and listings. */
    platform: z.string(),
    /** As in addresses: `/api/{slug}/products`. */
    slug: z.string(),
    title: z.string(),
    /** False: this hub is not set up for it. */
    isInstalled: z.boolean(),
    regions: z.array(z.string()),
    /** Connected shops. */
    shops: wholeNumber,
    deeds: z.array(
      z.object({
        deed: z.string(),
        isSupported: z.boolean(),
        /** Why not, for people; '' when it is. */
        words: z.string(),
      }),
    ),
    limits: z.object({
      requestsPerSecond: z.number(),
      /** How often orders may be asked for at most. */
      orderPollMinutes: z.number().nullable(),
      imageTypes: z.array(z.string()),
    }),
    webhookTopics: z.array(z.string()),
    links: z.array(z.object({ title: z.string(), url: z.string(), readOn: z.string() })),
  })
  .openapi('Platform', {
    example: {
      platform: 'tiktok_shop',
      slug: 'tiktok',
      title: 'TikTok Shop',
      isInstalled: true,
      regions: ['ID', 'US'],
      shops: 2,
      deeds: [
        { deed: 'listing-create', isSupported: true, words: '' },
        { deed: 'zpl-label', isSupported: false, words: 'Labels in ZPL exist in Brazil and Mexico only' },
      ],
      limits: { requestsPerSecond: 50, orderPollMinutes: null, imageTypes: ['image/jpeg', 'image/png'] },
      webhookTopics: ['ORDER_STATUS_CHANGE'],
      links: [{ title: 'Common errors', url: 'https://partner.tiktokshop.com/docv2/page/common-errors', readOn: '2026-11-21' }],
    },
  });
export const listPlatforms = defineRoute({
  method: 'get',
  path: '/api/platforms',
  tag: 'Shops',
  summary: 'The marketplaces: what each can do, what it cannot and why, and its limits',
  access: 'shops:read',
  responses: { 200: json(z.object({ items: z.array(platformSchema) }), 'Platforms') },
});
