import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, noContent } from './conventions.ts';
import { connectionSchema, platformSlugSchema, shopSchema } from './shops.ts';

const tag = 'Shops';
const channel = z.object({ channel: platformSlugSchema });
const page = (description: string) => ({ description, content: { 'text/html': { schema: z.string() } } });

export const authorizeChannel = defineRoute({
  method: 'get',
  path: '/api/oauth/{channel}/authorize',
  tag,
  summary: 'The authorisation URL of a marketplace',
  access: 'shops:write',
  problems: [422],
  request: { params: channel, query: z.object({ region: z.string().length(2).optional() }) },
  responses: { 200: json(z.object({ authUrl: z.string(), expiresAt: instantSchema }), 'Send the seller there; single use, 10 minutes') },
});
export const channelCallback = defineRoute({
  method: 'get',
  path: '/api/oauth/{channel}/callback',
  tag,
  summary: 'Where a marketplace may send the seller back, where its console names this address; else as /api/v1/platforms/callback',
  access: 'recognised',
  request: { params: channel },
  responses: { 200: page('Connected'), 400: page('Not connected, with the reason') },
});
export const channelShops = defineRoute({
  method: 'get',
  path: '/api/oauth/{channel}/shops',
  tag,
  summary: 'The shops of one marketplace',
  access: 'shops:read',
  problems: [422],
  request: { params: channel },
  responses: { 200: json(z.object({ items: z.array(shopSchema) }), 'Shops') },
});
export const refreshChannel = defineRoute({
  method: 'post',
  path: '/api/oauth/{channel}/refresh',
  tag,
  summary: 'Renew the tokens of a connection now',
  access: 'shops:write',
  problems: [409, 422, 502, 503],
  request: { params: channel, query: z.object({ connectionId: z.string().max(40).optional() }) },
  responses: { 200: json(connectionSchema, 'The connection with its new life') },
});
export const removeChannelShop = defineRoute({
  method: 'delete',
  path: '/api/oauth/{channel}/shops/{shopId}',
  tag,
  summary: 'Remove one shop; with the last one its connection ends',
  access: 'shops:write',
  problems: [422],
  request: { params: channel.extend({ shopId: z.string().max(40) }) },
  responses: { 204: noContent },
});
