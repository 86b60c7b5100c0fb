import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, jsonBody, orNull, pageOf, pageQuery } from './conventions.ts';

const tag = 'Stock';
const wholeNumber = z.number().int();
const id = z.string().max(40);

/**
 * Why a marketplace shows another number than we think. `under-way`: our own push has left. `refused`: it refused our number.
 * `promotion`: it holds units back for a promotion. `silent`: it accepted our number and never showed it. `edited-there`: somebody changed
 * it there. `unknown`: none of these.
 */
export const conflictCauses = ['edited-there', 'under-way', 'refused', 'promotion', 'silent', 'unknown'] as const;
export const stockConflictSchema = z
  .object({
    variantId: z.string(),
    title: z.string(),
    variantName: z.string(),
    sellerCode: z.string(),
    shopId: z.string(),
    shopName: z.string(),
    platform: z.string(),
    /** What it is made of; null when it is not mapped. */
    sku: orNull(z.object({ id: z.string(), code: z.string(), name: z.string(), isBundle: z.boolean() })),
    /** Shown there. */
    seenQuantity: wholeNumber,
    seenAt: instantSchema,
    /** Accepted from us last. */
    publishedQuantity: wholeNumber.nullable(),
    publishedAt: instantSchema.nullable(),
    /** What we would publish now. */
    oursQuantity: wholeNumber,
    cause: z.enum(conflictCauses),
    /** In words, with the marketplace's reason where it gave one. */
    explanation: z.string(),
    /** Whether theirs can be taken over as a count: only where one unit there is one unit of one SKU. */
    canTakeTheirs: z.boolean(),
    firstSeenAt: instantSchema,
  })
  .openapi('StockConflict', {
    example: {
      variantId: 'var_01k9q6x8y7z5w4v3t2s1r0q9p8',
      title: 'Cotton T-shirt',
      variantName: 'black, L',
      sellerCode: 'KAOS-HITAM-L',
      shopId: 'shp_01k9q6x8y7z5w4v3t2s1r0q9p8',
      shopName: 'Toko Senja',
      platform: 'tiktok_shop',
      sku: { id: 'sku_01k9q6x8y7z5w4v3t2s1r0q9p8', code: 'KAOS-HITAM-L', name: 'Cotton T-shirt, black, L', isBundle: false },
      seenQuantity: 50,
      seenAt: '2026-11-21T02:00:31.000Z',
      publishedQuantity: 35,
      publishedAt: '2026-11-21T01:12:07.120Z',
      oursQuantity: 35,
      cause: 'edited-there',
      explanation: 'Somebody set it to 50 at the marketplace after it accepted 35 from us',
      canTakeTheirs: true,
      firstSeenAt: '2026-11-21T02:00:31.000Z',
    },
  });
export const listConflicts = defineRoute({
  method: 'get',
  path: '/api/stock/conflicts',
  tag,
  summary: 'Where a marketplace shows another number than ours, side by side with the cause; oldest first',
  access: 'stock:read',
  request: {
    query: z.object({ ...pageQuery, shopId: id.optional(), cause: z.enum(conflictCauses).optional(), skuId: id.optional() }),
  },
  responses: {
    200: json(
      pageOf(stockConflictSchema).extend({ counts: z.record(z.enum(conflictCauses), wholeNumber) }),
      'Conflicts, and how many of each cause there are',
    ),
  },
});
export const resolveConflicts = defineRoute({
  method: 'post',
  path: '/api/stock/conflicts/resolve',
  tag,
  summary: 'Settle conflicts (at most 200): publish ours again, or take theirs as a count; each succeeds or fails alone',
  access: 'stock:write',
  request: {
    body: jsonBody(
      z.object({
        items: z
          .array(z.object({ variantId: id, choice: z.enum(['ours', 'theirs']) }))
          .min(1)
          .max(200),
      }),
    ),
  },
  responses: {
    200: json(
      z
        .object({ results: z.array(z.object({ variantId: z.string(), isDone: z.boolean(), message: z.string() })) })
        .openapi('ConflictResults'),
      'One result for each, in the order asked',
    ),
  },
});
export const sweepStock = defineRoute({
  method: 'post',
  path: '/api/stock/sweep',
  tag,
  summary: 'Read now what the marketplaces of one shop, or of all, show; differences are then among the conflicts',
  access: 'stock:write',
  request: { body: jsonBody(z.object({ shopId: id.optional() })) },
  responses: { 202: json(z.object({ shops: wholeNumber }), 'Reads asked for') },
});

export const lowStockSchema = z
  .object({
    skuId: z.string(),
    code: z.string(),
    name: z.string(),
    /** Low when no more than this can be sold. */
    lowStockAt: wholeNumber,
    ats: wholeNumber,
    soldPerDay: z.number(),
    daysOfCover: z.number().nullable(),
    /** When it went below; one alert for each crossing. */
    since: instantSchema,
    isAcknowledged: z.boolean(),
  })
  .openapi('LowStock', {
    example: {
      skuId: 'sku_01k9q6x8y7z5w4v3t2s1r0q9p8',
      code: 'KAOS-HITAM-L',
      name: 'Cotton T-shirt, black, L',
      lowStockAt: 10,
      ats: 4,
      soldPerDay: 1.4,
      daysOfCover: 2.9,
      since: '2026-11-21T02:00:07.120Z',
      isAcknowledged: false,
    },
  });
export const listLowStock = defineRoute({
  method: 'get',
  path: '/api/stock/low',
  tag,
  summary: 'SKUs at or below their threshold, those that run out soonest first',
  access: 'stock:read',
  request: { query: z.object(pageQuery) },
  responses: { 200: json(pageOf(lowStockSchema), 'Low stock') },
});
export const acknowledgeLowStock = defineRoute({
  method: 'post',
  path: '/api/stock/low/acknowledge',
  tag,
  summary: 'Say that somebody takes care of these SKUs; the next crossing tells again',
  access: 'stock:write',
  request: { body: jsonBody(z.object({ skuIds: z.array(id).min(1).max(200) })) },
  responses: { 200: json(z.object({ acknowledged: wholeNumber }), 'How many') },
});
