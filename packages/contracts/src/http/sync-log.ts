import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, pageOf, pageQuery } from './conventions.ts';
import { syncStreams } from './shops.ts';

const streamSchema = z.enum(syncStreams);
const statusSchema = z.enum(['succeeded', 'failed', 'skipped']);
const wholeNumber = z.number().int();

/** One read of one stream of one shop. `skipped`: nothing was asked, because the shop has to be connected again or has no such stream. */
export const syncLogLineSchema = z
  .object({
    id: z.string(),
    shopId: z.string(),
    shopName: z.string(),
    platform: z.string(),
    platformTitle: z.string(),
    stream: streamSchema,
    /** The run that asked for it; null when the calendar did. */
    runId: z.string().nullable(),
    status: statusSchema,
    processed: wholeNumber,
    /** Items that could not be taken over; the others went on. */
    failed: wholeNumber,
    message: z.string(),
    /** What the marketplace or the machine said, without keys and tokens; empty when all went well. */
    rawError: z.string(),
    durationMs: wholeNumber,
    at: instantSchema,
  })
  .openapi('SyncLogLine', {
    example: {
      id: 'syl_01k9q6x8y7z5w4v3t2s1r0q9p8',
      shopId: 'shp_01k9q6x8y7z5w4v3t2s1r0q9p8',
      shopName: 'Toko Senja',
      platform: 'tiktok_shop',
      platformTitle: 'TikTok Shop',
      stream: 'orders',
      runId: null,
      status: 'failed',
      processed: 100,
      failed: 1,
      message: 'TikTok Shop did not answer in time',
      rawError: 'PlatformFailure unavailable: The marketplace did not answer within 15000 ms',
      durationMs: 45_120,
      at: '2026-11-21T02:00:31.000Z',
    },
  });
export const listSyncLog = defineRoute({
  method: 'get',
  path: '/api/sync/log',
  tag: 'Sync',
  summary: 'Which stream of which shop was read when, and how it went, newest first; `?format=csv` streams CSV',
  access: 'shops:read',
  request: {
    query: z.object({
      ...pageQuery,
      shopId: z.string().max(40).optional(),
      stream: streamSchema.optional(),
      status: statusSchema.optional(),
      /** Reads that ended then or later. */
      from: instantSchema.optional(),
      format: z.enum(['json', 'csv']).default('json'),
    }),
  },
  responses: {
    200: {
      description: 'Lines; kept for 90 days',
      content: { 'application/json': { schema: pageOf(syncLogLineSchema) }, 'text/csv': { schema: z.string() } },
    },
  },
});
