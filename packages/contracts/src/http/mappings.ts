import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, jsonBody, moneySchema, orNull, pageOf, pageQuery } from './conventions.ts';
import { mappingSchema } from './listings.ts';

const tag = 'Mapping';
const wholeNumber = z.number().int();
const variantParam = z.object({ variantId: z.string().max(40) });
const changeParam = z.object({ changeId: z.string().max(40) });

export const suggestionSchema = z
  .object({
    skuId: z.string(),
    skuCode: z.string(),
    skuName: z.string(),
    barcode: z.string().nullable(),
    /** 0 to 1. 1 is the same code; from 0.8 a person usually confirms. */
    score: z.number(),
    /** What it rests on, the strongest first; `text` is for people. */
    why: z.array(z.object({ kind: z.enum(['code', 'barcode', 'title']), score: z.number(), text: z.string() })),
  })
  .openapi('MappingSuggestion');
export const unmappedVariantSchema = z
  .object({
    variantId: z.string(),
    mappingVersion: wholeNumber,
    listingId: z.string(),
    title: z.string(),
    variantName: z.string(),
    sellerCode: z.string(),
    barcode: z.string().nullable(),
    pictureUrl: z.string().nullable(),
    price: orNull(moneySchema),
    isLive: z.boolean().nullable(),
    shopId: z.string(),
    shopName: z.string(),
    platform: z.string(),
    /** Units of open orders that wait for the mapping. */
    waitingUnits: wholeNumber,
    /** The best first, at most three; empty when nothing is near. */
    suggestions: z.array(suggestionSchema),
  })
  .openapi('UnmappedVariant', {
    example: {
      variantId: 'var_01k9q6x8y7z5w4v3t2s1r0q9p8',
      mappingVersion: 0,
      listingId: 'lst_01k9q6x8y7z5w4v3t2s1r0q9p8',
      title: 'Kaos katun pria',
      variantName: 'Hitam, L',
      sellerCode: 'KH-L',
      barcode: null,
      pictureUrl: null,
      price: { amount: '89000', currency: 'IDR' },
      isLive: true,
      shopId: 'shp_01k9q6x8y7z5w4v3t2s1r0q9p8',
      shopName: 'Toko Senja',
      platform: 'shopee',
      waitingUnits: 2,
      suggestions: [
        {
          skuId: 'sku_01k9q6x8y7z5w4v3t2s1r0q9p8',
          skuCode: 'KAOS-HITAM-L',
          skuName: 'Kaos katun hitam L',
          barcode: null,
          score: 0.84,
          why: [{ kind: 'title', score: 0.84, text: '4 of 5 words are the same: kaos, katun, hitam, l' }],
        },
      ],
    },
  });
export const mappingQueue = defineRoute({
  method: 'get',
  path: '/api/mappings/queue',
  tag,
  summary: 'Variants without a SKU, those that orders wait for first, each with suggestions',
  access: 'stock:read',
  request: {
    query: z.object({
      ...pageQuery,
      shopId: z.string().max(40).optional(),
      platform: z.string().max(40).optional(),
      /** A part of the title, variant or seller code. */
      q: z.string().max(100).optional(),
    }),
  },
  responses: { 200: json(pageOf(unmappedVariantSchema), '`total` counts all of them') },
});

const components = z
  .array(z.object({ skuId: z.string().max(40), quantity: wholeNumber.min(1).max(10_000).default(1) }))
  .min(1)
  .max(20);
/** The state of a variant's mapping after a change. */
export const variantMappingSchema = z
  .object({
    variantId: z.string(),
    mapping: orNull(mappingSchema),
    mappingVersion: wholeNumber,
    /** Takes it back: `POST /api/mappings/changes/{changeId}/undo`. Null when nothing changed. */
    changeId: z.string().nullable(),
  })
  .openapi('VariantMapping');
const ifMatch = z.object({ 'if-match': z.string().optional() });
export const setMapping = defineRoute({
  method: 'put',
  path: '/api/mappings/{variantId}',
  tag,
  summary: 'Say what a variant is made of: one SKU, or a bundle of several (If-Match: mapping version)',
  access: 'stock:write',
  problems: [409, 412],
  request: { params: variantParam, headers: ifMatch, body: jsonBody(z.object({ components })) },
  responses: { 200: json(variantMappingSchema, 'The mapping') },
});
export const removeMapping = defineRoute({
  method: 'delete',
  path: '/api/mappings/{variantId}',
  tag,
  summary: 'Take the SKU away from a variant; open orders wait again, and the hub does not map it by itself any more',
  access: 'stock:write',
  problems: [409, 412],
  request: { params: variantParam, headers: ifMatch },
  responses: { 200: json(variantMappingSchema, 'No mapping') },
});

export const mappingResultSchema = z
  .object({
    variantId: z.string(),
    isDone: z.boolean(),
    /** An error code when it is not done. */
    code: z.string().nullable(),
    message: z.string(),
    changeId: z.string().nullable(),
  })
  .openapi('MappingResult');
const bulkResult = json(
  z.object({ batchId: z.string(), done: wholeNumber, failed: wholeNumber, results: z.array(mappingResultSchema) }).openapi('MappingBatch'),
  'One result for each, in the order asked; `batchId` takes all of it back',
);
export const bulkMap = defineRoute({
  method: 'post',
  path: '/api/mappings/bulk',
  tag,
  summary: 'Confirm or set many mappings; each succeeds or fails on its own',
  access: 'stock:write',
  request: {
    body: jsonBody(
      z.object({
        items: z
          .array(z.object({ variantId: z.string().max(40), components, mappingVersion: wholeNumber.optional() }))
          .min(1)
          .max(500),
      }),
    ),
  },
  responses: { 200: bulkResult },
});

const componentsThen = z.array(z.object({ skuId: z.string(), skuCode: z.string(), quantity: wholeNumber }));
export const mappingChangeSchema = z
  .object({
    id: z.string(),
    batchId: z.string().nullable(),
    variantId: z.string(),
    title: z.string(),
    variantName: z.string(),
    shopName: z.string(),
    kind: z.enum(['code', 'barcode', 'set', 'removed', 'undone']),
    before: componentsThen,
    after: componentsThen,
    actor: z.string(),
    at: instantSchema,
    /** False once it was undone or the mapping was changed again. */
    canUndo: z.boolean(),
  })
  .openapi('MappingChange');
export const listMappingChanges = defineRoute({
  method: 'get',
  path: '/api/mappings/changes',
  tag,
  summary: 'What was mapped, by whom, newest first',
  access: 'stock:read',
  request: {
    query: z.object({ ...pageQuery, variantId: z.string().max(40).optional(), batchId: z.string().max(40).optional() }),
  },
  responses: { 200: json(pageOf(mappingChangeSchema), 'Changes') },
});
export const undoMappingChange = defineRoute({
  method: 'post',
  path: '/api/mappings/changes/{changeId}/undo',
  tag,
  summary: 'Take one change back; refused when the mapping was changed since',
  access: 'stock:write',
  request: { params: changeParam },
  responses: { 200: json(variantMappingSchema, 'The mapping as it was before') },
});
export const undoMappingBatch = defineRoute({
  method: 'post',
  path: '/api/mappings/batches/{batchId}/undo',
  tag,
  summary: 'Take a bulk change back; each succeeds or fails on its own',
  access: 'stock:write',
  request: { params: z.object({ batchId: z.string().max(40) }) },
  responses: { 200: bulkResult },
});
