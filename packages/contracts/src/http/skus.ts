import { z } from '@hono/zod-openapi';
import {
  booleanQuery,
  defineRoute,
  instantSchema,
  json,
  jsonBody,
  moneySchema,
  noContent,
  orNull,
  pageOf,
  pageQuery,
} from './conventions.ts';

export * from './sku-import.ts';

const tag = 'SKUs';
const wholeNumber = z.number().int();

const skuExample = {
  id: 'sku_01k9q6x8y7z5w4v3t2s1r0q9p8',
  code: 'KAOS-HITAM-L',
  name: 'Cotton T-shirt, black, L',
  barcode: '8991234567891',
  cost: { amount: '42000', currency: 'IDR' },
  weightGrams: 180,
  lengthMm: 250,
  widthMm: 200,
  heightMm: 20,
  lowStockAt: 10,
  note: '',
  isArchived: false,
  publishMode: 'mirror',
  buffer: 0,
  safetyStock: 2,
  onHand: 40,
  reserved: 3,
  ats: 35,
  shortfall: 0,
  isLow: false,
  variants: 3,
  pictureUrl: '/api/listings/pictures/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  version: 4,
  updatedAt: '2026-11-21T02:00:07.120Z',
};

export const skuSchema = z
  .object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    barcode: z.string().nullable(),
    cost: orNull(moneySchema),
    weightGrams: wholeNumber.nullable(),
    lengthMm: wholeNumber.nullable(),
    widthMm: wholeNumber.nullable(),
    heightMm: wholeNumber.nullable(),
    /** Low when no more than this can be sold; null when nobody wants to be told. */
    lowStockAt: wholeNumber.nullable(),
    note: z.string(),
    isArchived: z.boolean(),
    publishMode: z.enum(['mirror', 'buffered', 'guaranteed']),
    buffer: wholeNumber,
    safetyStock: wholeNumber,
    onHand: wholeNumber,
    reserved: wholeNumber,
    ats: wholeNumber,
    shortfall: wholeNumber,
    isLow: z.boolean(),
    /** Listing variants that it is part of. */
    variants: wholeNumber,
    /** Of a listing that sells it. */
    pictureUrl: z.string().nullable(),
    version: wholeNumber,
    updatedAt: instantSchema,
  })
  .openapi('Sku', { example: skuExample });
/** A SKU as lists show it. */
export const skuInListSchema = skuSchema
  .extend({
    /** How long what can be sold lasts at the pace of the last 30 days; null when nothing was sold. */
    daysOfCover: z.number().nullable(),
  })
  .openapi('SkuInList', { example: { ...skuExample, daysOfCover: 25 } });
export const skuParam = z.object({ skuId: z.string().max(40) });
const skuFilters = {
  /** A part of the code, name or barcode. */
  q: z.string().max(100).optional(),
  state: z.enum(['active', 'archived', 'all']).default('active'),
  /** `low`: at or below its threshold; `out`: nothing to sell; `short`: sold, but not there. */
  stock: z.enum(['low', 'out', 'short']).optional(),
  isMapped: booleanQuery.optional(),
};
export const listSkus = defineRoute({
  method: 'get',
  path: '/api/skus',
  tag,
  summary: 'SKUs with on hand, reserved, available and shortfall, by code; `?format=csv` streams CSV that can be imported again',
  access: 'stock:read',
  request: { query: z.object({ ...pageQuery, ...skuFilters, format: z.enum(['json', 'csv']).default('json') }) },
  responses: {
    200: {
      description: 'SKUs',
      content: { 'application/json': { schema: pageOf(skuInListSchema) }, 'text/csv': { schema: z.string() } },
    },
  },
});

/** Money as somebody enters it. */
export const moneyInput = z.object({
  amount: z.string().regex(/^\d{1,12}(\.\d{1,4})?$/, 'must be an amount such as 12.50'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be three letters such as USD'),
});
const skuFields = {
  code: z.string().trim().min(1).max(100),
  name: z.string().trim().max(200),
  barcode: z.string().trim().max(60).nullable(),
  cost: orNull(moneyInput),
  weightGrams: wholeNumber.min(0).max(10_000_000).nullable(),
  lengthMm: wholeNumber.min(0).max(100_000).nullable(),
  widthMm: wholeNumber.min(0).max(100_000).nullable(),
  heightMm: wholeNumber.min(0).max(100_000).nullable(),
  lowStockAt: wholeNumber.min(0).max(1_000_000).nullable(),
  safetyStock: wholeNumber.min(0).max(1_000_000),
  note: z.string().trim().max(2_000),
};
export const createSku = defineRoute({
  method: 'post',
  path: '/api/skus',
  tag,
  summary: 'Make a SKU; listing variants with the same seller code are mapped to it',
  access: 'stock:write',
  problems: [409],
  request: {
    body: jsonBody(
      z.object({
        ...z.object(skuFields).partial().shape,
        code: skuFields.code,
        name: skuFields.name.default(''),
        publishMode: z.enum(['mirror', 'buffered', 'guaranteed']).default('mirror'),
        buffer: wholeNumber.min(0).max(1_000_000).default(0),
        safetyStock: skuFields.safetyStock.default(0),
        /** The first count. */
        onHand: wholeNumber.min(0).max(10_000_000).default(0),
      }),
    ),
  },
  responses: { 201: json(skuSchema, 'The SKU; `ETag` is its version') },
});

/** A listing variant that a SKU is part of. */
export const skuUseSchema = z
  .object({
    variantId: z.string(),
    listingId: z.string(),
    title: z.string(),
    variantName: z.string(),
    sellerCode: z.string(),
    shopId: z.string(),
    shopName: z.string(),
    platform: z.string(),
    /** Units of the SKU in one unit of the variant. */
    quantity: wholeNumber,
    isBundle: z.boolean(),
    price: orNull(moneySchema),
    seenQuantity: wholeNumber.nullable(),
    publishedQuantity: wholeNumber.nullable(),
    publishedAt: instantSchema.nullable(),
    publishProblem: z.string(),
    pictureUrl: z.string().nullable(),
  })
  .openapi('SkuUse');
export const getSku = defineRoute({
  method: 'get',
  path: '/api/skus/{skuId}',
  tag,
  summary: 'One SKU and the listing variants that sell it (at most 200)',
  access: 'stock:read',
  request: { params: skuParam },
  responses: { 200: json(z.object({ sku: skuSchema, uses: z.array(skuUseSchema) }).openapi('SkuDetail'), '`ETag` is the version') },
});
export const changeSku = defineRoute({
  method: 'patch',
  path: '/api/skus/{skuId}',
  tag,
  summary: 'Change a SKU (If-Match: its version); what is left out stays',
  access: 'stock:write',
  problems: [409, 412],
  request: {
    params: skuParam,
    headers: z.object({ 'if-match': z.string().optional() }),
    body: jsonBody(z.object(skuFields).partial()),
  },
  responses: { 200: json(skuSchema, 'The SKU') },
});
export const archiveSku = defineRoute({
  method: 'post',
  path: '/api/skus/{skuId}/archive',
  tag,
  summary: 'Put a SKU away; refused while it has units, promises or listings',
  access: 'stock:write',
  request: { params: skuParam },
  responses: { 200: json(skuSchema, 'The SKU') },
});
export const restoreSku = defineRoute({
  method: 'post',
  path: '/api/skus/{skuId}/restore',
  tag,
  summary: 'Take a SKU out of the archive',
  access: 'stock:write',
  request: { params: skuParam },
  responses: { 200: json(skuSchema, 'The SKU') },
});
export const deleteSku = defineRoute({
  method: 'delete',
  path: '/api/skus/{skuId}',
  tag,
  summary: 'Delete a SKU that was never used; one with history can only be archived',
  access: 'stock:write',
  problems: [409],
  request: { params: skuParam },
  responses: { 204: noContent },
});

export const skusFromVariants = defineRoute({
  method: 'post',
  path: '/api/skus/from-variants',
  tag,
  summary: 'Make a SKU for each of these unmapped variants (code = seller code, name = title) and map them; each succeeds or fails alone',
  access: 'stock:write',
  request: { body: jsonBody(z.object({ variantIds: z.array(z.string().max(40)).min(1).max(200) })) },
  responses: {
    200: json(
      z.object({
        results: z.array(
          z.object({
            variantId: z.string(),
            isDone: z.boolean(),
            skuId: z.string().nullable(),
            code: z.string().nullable(),
            message: z.string(),
          }),
        ),
      }),
      'One result for each variant, in the order asked; `code` is an error code',
    ),
  },
});
