import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, jsonBody, pageOf, pageQuery } from './conventions.ts';

const tag = 'Stock';
const wholeNumber = z.number().int();
const id = z.string().max(40);
const reason = z.string().trim().max(200).default('');

export const locationSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    /** Where units come in and promises are kept first, unless somebody says otherwise. */
    isDefault: z.boolean(),
    isRetired: z.boolean(),
    /** SKUs with units here. */
    skus: wholeNumber,
    onHand: wholeNumber,
  })
  .openapi('Location', {
    example: { id: 'loc_01k9q6x8y7z5w4v3t2s1r0q9p8', name: 'Main', isDefault: true, isRetired: false, skus: 214, onHand: 5_120 },
  });
const locationParam = z.object({ locationId: id });
const locationInput = z.object({ name: z.string().trim().min(1).max(100) });

export const listLocations = defineRoute({
  method: 'get',
  path: '/api/locations',
  tag,
  summary: 'Places where stock lies, the default first, retired ones last',
  access: 'stock:read',
  responses: { 200: json(z.object({ items: z.array(locationSchema) }), 'Locations') },
});
export const createLocation = defineRoute({
  method: 'post',
  path: '/api/locations',
  tag,
  summary: 'Add a location',
  access: 'stock:write',
  request: { body: jsonBody(locationInput) },
  responses: { 201: json(locationSchema, 'The location') },
});
export const renameLocation = defineRoute({
  method: 'patch',
  path: '/api/locations/{locationId}',
  tag,
  summary: 'Give a location another name',
  access: 'stock:write',
  problems: [409],
  request: { params: locationParam, body: jsonBody(locationInput) },
  responses: { 200: json(locationSchema, 'The location') },
});
export const setDefaultLocation = defineRoute({
  method: 'post',
  path: '/api/locations/{locationId}/default',
  tag,
  summary: 'Make this the default; refused when it is retired',
  access: 'stock:write',
  request: { params: locationParam },
  responses: { 200: json(locationSchema, 'The location') },
});
export const retireLocation = defineRoute({
  method: 'post',
  path: '/api/locations/{locationId}/retire',
  tag,
  summary: 'Use a location no more; refused while it is the default, holds units or has promises',
  access: 'stock:write',
  request: { params: locationParam },
  responses: { 200: json(locationSchema, 'The location') },
});
export const restoreLocation = defineRoute({
  method: 'post',
  path: '/api/locations/{locationId}/restore',
  tag,
  summary: 'Use a retired location again',
  access: 'stock:write',
  request: { params: locationParam },
  responses: { 200: json(locationSchema, 'The location') },
});

export const levelSchema = z
  .object({
    locationId: z.string(),
    locationName: z.string(),
    isDefault: z.boolean(),
    onHand: wholeNumber,
    reserved: wholeNumber,
    promoHeld: wholeNumber,
  })
  .openapi('StockLevel');
/** A SKU's units, whole and by location. */
export const skuLevelsSchema = z
  .object({
    skuId: z.string(),
    onHand: wholeNumber,
    reserved: wholeNumber,
    promoHeld: wholeNumber,
    safetyStock: wholeNumber,
    ats: wholeNumber,
    shortfall: wholeNumber,
    /** Units sold on a day, over the last 30 days. */
    soldPerDay: z.number(),
    /** How long what can be sold lasts at that pace; null when nothing was sold. */
    daysOfCover: z.number().nullable(),
    levels: z.array(levelSchema),
  })
  .openapi('SkuLevels', {
    example: {
      skuId: 'sku_01k9q6x8y7z5w4v3t2s1r0q9p8',
      onHand: 40,
      reserved: 3,
      promoHeld: 0,
      safetyStock: 2,
      ats: 35,
      shortfall: 0,
      soldPerDay: 1.4,
      daysOfCover: 25,
      levels: [
        { locationId: 'loc_01k9q6x8y7z5w4v3t2s1r0q9p8', locationName: 'Main', isDefault: true, onHand: 40, reserved: 3, promoHeld: 0 },
      ],
    },
  });
const skuParam = z.object({ skuId: z.string().max(40) });
export const listLevels = defineRoute({
  method: 'get',
  path: '/api/skus/{skuId}/levels',
  tag,
  summary: 'Units of a SKU at each location, with days of cover',
  access: 'stock:read',
  request: { params: skuParam },
  responses: { 200: json(skuLevelsSchema, 'Levels') },
});
export const transferStock = defineRoute({
  method: 'post',
  path: '/api/skus/{skuId}/transfer',
  tag,
  summary: 'Move units to another location: two movements of one cause; refused when they are not there',
  access: 'stock:write',
  request: {
    params: skuParam,
    body: jsonBody(z.object({ fromLocationId: id, toLocationId: id, quantity: wholeNumber.min(1).max(1_000_000), reason })),
  },
  responses: { 200: json(skuLevelsSchema, 'Levels') },
});
export const countStock = defineRoute({
  method: 'post',
  path: '/api/skus/{skuId}/count',
  tag,
  summary: 'Set what is on hand at a location (the default unless named) to what was counted',
  access: 'stock:write',
  request: {
    params: skuParam,
    body: jsonBody(z.object({ counted: wholeNumber.min(0).max(10_000_000), locationId: id.optional(), reason })),
  },
  responses: { 200: json(skuLevelsSchema, 'Levels') },
});
export const countSheetSchema = z
  .object({
    results: z.array(
      z.object({
        /** From 0, in the order sent. */
        line: wholeNumber,
        code: z.string(),
        skuId: z.string().nullable(),
        isDone: z.boolean(),
        before: wholeNumber.nullable(),
        after: wholeNumber.nullable(),
        message: z.string(),
      }),
    ),
    done: wholeNumber,
    unchanged: wholeNumber,
    rejected: wholeNumber,
  })
  .openapi('CountSheet', {
    example: {
      results: [
        { line: 0, code: 'KAOS-HITAM-L', skuId: 'sku_01k9q6x8y7z5w4v3t2s1r0q9p8', isDone: true, before: 40, after: 38, message: '' },
        {
          line: 1,
          code: 'KAOS-HITAM-XX',
          skuId: null,
          isDone: false,
          before: null,
          after: null,
          message: 'There is no SKU with this code',
        },
      ],
      done: 1,
      unchanged: 0,
      rejected: 1,
    },
  });
export const countSheet = defineRoute({
  method: 'post',
  path: '/api/stock/counts',
  tag,
  summary: 'Take over a count of many SKUs by code (at most 2,000); each line succeeds or fails alone',
  access: 'stock:write',
  request: {
    body: jsonBody(
      z.object({
        locationId: id.optional(),
        reason,
        lines: z
          .array(z.object({ code: z.string().trim().min(1).max(100), counted: wholeNumber.min(0).max(10_000_000) }))
          .min(1)
          .max(2_000),
      }),
    ),
  },
  responses: { 200: json(countSheetSchema, 'One result for each line') },
});

export const movementKinds = ['receipt', 'adjust', 'count', 'transfer', 'sale', 'return', 'write_off'] as const;
export const ledgerEntrySchema = z
  .object({
    id: z.string(),
    skuId: z.string(),
    skuCode: z.string(),
    skuName: z.string(),
    locationId: z.string(),
    locationName: z.string(),
    kind: z.enum(movementKinds),
    quantity: wholeNumber,
    causeKind: z.string(),
    causeId: z.string(),
    actor: z.string(),
    reason: z.string(),
    at: instantSchema,
    /** The movement that this one takes back. */
    undoesId: z.string().nullable(),
    /** The movement that took this one back. */
    undoneById: z.string().nullable(),
    /** Made by hand and not taken back yet. */
    canUndo: z.boolean(),
  })
  .openapi('LedgerEntry', {
    example: {
      id: 'mov_01k9q6x8y7z5w4v3t2s1r0q9p8',
      skuId: 'sku_01k9q6x8y7z5w4v3t2s1r0q9p8',
      skuCode: 'KAOS-HITAM-L',
      skuName: 'Cotton T-shirt, black, L',
      locationId: 'loc_01k9q6x8y7z5w4v3t2s1r0q9p8',
      locationName: 'Main',
      kind: 'count',
      quantity: -2,
      causeKind: 'count',
      causeId: 'mov_01k9q6x8y7z5w4v3t2s1r0q9p8',
      actor: 'user:usr_01k9q6x8y7z5w4v3t2s1r0q9p8',
      reason: 'shelf 4',
      at: '2026-11-21T02:00:07.120Z',
      undoesId: null,
      undoneById: null,
      canUndo: true,
    },
  });
export const listLedger = defineRoute({
  method: 'get',
  path: '/api/stock/movements',
  tag,
  summary: 'Every movement of stock, newest first; `?format=csv` streams CSV',
  access: 'stock:read',
  request: {
    query: z.object({
      ...pageQuery,
      skuId: id.optional(),
      locationId: id.optional(),
      kind: z.enum(movementKinds).optional(),
      /** People, API keys, or the hub by itself. */
      by: z.enum(['user', 'api-key', 'system']).optional(),
      /** A part of the SKU's code or name, or of the reason. */
      q: z.string().max(100).optional(),
      from: instantSchema.optional(),
      to: instantSchema.optional(),
      format: z.enum(['json', 'csv']).default('json'),
    }),
  },
  responses: {
    200: {
      description: 'Movements',
      content: { 'application/json': { schema: pageOf(ledgerEntrySchema) }, 'text/csv': { schema: z.string() } },
    },
  },
});
export const undoMovement = defineRoute({
  method: 'post',
  path: '/api/stock/movements/{movementId}/undo',
  tag,
  summary: 'Take back a movement made by hand by an opposite one (a transfer whole), once; refused when the units are not there any more',
  access: 'stock:write',
  request: { params: z.object({ movementId: id }) },
  responses: { 200: json(z.object({ items: z.array(ledgerEntrySchema) }), 'The movements that took it back') },
});
