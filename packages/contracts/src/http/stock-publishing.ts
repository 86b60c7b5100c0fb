import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, jsonBody } from './conventions.ts';

const tag = 'Stock';
const wholeNumber = z.number().int();
export const publishModes = ['mirror', 'buffered', 'guaranteed'] as const;

/** A listing variant that shows a SKU's stock: what the marketplace accepted last, what it shows, and what we want next. */
export const publishedSchema = z
  .object({
    variantId: z.string(),
    listingId: z.string(),
    title: z.string(),
    variantName: z.string(),
    shopId: z.string(),
    shopName: z.string(),
    platform: z.string(),
    /** False: the shop does not want its stock published. */
    isPublishing: z.boolean(),
    publishedQuantity: wholeNumber.nullable(),
    publishedAt: instantSchema.nullable(),
    /** Seconds since the marketplace accepted it. */
    ageSeconds: wholeNumber.nullable(),
    /** A push has left and nobody knows yet whether it was taken. */
    isUnderWay: z.boolean(),
    /** Why the marketplace refused the last number; '' when it did not. */
    problem: z.string(),
    seenQuantity: wholeNumber.nullable(),
    seenAt: instantSchema.nullable(),
    /** Guaranteed mode: the most units that the marketplace could still sell without our having seen it. Null in other modes. */
    claimBound: wholeNumber.nullable(),
    /** Guaranteed mode: the share that it is to get. */
    share: wholeNumber.nullable(),
  })
  .openapi('PublishedStock', {
    example: {
      variantId: 'var_01k9q6x8y7z5w4v3t2s1r0q9p8',
      listingId: 'lst_01k9q6x8y7z5w4v3t2s1r0q9p8',
      title: 'Cotton T-shirt',
      variantName: 'black, L',
      shopId: 'shp_01k9q6x8y7z5w4v3t2s1r0q9p8',
      shopName: 'Toko Senja',
      platform: 'tiktok_shop',
      isPublishing: true,
      publishedQuantity: 12,
      publishedAt: '2026-11-21T02:00:07.120Z',
      ageSeconds: 42,
      isUnderWay: false,
      problem: '',
      seenQuantity: 12,
      seenAt: '2026-11-21T02:00:31.000Z',
      claimBound: null,
      share: null,
    },
  });
export const skuPublishingSchema = z
  .object({
    skuId: z.string(),
    publishMode: z.enum(publishModes),
    buffer: wholeNumber,
    /** Guaranteed mode: `settling` until every marketplace accepted its share and what it sold before was seen; then `held`. */
    guarantee: z.enum(['off', 'settling', 'held', 'broken']),
    /** Why it does not hold, in words; '' when it does. */
    guaranteeProblem: z.string(),
    /** Guaranteed mode: units that no marketplace may claim at the moment. */
    unclaimed: wholeNumber.nullable(),
    variants: z.array(publishedSchema),
  })
  .openapi('SkuPublishing');
const skuParam = z.object({ skuId: z.string().max(40) });

export const getPublishing = defineRoute({
  method: 'get',
  path: '/api/skus/{skuId}/publishing',
  tag,
  summary: 'How a SKU is published, and the number at every marketplace with its age',
  access: 'stock:read',
  request: { params: skuParam },
  responses: { 200: json(skuPublishingSchema, 'Publishing') },
});
export const changePublishing = defineRoute({
  method: 'put',
  path: '/api/skus/{skuId}/publishing',
  tag,
  summary: 'Choose how a SKU is published: mirror, buffered or guaranteed',
  access: 'stock:write',
  request: {
    params: skuParam,
    body: jsonBody(z.object({ publishMode: z.enum(publishModes), buffer: wholeNumber.min(0).max(1_000_000).optional() })),
  },
  responses: { 200: json(skuPublishingSchema, 'Publishing') },
});
export const pushStock = defineRoute({
  method: 'post',
  path: '/api/skus/{skuId}/push',
  tag,
  summary: 'Publish the stock of a SKU to every marketplace now, also where the number is thought to be right',
  access: 'stock:write',
  request: { params: skuParam },
  responses: { 202: json(z.object({ variants: wholeNumber }), 'Pushes asked for') },
});
export const pullStock = defineRoute({
  method: 'post',
  path: '/api/skus/{skuId}/pull',
  tag,
  summary: 'Read now what every marketplace shows for a SKU; differences are then among the conflicts',
  access: 'stock:write',
  request: { params: skuParam },
  responses: { 202: json(z.object({ shops: wholeNumber }), 'Reads asked for') },
});
