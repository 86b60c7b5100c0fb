import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, jsonBody, pageOf, pageQuery } from './conventions.ts';
import { platformSlugSchema, syncStreamSchema } from './shops.ts';

export * from './order-replay.ts';
export * from './sync-log.ts';
export * from './sync-parked.ts';

const tag = 'Sync';
export const runSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    shopId: z.string().nullable(),
    status: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
    processed: z.number().int(),
    total: z.number().int().nullable(),
    percent: z.number().nullable(),
    failed: z.number().int(),
    etaSeconds: z.number().nullable(),
    message: z.string(),
    problems: z.array(z.object({ subject: z.string(), message: z.string() })),
    createdAt: instantSchema,
    finishedAt: instantSchema.nullable(),
  })
  .openapi('Run');
const which = {
  shopId: z.string().max(40).optional(),
  connectionId: z.string().max(40).optional(),
  platform: platformSlugSchema.optional(),
};
const syncBody = z.object({ ...which, since: instantSchema.optional() });
const runStarted = json(z.object({ run: runSchema }), 'The run; follow it at /api/runs/{runId}');
export const syncOrders = defineRoute({
  method: 'post',
  path: '/api/orders/sync',
  tag,
  summary: 'Pull orders now, of one shop or all',
  access: 'orders:write',
  request: { body: jsonBody(syncBody) },
  responses: { 202: runStarted },
});
export const syncPlatformOrders = defineRoute({
  method: 'post',
  path: '/api/v1/platforms/sync/orders',
  tag,
  summary: 'Pull orders now, of one shop, one connection, one marketplace, or all',
  access: 'orders:write',
  request: { body: jsonBody(syncBody) },
  responses: { 202: runStarted },
});
export const syncListings = defineRoute({
  method: 'post',
  path: '/api/v1/platforms/sync/products',
  tag,
  summary: 'Pull products and what they show as available, now',
  access: 'shops:write',
  request: { body: jsonBody(syncBody) },
  responses: { 202: runStarted },
});
export const syncStock = defineRoute({
  method: 'post',
  path: '/api/v1/platforms/sync/inventory',
  tag,
  summary: 'Pull what the marketplaces show as available, now',
  access: 'shops:write',
  request: { body: jsonBody(z.object(which)) },
  responses: { 202: runStarted },
});
export const manualSync = defineRoute({
  method: 'post',
  path: '/api/v1/platforms/manual-sync',
  tag,
  summary: 'Pull one kind of thing now',
  access: 'shops:write',
  request: { body: jsonBody(z.object({ ...which, type: z.enum(['orders', 'status', 'products', 'inventory']) })) },
  responses: { 202: runStarted },
});
export const syncStatus = defineRoute({
  method: 'get',
  path: '/api/v1/platforms/sync/status',
  tag,
  summary: 'Last and next run of each kind per shop, and the runs under way with their progress',
  access: 'shops:read',
  responses: {
    200: json(
      z.object({
        items: z.array(
          z.object({
            shopId: z.string(),
            shopName: z.string(),
            platform: z.string(),
            platformTitle: z.string(),
            connectionId: z.string(),
            status: z.string(),
            streams: z.array(syncStreamSchema),
          }),
        ),
        running: z.array(runSchema),
      }),
      'Shops with their streams',
    ),
  },
});
export const getRun = defineRoute({
  method: 'get',
  path: '/api/runs/{runId}',
  tag,
  summary: 'Progress of a run',
  access: 'shops:read',
  request: { params: z.object({ runId: z.string().max(40) }) },
  responses: { 200: json(runSchema, 'The run') },
});
export const listRuns = defineRoute({
  method: 'get',
  path: '/api/runs',
  tag,
  summary: 'Runs, newest first',
  access: 'shops:read',
  request: { query: z.object({ ...pageQuery, shopId: z.string().max(40).optional() }) },
  responses: { 200: json(pageOf(runSchema), 'Runs') },
});
