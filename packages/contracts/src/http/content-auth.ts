import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, jsonBody } from './conventions.ts';
import { failureSchema } from './envelope.ts';
import { contentAccountSchema, timeZoneSchema } from './outlets.ts';

const tag = 'Content accounts';
const accountParam = z.object({ accountId: z.string().max(40) });
const page = (description: string) => ({ description, content: { 'text/html': { schema: z.string() } } });

export const changeContentAccount = defineRoute({
  method: 'patch',
  path: '/api/content/accounts/{accountId}',
  tag,
  summary: 'Change the time zone of an account (from the next day on), or move it with its history to another outlet',
  access: 'content:write',
  problems: [409],
  request: {
    params: accountParam,
    body: jsonBody(z.object({ timeZone: timeZoneSchema, outletId: z.string().max(40).nullable() }).partial()),
  },
  responses: { 200: json(contentAccountSchema, 'The account') },
});

export const startContentAuth = defineRoute({
  method: 'post',
  path: '/api/tiktok/auth/start',
  tag,
  summary: 'Begin the Login Kit flow; answers the authorisation URL for this browser',
  access: 'content:write',
  problems: [422],
  request: { body: jsonBody(z.object({ outletId: z.string().max(40).optional() })) },
  responses: { 200: json(z.object({ authUrl: z.string(), expiresAt: instantSchema }), 'Open it in this browser; single use, 10 minutes') },
});
export const contentAuthCallback = defineRoute({
  method: 'get',
  path: '/api/tiktok/auth/callback',
  tag,
  summary: 'The same as `/auth/tiktok/callback`, for apps that registered this address',
  access: 'recognised',
  limit: 'connect',
  responses: { 200: page('Connected'), 400: page('Not connected, with the reason') },
});
export const refreshContentAuth = defineRoute({
  method: 'post',
  path: '/api/tiktok/auth/refresh/{accountId}',
  tag,
  summary: 'Refresh the tokens of an account now',
  access: 'content:write',
  problems: [409, 422, 502, 503],
  request: { params: accountParam },
  responses: { 200: json(contentAccountSchema, 'The account, with its new lifetimes') },
});
export const contentAuthStatus = defineRoute({
  method: 'get',
  path: '/api/tiktok/auth/status/{accountId}',
  tag,
  summary: 'Status, scopes and expiry of an account',
  access: 'content:read',
  request: { params: accountParam },
  responses: { 200: json(contentAccountSchema, 'The account') },
});
export const disconnectContentAuth = defineRoute({
  method: 'delete',
  path: '/api/tiktok/auth/disconnect/{accountId}',
  tag,
  summary: 'Revoke the authorisation, forget the tokens, keep the history',
  access: 'content:write',
  request: { params: accountParam },
  responses: { 200: json(z.object({ isRevoked: z.boolean() }), 'Disconnected; `isRevoked`: the platform took the revocation') },
});

/** Whom a visitor wants to connect for: a store's code, or the text of a link. */
const visitQuery = z.object({
  store_code: z.string().max(100).optional().openapi({ example: 'JKT-014' }),
  token: z.string().max(300).optional(),
});
const connectTag = 'Connecting';
export const connectPage = defineRoute({
  method: 'get',
  path: '/connect/tiktok',
  tag: connectTag,
  summary: 'For store staff. With a code, and signed in or with a link: on to TikTok. With a link alone: a page with a button',
  access: 'recognised',
  limit: 'connect',
  request: { query: visitQuery.extend({ begin: z.string().max(10).optional() }) },
  responses: {
    200: page('Who asks, for which outlet, and a button'),
    302: { description: 'On to TikTok, with a signed state' },
    400: page('Neither a code nor a link'),
    401: page('A code alone is not enough'),
    404: page('There is no such store'),
    409: page('The link does not work any more'),
    422: page('This hub runs without the platform'),
  },
});
export const connectUrl = defineRoute({
  method: 'get',
  path: '/auth/url',
  tag: connectTag,
  summary: 'Where `/connect/tiktok` would lead. The address works in the browser (with the cookie) that asked for it',
  access: 'recognised',
  limit: 'connect',
  problems: [404, 409, 422],
  request: { query: visitQuery },
  responses: {
    200: json(
      z.object({ success: z.literal(true), authUrl: z.string(), data: z.object({ authUrl: z.string() }) }),
      'The address; single use, 10 minutes',
    ),
    401: json(failureSchema, 'A code alone is not enough'),
  },
});
export const connectCallback = defineRoute({
  method: 'get',
  path: '/auth/tiktok/callback',
  tag: connectTag,
  summary: 'Where TikTok sends the visitor back: a page that says connected, or why not and what to do',
  access: 'recognised',
  limit: 'connect',
  responses: { 200: page('Connected; names the store'), 400: page('Not connected, with the reason') },
});

/** Raw body, verified by signature. Not parsed by the router. */
export const contentWebhook = defineRoute({
  method: 'post',
  path: '/api/v1/platforms/webhook/tiktok-content',
  tag: 'Events from marketplaces',
  summary: 'TikTok for Developers events: signature checked on the raw body, stored, answered, processed after',
  access: 'public',
  responses: {
    200: { description: 'Stored' },
    400: { description: 'The body is not an event' },
    401: { description: 'The signature is not valid' },
    503: { description: 'Could not be stored; send it again' },
  },
});
