import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, jsonBody, noContent, pageOf, pageQuery } from './conventions.ts';

const tag = 'Shops';
export const platformSlugs = ['tiktok', 'shopee', 'ebay', 'amazon'] as const;
export const platformSlugSchema = z.enum(platformSlugs);
export const connectionStatuses = ['connected', 'expiring', 'needs_reconnect', 'revoked', 'error'] as const;

export const syncStreamSchema = z
  .object({
    kind: z.enum(['orders', 'listings', 'stock']),
    lastRunAt: instantSchema.nullable(),
    lastStatus: z.string(),
    nextRunAt: instantSchema.nullable(),
  })
  .openapi('SyncStream');

export const shopSettingsSchema = z
  .object({
    isOrderSyncOn: z.boolean().default(true),
    orderSyncMinutes: z.number().int().min(1).max(1440).default(60),
    isListingSyncOn: z.boolean().default(true),
    isAutoFulfilOn: z.boolean().default(true),
    isStockPublishOn: z.boolean().default(false),
  })
  .openapi('ShopSettings');

export const shopSchema = z
  .object({
    id: z.string(),
    connectionId: z.string(),
    platform: z.string(),
    platformTitle: z.string(),
    region: z.string(),
    externalId: z.string(),
    name: z.string(),
    status: z.enum([...connectionStatuses, 'disconnected']),
    statusReason: z.string(),
    accessExpiresAt: instantSchema.nullable(),
    refreshExpiresAt: instantSchema.nullable(),
    lastEventAt: instantSchema.nullable(),
    openOrders: z.number().int(),
    sync: z.array(syncStreamSchema),
    settings: shopSettingsSchema,
    settingsVersion: z.number().int(),
    connectedAt: instantSchema,
  })
  .openapi('Shop');

export const listShops = defineRoute({
  method: 'get',
  path: '/api/shops',
  tag,
  summary: 'Connected shops: platform, region, status, token expiry, last sync per kind',
  access: 'shops:read',
  responses: { 200: json(z.object({ items: z.array(shopSchema) }), 'Shops') },
});

const authUrl = json(z.object({ authUrl: z.string(), expiresAt: instantSchema }), 'Send the seller there; single use, 10 minutes');
export const connectShop = defineRoute({
  method: 'post',
  path: '/api/shops/connect',
  tag,
  summary: 'Begin connecting a shop; answers the authorisation URL',
  access: 'shops:write',
  request: { body: jsonBody(z.object({ platform: platformSlugSchema, region: z.string().length(2).optional() })) },
  responses: { 200: authUrl },
});
export const connectPlatform = defineRoute({
  method: 'get',
  path: '/api/v1/platforms/connect/{platform}',
  tag,
  summary: 'The authorisation URL of a platform',
  access: 'shops:write',
  problems: [422],
  request: { params: z.object({ platform: platformSlugSchema }) },
  responses: { 200: authUrl },
});
export const platformCallback = defineRoute({
  method: 'get',
  path: '/api/v1/platforms/callback/{platform}',
  tag,
  summary: 'Where the platform sends the seller back: a page that says connected, or why not and what to do',
  access: 'recognised',
  request: { params: z.object({ platform: platformSlugSchema }) },
  responses: {
    200: { description: 'Connected', content: { 'text/html': { schema: z.string() } } },
    400: { description: 'Not connected, with the reason', content: { 'text/html': { schema: z.string() } } },
  },
});

export const connectionSchema = z
  .object({
    id: z.string(),
    platform: z.string(),
    platformTitle: z.string(),
    accountName: z.string(),
    status: z.enum(connectionStatuses),
    statusReason: z.string(),
    scopes: z.array(z.string()),
    accessExpiresAt: instantSchema.nullable(),
    refreshExpiresAt: instantSchema.nullable(),
    refreshedAt: instantSchema.nullable(),
    checkedAt: instantSchema.nullable(),
    shops: z.array(z.object({ id: z.string(), name: z.string(), region: z.string() })),
  })
  .openapi('Connection');
export const listConnections = defineRoute({
  method: 'get',
  path: '/api/v1/platforms/connections',
  tag,
  summary: 'All connections with health',
  access: 'shops:read',
  responses: { 200: json(z.object({ items: z.array(connectionSchema) }), 'Connections') },
});
const connectionRef = {
  params: z.object({ platform: platformSlugSchema }),
  query: z.object({ connectionId: z.string().max(40).optional() }),
};
export const disconnectPlatform = defineRoute({
  method: 'delete',
  path: '/api/v1/platforms/connections/{platform}',
  tag,
  summary: 'Disconnect: revoke at the platform where it can be, wipe tokens, keep history',
  access: 'shops:write',
  problems: [409, 422],
  request: connectionRef,
  responses: { 204: noContent },
});
export const testConnection = defineRoute({
  method: 'post',
  path: '/api/v1/platforms/connections/{platform}/test',
  tag,
  summary: 'Make a real call to the platform: latency, scopes, token age',
  access: 'shops:write',
  problems: [409, 503],
  request: connectionRef,
  responses: {
    200: json(
      z.object({ isWorking: z.boolean(), latencyMs: z.number(), message: z.string(), connection: connectionSchema }),
      'What came back',
    ),
  },
});
export const changeShop = defineRoute({
  method: 'patch',
  path: '/api/shops/{shopId}',
  tag,
  summary: 'Change the settings of a shop (If-Match: settings version)',
  access: 'shops:write',
  problems: [412],
  request: {
    params: z.object({ shopId: z.string().max(40) }),
    headers: z.object({ 'if-match': z.string().optional() }),
    body: jsonBody(shopSettingsSchema.partial()),
  },
  responses: { 200: json(shopSchema, 'The shop') },
});

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
const syncBody = z.object({ shopId: z.string().max(40).optional(), since: instantSchema.optional() });
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
export const syncListings = defineRoute({
  method: 'post',
  path: '/api/v1/platforms/sync/products',
  tag,
  summary: 'Pull products and their stock now',
  access: 'shops:write',
  request: { body: jsonBody(syncBody) },
  responses: { 202: runStarted },
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

/** Raw body, verified by signature. Not parsed by the router. */
export const tiktokWebhook = defineRoute({
  method: 'post',
  path: '/api/v1/platforms/webhook/tiktok',
  tag: 'Events from marketplaces',
  summary: 'TikTok Shop events: signature checked on the raw body, stored, answered, processed after',
  access: 'public',
  responses: {
    200: { description: 'Stored' },
    400: { description: 'The body is not an event' },
    401: { description: 'The signature is not valid' },
    503: { description: 'Could not be stored; send it again' },
  },
});
