import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, jsonBody, pageOf, pageQuery } from './conventions.ts';

const tag = 'Sync';
const id = z.string().max(40);
const ids = z.array(id).min(1).max(200);
const reasonSchema = z.string().trim().min(1).max(500);

/** What came of one thing that was named. */
const itemResult = z
  .object({
    id: z.string(),
    isDone: z.boolean(),
    /** Why not; empty when it was done. */
    problem: z.string(),
  })
  .openapi('SetAsideResult', { example: { id: 'evt_01k9q6x8y7z5w4v3t2s1r0q9p8', isDone: true, problem: '' } });
const results = json(z.object({ done: z.number().int(), results: z.array(itemResult) }), 'One result for each');

/** An event of a marketplace that could not be followed up: it waits for a person. */
export const parkedEventSchema = z
  .object({
    id: z.string(),
    shopId: z.string(),
    shopName: z.string(),
    platform: z.string(),
    platformTitle: z.string(),
    topic: z.string(),
    /** What it is about, by the marketplace's numbers: orders or a listing; empty for others. */
    about: z.array(z.string()),
    reason: z.string(),
    receivedAt: instantSchema,
    ageSeconds: z.number().int(),
  })
  .openapi('ParkedEvent', {
    example: {
      id: 'evt_01k9q6x8y7z5w4v3t2s1r0q9p8',
      shopId: 'shp_01k9q6x8y7z5w4v3t2s1r0q9p8',
      shopName: 'Toko Senja',
      platform: 'tiktok_shop',
      platformTitle: 'TikTok Shop',
      topic: 'ORDER_STATUS_CHANGE',
      about: ['576461413038785752'],
      reason: 'The shop does not have the order 576461413038785752',
      receivedAt: '2026-11-21T02:00:31.000Z',
      ageSeconds: 3_600,
    },
  });
export const listParkedEvents = defineRoute({
  method: 'get',
  path: '/api/sync/parked',
  tag,
  summary: 'Events that were set aside, with the reason, newest first',
  access: 'shops:read',
  request: { query: z.object({ ...pageQuery, shopId: id.optional() }) },
  responses: { 200: json(pageOf(parkedEventSchema), 'Events; `total` counts all of them') },
});
export const retryParkedEvents = defineRoute({
  method: 'post',
  path: '/api/sync/parked/retry',
  tag,
  summary: 'Take events up again that were set aside: some, or the oldest 1,000 of a shop',
  access: 'shops:write',
  request: {
    body: jsonBody(
      z
        .object({ ids: ids.optional(), shopId: id.optional() })
        .refine((body) => (body.ids === undefined) !== (body.shopId === undefined), 'name either ids or shopId'),
    ),
  },
  responses: { 200: results },
});
export const dismissParkedEvents = defineRoute({
  method: 'post',
  path: '/api/sync/parked/dismiss',
  tag,
  summary: 'Leave events that were set aside at that, with a reason that is kept',
  access: 'shops:write',
  request: { body: jsonBody(z.object({ ids, reason: reasonSchema })) },
  responses: { 200: results },
});

/** A job that failed for good. It stays until somebody sends it on its way again. */
export const failedJobSchema = z
  .object({
    id: z.string(),
    /** Name of the kind of work: `orders.import`, `stock.push` … */
    kind: z.string(),
    /** What it was about: ids by their names. */
    about: z.record(z.string(), z.string()),
    /** Of `about.shopId`, where there is one. */
    shopName: z.string().nullable(),
    error: z.string(),
    attempts: z.number().int(),
    failedAt: instantSchema,
  })
  .openapi('FailedJob', {
    example: {
      id: '019a1d9e-7c1f-7d52-b2a3-0f4e5d6c7b8a',
      kind: 'orders.import',
      about: { shopId: 'shp_01k9q6x8y7z5w4v3t2s1r0q9p8', externalOrderId: '576461413038785752' },
      shopName: 'Toko Senja',
      error: 'The marketplace did not answer within 15000 ms',
      attempts: 9,
      failedAt: '2026-11-21T02:00:31.000Z',
    },
  });
export const listFailedJobs = defineRoute({
  method: 'get',
  path: '/api/sync/failed-jobs',
  tag,
  summary: 'Jobs that gave up, newest first',
  access: 'shops:read',
  request: { query: z.object(pageQuery) },
  responses: { 200: json(pageOf(failedJobSchema), 'Jobs') },
});
export const retryFailedJobs = defineRoute({
  method: 'post',
  path: '/api/sync/failed-jobs/retry',
  tag,
  summary: 'Run jobs again that gave up',
  access: 'shops:write',
  request: { body: jsonBody(z.object({ ids })) },
  responses: { 200: results },
});
