import { z } from '@hono/zod-openapi';
import {
  contentCountersSchema,
  contentFiguresSchema,
  contentVideoSchema,
  daySchema,
  ownedVideoSchema,
  ownPeriodSchema,
  periodQuery,
} from './content-figures.ts';
import { defineRoute, instantSchema, json, orNull, pageOf, pageQuery } from './conventions.ts';
import { connectStatusSchema } from './outlets.ts';

const tag = 'Content reports';
const access = 'content:read';
const pair = { figures: contentFiguresSchema, compared: orNull(contentFiguresSchema) };

export const contentSummarySchema = z
  .object({
    /** Of the account that is furthest ahead; the others' own days may be a day behind. */
    period: ownPeriodSchema,
    comparedPeriod: orNull(ownPeriodSchema),
    ...pair,
    accounts: z.number().int(),
    /** How many rows of the board have each status. */
    statuses: z.record(connectStatusSchema, z.number().int()),
    days: z.array(
      z.object({
        day: daySchema,
        accountsRead: z.number().int(),
        accountsMissing: z.number().int(),
        followersChange: z.number().int().nullable(),
        views: z.number().int().nullable(),
      }),
    ),
    /** The most views gained first. */
    outlets: z.array(
      z.object({
        outletId: z.string(),
        outletCode: z.string(),
        outletName: z.string(),
        group: z.string(),
        accounts: z.number().int(),
        ...pair,
      }),
    ),
    outletCount: z.number().int(),
    groups: z.array(z.object({ group: z.string(), accounts: z.number().int(), ...pair })),
    topVideos: z.array(ownedVideoSchema),
    /** Videos whose views per day fell to less than half of their own former pace; the most lost views first. */
    fallingVideos: z.array(ownedVideoSchema.extend({ formerPerDay: z.number(), recentPerDay: z.number() })),
  })
  .openapi('ContentSummary');
export const getContentSummary = defineRoute({
  method: 'get',
  path: '/api/content/summary',
  tag,
  summary: 'Totals, growth and engagement of all accounts, per outlet and group, with the best and the falling videos',
  access,
  request: {
    query: z.object({
      ...periodQuery,
      group: z.string().max(100).optional(),
      /** How many outlets and videos to name. */
      top: z.coerce.number().int().min(1).max(500).default(10),
    }),
  },
  responses: { 200: json(contentSummarySchema, 'The summary') },
});

/**
 * `TOKEN_ENDS` {hours, endsAt} · `NEEDS_RECONNECT` {status} · `SYNC_SLOW` {minutes, job} · `SYNC_FAILURES` {percent, failed, total, job} ·
 * `DAYS_MISSING` {days, ofDays}.
 */
export const contentAlertCodes = ['TOKEN_ENDS', 'NEEDS_RECONNECT', 'SYNC_SLOW', 'SYNC_FAILURES', 'DAYS_MISSING'] as const;
export const contentAlertSchema = z
  .object({
    code: z.enum(contentAlertCodes),
    severity: z.enum(['warning', 'critical']),
    /** What the words of the code need. */
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    outletName: z.string(),
    handle: z.string(),
    since: instantSchema.nullable(),
    link: z.object({ kind: z.enum(['account', 'outlet', 'run']), id: z.string() }),
  })
  .openapi('ContentAlert');
export const listContentAlerts = defineRoute({
  method: 'get',
  path: '/api/content/alerts',
  tag,
  summary: 'What needs a person: consents that end, accounts to reconnect, slow or failing runs, missing days',
  access,
  request: { query: z.object({ limit: pageQuery.limit }) },
  responses: {
    200: json(
      z.object({
        /** The critical first. */
        items: z.array(contentAlertSchema),
        total: z.number().int(),
        counts: z.array(z.object({ code: z.enum(contentAlertCodes), severity: z.enum(['warning', 'critical']), count: z.number().int() })),
      }),
      'Alerts of now',
    ),
  },
});

export const getContentPicture = defineRoute({
  method: 'get',
  path: '/api/content/pictures/{sha256}',
  tag,
  summary: 'A stored cover or profile picture',
  access,
  request: { params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) },
  responses: {
    200: {
      description: 'The picture',
      content: { 'image/webp': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
});

const plainTag = 'Content accounts';
const accountParam = z.object({ accountId: z.string().max(40) });
export const getContentUser = defineRoute({
  method: 'get',
  path: '/api/tiktok/user/{accountId}',
  tag: plainTag,
  summary: 'Profile and counters, as last read',
  access,
  request: { params: accountParam },
  responses: {
    200: json(
      z
        .object({
          accountId: z.string(),
          externalId: z.string(),
          handle: z.string(),
          displayName: z.string(),
          avatarUrl: z.string().nullable(),
          bio: z.string(),
          isVerified: z.boolean(),
          status: connectStatusSchema,
          timeZone: z.string(),
          /** Null where the account did not grant its counters, or before the first reading. */
          counters: z
            .object({
              day: daySchema,
              followers: z.number().int(),
              following: z.number().int(),
              likes: z.number().int(),
              videos: z.number().int(),
            })
            .nullable(),
          lastSyncAt: instantSchema.nullable(),
        })
        .openapi('ContentUser'),
      'The account',
    ),
  },
});
export const listContentUserVideos = defineRoute({
  method: 'get',
  path: '/api/tiktok/videos/{accountId}',
  tag: plainTag,
  summary: 'Videos with their latest counters, the newest first',
  access,
  request: { params: accountParam, query: z.object(pageQuery) },
  responses: { 200: json(pageOf(contentVideoSchema.omit({ gained: true, engagementRate: true })), 'Videos') },
});
export const getContentAnalytics = defineRoute({
  method: 'get',
  path: '/api/tiktok/analytics/{accountId}',
  tag: plainTag,
  summary: 'Aggregates over a period: totals, growth, engagement rate, best videos',
  access,
  request: { params: accountParam, query: z.object(periodQuery) },
  responses: {
    200: json(
      z
        .object({
          accountId: z.string(),
          period: ownPeriodSchema,
          comparedPeriod: orNull(ownPeriodSchema),
          ...pair,
          /** Sums over all videos as last read. */
          totals: contentCountersSchema.extend({ videos: z.number().int() }),
          bestVideos: z.array(contentVideoSchema),
        })
        .openapi('ContentAnalytics'),
      'The aggregates',
    ),
  },
});
