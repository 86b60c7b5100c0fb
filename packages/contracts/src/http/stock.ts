import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, jsonBody, pageOf, pageQuery } from './conventions.ts';

const tag = 'Stock';
export const skuSchema = z
  .object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    barcode: z.string().nullable(),
    publishMode: z.enum(['mirror', 'buffered', 'guaranteed']),
    buffer: z.number().int(),
    safetyStock: z.number().int(),
    onHand: z.number().int(),
    reserved: z.number().int(),
    ats: z.number().int(),
    shortfall: z.number().int(),
    variants: z.number().int(),
    version: z.number().int(),
  })
  .openapi('Sku');
const skuParam = z.object({ skuId: z.string().max(40) });
export const listSkus = defineRoute({
  method: 'get',
  path: '/api/skus',
  tag,
  summary: 'SKUs with on hand, reserved, available and shortfall',
  access: 'stock:read',
  request: { query: z.object({ ...pageQuery, q: z.string().max(100).optional() }) },
  responses: { 200: json(pageOf(skuSchema), 'SKUs') },
});
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
        code: z.string().trim().min(1).max(100),
        name: z.string().max(200).default(''),
        barcode: z.string().max(60).optional(),
        publishMode: z.enum(['mirror', 'buffered']).default('mirror'),
        buffer: z.number().int().min(0).max(1_000_000).default(0),
        safetyStock: z.number().int().min(0).max(1_000_000).default(0),
        onHand: z.number().int().min(0).max(10_000_000).default(0),
      }),
    ),
  },
  responses: { 201: json(skuSchema, 'The SKU') },
});
export const adjustStock = defineRoute({
  method: 'post',
  path: '/api/skus/{skuId}/adjust',
  tag,
  summary: 'Receive, adjust or write off units, with a reason',
  access: 'stock:write',
  problems: [409],
  request: {
    params: skuParam,
    body: jsonBody(
      z.object({
        kind: z.enum(['receipt', 'adjust', 'write_off']),
        quantity: z
          .number()
          .int()
          .min(-1_000_000)
          .max(1_000_000)
          .refine((n) => n !== 0, 'must not be zero'),
        reason: z.string().max(200).default(''),
      }),
    ),
  },
  responses: { 200: json(skuSchema, 'The SKU') },
});
export const movementSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    quantity: z.number().int(),
    causeKind: z.string(),
    causeId: z.string(),
    actor: z.string(),
    reason: z.string(),
    at: instantSchema,
  })
  .openapi('StockMovement');
export const listMovements = defineRoute({
  method: 'get',
  path: '/api/skus/{skuId}/movements',
  tag,
  summary: 'The ledger of a SKU, newest first',
  access: 'stock:read',
  request: { params: skuParam, query: z.object(pageQuery) },
  responses: { 200: json(pageOf(movementSchema), 'Movements') },
});
export const shortfallSchema = z
  .object({
    id: z.string(),
    skuId: z.string(),
    skuCode: z.string(),
    orderId: z.string().nullable(),
    externalOrderId: z.string().nullable(),
    quantity: z.number().int(),
    reason: z.string(),
    createdAt: instantSchema,
  })
  .openapi('Shortfall');
export const listShortfalls = defineRoute({
  method: 'get',
  path: '/api/shortfalls',
  tag,
  summary: 'Sold, but not there: open shortfalls, oldest first',
  access: 'stock:read',
  request: { query: z.object(pageQuery) },
  responses: { 200: json(pageOf(shortfallSchema), 'Shortfalls') },
});
