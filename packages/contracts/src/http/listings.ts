import { z } from '@hono/zod-openapi';
import { booleanQuery, defineRoute, instantSchema, json, moneySchema, orNull, pageOf, pageQuery } from './conventions.ts';

const tag = 'Listings';
const wholeNumber = z.number().int();

export const mappingSchema = z
  .object({
    /** More than one SKU, or more than one unit of it: a bundle. */
    components: z.array(z.object({ skuId: z.string(), skuCode: z.string(), skuName: z.string(), quantity: wholeNumber })),
    isBundle: z.boolean(),
    /** Found by the hub by seller code or barcode, or chosen by a person. */
    origin: z.enum(['code', 'barcode', 'person']),
    /** Units that can be sold now of what it is made of, before buffers and shares. */
    ats: wholeNumber,
  })
  .openapi('Mapping');

const exampleVariant = {
  id: 'var_01k9q6x8y7z5w4v3t2s1r0q9p8',
  externalId: '1729592969712272549',
  name: 'Black, L',
  sellerCode: 'KAOS-HITAM-L',
  barcode: '8991234567891',
  pictureUrl: null,
  price: { amount: '89000', currency: 'IDR' },
  seenQuantity: 40,
  seenAt: '2026-11-21T02:00:07.120Z',
  publishedQuantity: 40,
  publishedAt: '2026-11-21T01:58:01.000Z',
  publishProblem: '',
  isGone: false,
  mapping: {
    components: [{ skuId: 'sku_01k9q6x8y7z5w4v3t2s1r0q9p8', skuCode: 'KAOS-HITAM-L', skuName: 'Cotton T-shirt, black, L', quantity: 1 }],
    isBundle: false,
    origin: 'code' as const,
    ats: 40,
  },
  mappingVersion: 1,
  waitingUnits: 0,
};

export const listingVariantSchema = z
  .object({
    id: z.string(),
    externalId: z.string(),
    name: z.string(),
    sellerCode: z.string(),
    barcode: z.string().nullable(),
    pictureUrl: z.string().nullable(),
    price: orNull(moneySchema),
    /** What the marketplace showed when it was last read. */
    seenQuantity: wholeNumber.nullable(),
    seenAt: instantSchema.nullable(),
    /** What it last accepted from us. */
    publishedQuantity: wholeNumber.nullable(),
    publishedAt: instantSchema.nullable(),
    /** Why it refused the last number; '' when it did not. */
    publishProblem: z.string(),
    isGone: z.boolean(),
    mapping: orNull(mappingSchema),
    /** Rises with every change of the mapping: `If-Match` of a change. */
    mappingVersion: wholeNumber,
    /** Units of open orders that wait until somebody maps it. */
    waitingUnits: wholeNumber,
  })
  .openapi('ListingVariant', { example: exampleVariant });

const exampleListing = {
  id: 'lst_01k9q6x8y7z5w4v3t2s1r0q9p8',
  shopId: 'shp_01k9q6x8y7z5w4v3t2s1r0q9p8',
  shopName: 'Toko Senja',
  platform: 'tiktok_shop',
  platformSlug: 'tiktok',
  externalId: '1729592969712207013',
  title: 'Cotton T-shirt',
  status: 'activate',
  isLive: true,
  isGone: false,
  url: null,
  pictureUrl: '/api/listings/pictures/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  category: { externalId: '601226', name: 'T-shirts' },
  variantCount: 6,
  mappedCount: 5,
  priceFrom: { amount: '89000', currency: 'IDR' },
  priceTo: { amount: '99000', currency: 'IDR' },
  seenQuantity: 240,
  publishedQuantity: 240,
  publishedAt: '2026-11-21T01:58:01.000Z',
  problemCount: 0,
  updatedAt: '2026-11-20T11:12:13.000Z',
  syncedAt: '2026-11-21T02:00:07.120Z',
};
export const listingSchema = z
  .object({
    id: z.string(),
    shopId: z.string(),
    shopName: z.string(),
    platform: z.string(),
    /** The short name of the platform in addresses: `/api/{slug}/products`. */
    platformSlug: z.string(),
    externalId: z.string(),
    title: z.string(),
    /** The platform's own word. */
    status: z.string(),
    /** Whether buyers can see it; null when the platform does not say. */
    isLive: z.boolean().nullable(),
    /** The marketplace does not have it any more. */
    isGone: z.boolean(),
    /** Where buyers see it. */
    url: z.string().nullable(),
    pictureUrl: z.string().nullable(),
    category: orNull(z.object({ externalId: z.string(), name: z.string() })),
    variantCount: wholeNumber,
    mappedCount: wholeNumber,
    priceFrom: orNull(moneySchema),
    priceTo: orNull(moneySchema),
    seenQuantity: wholeNumber.nullable(),
    /** Sum of what the marketplace last accepted from us; null when nothing was published yet. */
    publishedQuantity: wholeNumber.nullable(),
    /** The oldest of these numbers. */
    publishedAt: instantSchema.nullable(),
    /** Variants whose last number the marketplace refused. */
    problemCount: wholeNumber,
    updatedAt: instantSchema.nullable(),
    syncedAt: instantSchema,
  })
  .openapi('Listing', { example: exampleListing });

export const listingDetailSchema = listingSchema
  .extend({
    description: z.string(),
    attributes: z.record(z.string(), z.string()),
    /** Kept pictures, in the platform's order. */
    pictures: z.array(z.string()),
    /** Pictures that are still to be fetched, or could not be. */
    missingPictures: wholeNumber,
    variants: z.array(listingVariantSchema),
  })
  .openapi('ListingDetail', {
    example: {
      ...exampleListing,
      description: 'Soft cotton, 180 g/m².',
      attributes: { Material: 'Cotton' },
      pictures: [exampleListing.pictureUrl],
      missingPictures: 0,
      variants: [exampleVariant],
    },
  });

export const listingFilters = {
  status: z.string().max(100).optional(),
  isLive: booleanQuery.optional(),
  /** Listings that vanished from the marketplace are left out unless asked for. */
  isGone: booleanQuery.default(false),
  mapping: z.enum(['mapped', 'unmapped', 'partly']).optional(),
  hasProblem: booleanQuery.optional(),
  /** A part of the title, a seller code, a barcode, or the platform's id. */
  q: z.string().max(100).optional(),
};
export const listListings = defineRoute({
  method: 'get',
  path: '/api/listings',
  tag,
  summary: 'Product pages of all shops, the newest first',
  access: 'stock:read',
  request: {
    query: z.object({ ...pageQuery, ...listingFilters, shopId: z.string().max(40).optional(), platform: z.string().max(40).optional() }),
  },
  responses: { 200: json(pageOf(listingSchema), 'Listings') },
});
export const countListings = defineRoute({
  method: 'get',
  path: '/api/listings/counts',
  tag,
  summary: 'How many listings and variants there are, by shop and mapping',
  access: 'stock:read',
  responses: {
    200: json(
      z
        .object({
          shops: z.array(
            z.object({
              shopId: z.string(),
              shopName: z.string(),
              platform: z.string(),
              listings: wholeNumber,
              gone: wholeNumber,
              variants: wholeNumber,
              mappedVariants: wholeNumber,
              problems: wholeNumber,
            }),
          ),
          statuses: z.array(z.object({ platform: z.string(), status: z.string(), listings: wholeNumber })),
        })
        .openapi('ListingCounts'),
      'Counts',
    ),
  },
});
export const listingParam = z.object({ listingId: z.string().max(40) });
export const getListing = defineRoute({
  method: 'get',
  path: '/api/listings/{listingId}',
  tag,
  summary: 'One listing with its variants: price, shown and published quantity, mapping',
  access: 'stock:read',
  request: { params: listingParam },
  responses: { 200: json(listingDetailSchema, 'The listing') },
});
const picture = {
  200: { description: 'The picture', content: { 'image/webp': { schema: z.string().openapi({ format: 'binary' }) } } },
  304: { description: 'As the `If-None-Match` says' },
};
export const getListingPicture = defineRoute({
  method: 'get',
  path: '/api/listings/{listingId}/picture',
  tag,
  summary: 'The main picture of a listing, as kept by the hub; `ETag` is its hash',
  access: 'stock:read',
  request: { params: listingParam, headers: z.object({ 'if-none-match': z.string().max(500).optional() }) },
  responses: picture,
});
export const getPicture = defineRoute({
  method: 'get',
  path: '/api/listings/pictures/{sha256}',
  tag,
  summary: 'A kept picture of a listing or variant; it never changes',
  access: 'stock:read',
  request: {
    params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    headers: z.object({ 'if-none-match': z.string().max(500).optional() }),
  },
  responses: picture,
});
