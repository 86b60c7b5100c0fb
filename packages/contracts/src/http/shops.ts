import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, jsonBody, noContent } from './conventions.ts';
import { shopSettingsSchema, syncStreams } from './shop-settings.ts';

export { labelParcelSchema, labelSenderSchema, shopSettingsSchema, syncStreams } from './shop-settings.ts';

const tag = 'Shops';
export const platformSlugs = ['tiktok', 'shopee', 'ebay', 'amazon'] as const;
export const platformSlugSchema = z.enum(platformSlugs);
export const connectionStatuses = ['connected', 'expiring', 'needs_reconnect', 'revoked', 'error'] as const;

export const syncStreamSchema = z
  .object({
    kind: z.enum(syncStreams),
    lastRunAt: instantSchema.nullable(),
    lastStatus: z.string(),
    nextRunAt: instantSchema.nullable(),
  })
  .openapi('SyncStream');

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
  problems: [409, 422],
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
export const changeConnectionSettings = defineRoute({
  method: 'put',
  path: '/api/v1/platforms/connections/{platform}/settings',
  tag,
  summary: 'Change settings of all shops of a connection: what is read how often, automatic fulfilment, stock, label sender',
  access: 'shops:write',
  problems: [409, 422],
  request: { ...connectionRef, body: jsonBody(shopSettingsSchema.partial()) },
  responses: { 200: json(z.object({ items: z.array(shopSchema) }), 'The shops of the connection') },
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
