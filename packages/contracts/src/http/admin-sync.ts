import { z } from '@hono/zod-openapi';
import { adminTag, countSchema, exampleAt, exampleCode, storeCodeSchema, storeParam, wholeNumber } from './admin-fields.ts';
import { defineRoute, instantSchema } from './conventions.ts';
import { enveloped, envelopedList, failure } from './envelope.ts';

export const adminJobNames = ['refresh_tokens', 'sync_user_daily', 'sync_video_daily'] as const;
const jobName = z.enum(adminJobNames);

export const adminSyncLogSchema = z
  .object({
    id: z.string(),
    storeCode: z.string().nullable(),
    jobName,
    status: z.enum(['SUCCESS', 'FAILED', 'SKIPPED']),
    message: z.string(),
    rawError: z.string().nullable(),
    durationMs: countSchema,
    runTime: instantSchema,
  })
  .openapi('StoreSyncLog');
const logLine: z.input<typeof adminSyncLogSchema> = {
  id: 'csl_01k9q6x8y7z5w4v3t2s1r0q9p8',
  storeCode: exampleCode,
  jobName: 'sync_video_daily',
  status: 'SUCCESS',
  message: '212 videos',
  rawError: null,
  durationMs: 3_410,
  runTime: exampleAt,
};
export const listStoreSyncLogs = defineRoute({
  method: 'get',
  path: '/admin/stores/{store_code}/sync-logs',
  tag: adminTag,
  summary: 'What was read of a store, when, and how it went, newest first',
  access: 'admin:read',
  limit: 'admin',
  request: { params: storeParam, query: z.object({ limit: wholeNumber(500, 50) }) },
  responses: { 200: envelopedList(adminSyncLogSchema, 'Lines', logLine) },
});
export const listAdminSyncLogs = defineRoute({
  method: 'get',
  path: '/admin/sync/logs',
  tag: adminTag,
  summary: 'What was read, when, and how it went, newest first',
  access: 'admin:read',
  limit: 'admin',
  problems: [404],
  request: { query: z.object({ store_code: storeCodeSchema.optional(), limit: wholeNumber(500, 50) }) },
  responses: { 200: envelopedList(adminSyncLogSchema, 'Lines', logLine) },
});

export const storeSyncSchema = z
  .object({ success: z.boolean(), storeCode: z.string(), message: z.string(), duration: countSchema, recordsProcessed: countSchema })
  .openapi('StoreSync');
const outcome = { total: countSchema, successful: countSchema, failed: countSchema, skipped: countSchema };
export const totalSyncSchema = z
  .object({
    refresh_tokens: z.object({ total: countSchema, refreshed: countSchema, failed: countSchema }),
    user_sync: z.object(outcome),
    video_sync: z.object({ ...outcome, totalVideos: countSchema }),
  })
  .openapi('TotalSync');
const totals: z.input<typeof totalSyncSchema> = {
  refresh_tokens: { total: 300, refreshed: 12, failed: 0 },
  user_sync: { total: 300, successful: 298, failed: 1, skipped: 1 },
  video_sync: { total: 300, successful: 298, failed: 1, skipped: 1, totalVideos: 14_873 },
};
const ofStore: z.input<typeof storeSyncSchema> = {
  success: true,
  storeCode: exampleCode,
  message: 'Profile and 212 videos read',
  duration: 3_410,
  recordsProcessed: 213,
};
const syncAnswer = (description: string) => ({
  description,
  content: {
    'application/json': {
      schema: z.object({ success: z.literal(true), data: z.union([storeSyncSchema, totalSyncSchema]), message: z.string().optional() }),
      examples: {
        'One store': { value: { success: true, data: ofStore } },
        'All stores': { value: { success: true, data: totals } },
      },
    },
  },
});
export const runSync = defineRoute({
  method: 'post',
  path: '/admin/sync/run',
  tag: adminTag,
  summary: 'Read now and wait for the end: one store, or all; a sync that is already running is joined',
  access: 'admin:write',
  limit: 'admin',
  problems: [404],
  request: {
    body: {
      required: false,
      content: {
        'application/json': {
          schema: z.object({
            store_code: storeCodeSchema.optional(),
            job: z.enum(['all', 'user', 'video', 'refresh_tokens'], 'must be all, user, video or refresh_tokens').default('all'),
          }),
          examples: { 'All stores': { value: {} }, 'One store': { value: { store_code: exampleCode, job: 'all' } } },
        },
      },
    },
  },
  responses: {
    200: syncAnswer('It ended. Jobs that were not asked for countSchema 0'),
    202: syncAnswer('It is still running after five minutes and goes on; these are the numbers so far'),
    500: failure('The store could not be read', ['SYNC_FAILED', 'JKT-014 could not be read: the account must be connected again']),
  },
});

export const syncStatusSchema = z
  .object({
    enabled: z.boolean(),
    timezone: z.string(),
    jobs: z.array(z.object({ name: jobName, schedule: z.string(), nextRun: instantSchema.nullable(), running: z.boolean() })),
  })
  .openapi('StoreSyncStatus');
export const syncStatus = defineRoute({
  method: 'get',
  path: '/admin/sync/status',
  tag: adminTag,
  summary: 'When each job runs by itself, and whether it runs now',
  access: 'admin:read',
  limit: 'admin',
  responses: {
    200: enveloped(syncStatusSchema, 'The calendar', {
      enabled: true,
      timezone: 'Asia/Jakarta',
      jobs: [
        { name: 'refresh_tokens', schedule: '0 1 * * *', nextRun: '2026-11-21T18:00:00.000Z', running: false },
        { name: 'sync_user_daily', schedule: '0 2 * * *', nextRun: '2026-11-21T19:00:00.000Z', running: false },
        { name: 'sync_video_daily', schedule: '0 3 * * *', nextRun: '2026-11-21T20:00:00.000Z', running: false },
      ],
    }),
  },
});
