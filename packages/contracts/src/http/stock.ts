import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, jsonBody, pageOf, pageQuery } from './conventions.ts';
import { skuParam, skuSchema } from './skus.ts';

export * from './stock-conflicts.ts';
export * from './stock-levels.ts';
export * from './stock-publishing.ts';

const tag = 'Stock';
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
        /** The default location unless named. */
        locationId: z.string().max(40).optional(),
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
