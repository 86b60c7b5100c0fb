import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json } from './conventions.ts';

const tag = 'Operations';
const breaker = z.object({
  name: z.string(),
  state: z.enum(['closed', 'half-open', 'open']),
  failures: z.number().int(),
  changedAt: instantSchema,
});
export const healthSchema = z
  .object({
    status: z.enum(['healthy', 'unhealthy']),
    timestamp: instantSchema,
    uptime: z.number(),
    version: z.string(),
    requestId: z.string(),
    checks: z.object({
      database: z.enum(['ok', 'failed']),
      encryption: z.enum(['ok', 'failed']),
      scheduler: z.enum(['enabled', 'disabled']),
    }),
    circuitBreakers: z.array(breaker),
    responseTime: z.number(),
  })
  .openapi('Health', {
    example: {
      status: 'healthy',
      timestamp: '2026-11-21T02:00:07.120Z',
      uptime: 86_400.5,
      version: '0.1.0',
      requestId: '5f1c9a52-7f0e-4a53-9d3f-2b1c54e0a7aa',
      checks: { database: 'ok', encryption: 'ok', scheduler: 'enabled' },
      circuitBreakers: [{ name: 'tiktok_shop orders', state: 'closed', failures: 0, changedAt: '2026-11-20T11:12:13.000Z' }],
      responseTime: 2.4,
    },
  });
export const health = defineRoute({
  method: 'get',
  path: '/health',
  tag,
  summary: 'Is the hub well',
  access: 'public',
  responses: { 200: json(healthSchema, 'Healthy'), 503: json(healthSchema, 'The database or the key fails') },
});
export const ready = defineRoute({
  method: 'get',
  path: '/ready',
  tag,
  summary: 'May this process take traffic',
  access: 'public',
  responses: {
    200: json(z.object({ isReady: z.literal(true) }), 'Yes'),
    503: json(z.object({ isReady: z.literal(false), reason: z.string() }), 'Not now'),
  },
});
export const metrics = defineRoute({
  method: 'get',
  path: '/metrics',
  tag,
  summary: 'Prometheus metrics; behind METRICS_TOKEN unless bound to loopback',
  access: 'public',
  responses: {
    200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } },
    401: { description: 'Token missing or wrong' },
  },
});
export const errorMetrics = defineRoute({
  method: 'get',
  path: '/metrics/errors',
  tag,
  summary: "Error counts by category, with the circuit breakers' states",
  access: 'public',
  responses: {
    200: json(
      z.object({
        since: instantSchema,
        total: z.number().int(),
        categories: z.record(z.string(), z.number().int()),
        circuitBreakers: z.array(breaker),
      }),
      'Counts since start',
    ),
    401: { description: 'Token missing or wrong' },
  },
});
export const rateLimitStatus = defineRoute({
  method: 'get',
  path: '/api/rate-limits/status',
  tag,
  summary: "The caller's inbound limits and every shop's outbound budget",
  access: 'signed-in',
  responses: {
    200: json(
      z.object({
        inbound: z.array(
          z.object({
            name: z.string(),
            limit: z.number().int(),
            windowSeconds: z.number().int(),
            remaining: z.number().int(),
            resetSeconds: z.number(),
          }),
        ),
        outbound: z.array(z.object({ platform: z.string(), key: z.string(), requestsPerSecond: z.number(), waitMs: z.number() })),
      }),
      'Limits',
    ),
  },
});
/** What the first-run guide needs to know before anybody is signed in. */
export const setupState = defineRoute({
  method: 'get',
  path: '/api/setup',
  tag,
  summary: 'Does this install have its first user yet, and which sign-in ways are open',
  access: 'public',
  responses: {
    200: json(
      z.object({ hasUsers: z.boolean(), isRegistrationOpen: z.boolean(), externalIssuer: z.string().nullable(), isDemo: z.boolean() }),
      'State',
    ),
  },
});
export const home = defineRoute({
  method: 'get',
  path: '/api/home',
  tag,
  summary: 'The numbers of the home screen, and the steps of the guide',
  access: 'orders:read',
  responses: {
    200: json(
      z
        .object({
          toShip: z.number().int(),
          lateSoon: z.number().int(),
          late: z.number().int(),
          printedToday: z.number().int(),
          waitingJobs: z.number().int(),
          undecidedJobs: z.number().int(),
          shortfalls: z.number().int(),
          shopsNeedingCare: z.number().int(),
          printersNeedingCare: z.number().int(),
          ordersToday: z.number().int(),
          /** From the order's event to paper, of today's labels, in ms. */
          eventToPaperP50Ms: z.number().nullable(),
          eventToPaperP95Ms: z.number().nullable(),
          hours: z.array(z.object({ hour: instantSchema, orders: z.number().int(), printed: z.number().int() })),
          guide: z.array(z.object({ step: z.enum(['shop', 'sku', 'agent', 'printer', 'rule', 'first-label']), isDone: z.boolean() })),
        })
        .openapi('Home'),
      'Numbers',
    ),
  },
});

/** One live change, as sent over `GET /api/events` (server-sent events, event name `change`). It says what to read again. */
export const liveChangeSchema = z.object({
  topic: z.enum(['order', 'print-job', 'printer', 'agent', 'shop', 'run', 'stock', 'rule', 'member', 'outlet', 'content-account']),
  id: z.string(),
  /** What happened, for the ticker: `imported`, `arranged`, `label-fetched`, `printing`, `confirmed` … */
  what: z.string(),
  at: instantSchema,
});
export type LiveChange = z.infer<typeof liveChangeSchema>;
export const liveEvents = defineRoute({
  method: 'get',
  path: '/api/events',
  tag,
  summary: 'Server-sent events: what changed, so that screens read it again',
  access: 'signed-in',
  responses: { 200: { description: 'A stream of changes', content: { 'text/event-stream': { schema: z.string() } } } },
});
