import { z } from '@hono/zod-openapi';
import {
  contentCountersSchema,
  contentFiguresSchema,
  contentVideoSchema,
  daySchema,
  dayStateSchema,
  ownPeriodSchema,
  periodQuery,
} from './content-figures.ts';
import { defineRoute, instantSchema, json, orNull, pageOf, pageQuery } from './conventions.ts';
import { connectStatusSchema } from './outlets.ts';

const tag = 'Content reports';
const access = 'content:read';
const formatQuery = { format: z.enum(['json', 'csv']).default('json') };
const accountParam = z.object({ accountId: z.string().max(40) });
const jsonOrCsv = <S extends z.ZodType>(schema: S, description: string) => ({
  200: { description, content: { 'application/json': { schema }, 'text/csv': { schema: z.string() } } },
});

/** Where an account belongs and how it stands. */
const accountHead = {
  outletId: z.string().nullable(),
  outletCode: z.string(),
  outletName: z.string(),
  group: z.string(),
  picName: z.string(),
  accountId: z.string().nullable(),
  platform: z.string().nullable(),
  handle: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().nullable(),
  status: connectStatusSchema,
  problem: z.string(),
  timeZone: z.string(),
  lastSyncAt: instantSchema.nullable(),
  /** When the consent ends for good unless it is renewed; short-lived access tokens are renewed by themselves. */
  tokenEndsAt: instantSchema.nullable(),
};

/** One entry a day, the oldest first, at most the last 92 days of the period. Missing days are null, never filled. */
export const contentStripSchema = z
  .object({
    from: daySchema,
    states: z.array(dayStateSchema),
    followers: z.array(z.number().int().nullable()),
    /** Against the nearest known day before. */
    followersChange: z.array(z.number().int().nullable()),
    views: z.array(z.number().int().nullable()),
  })
  .openapi('ContentStrip');

export const boardRowSchema = z
  .object({
    /** The account's id, or the outlet's where it has no account. */
    id: z.string(),
    ...accountHead,
    period: orNull(ownPeriodSchema),
    figures: orNull(contentFiguresSchema),
    compared: orNull(contentFiguresSchema),
    bestVideo: orNull(contentVideoSchema),
    strip: orNull(contentStripSchema),
  })
  .openapi('ContentBoardRow');

export const boardSorts = [
  'outlet',
  'group',
  'pic',
  'account',
  'status',
  'followers',
  'growth',
  'growthPercent',
  'views',
  'likes',
  'comments',
  'shares',
  'engagement',
  'posted',
  'missing',
  'lastSync',
  'tokenEnd',
] as const;

export const listContentAccounts = defineRoute({
  method: 'get',
  path: '/api/content/accounts',
  tag,
  summary: 'The board: one row an account, and the outlets that have none; `?format=csv` streams CSV',
  access,
  request: {
    query: z.object({
      ...pageQuery,
      ...periodQuery,
      ...formatQuery,
      group: z.string().max(100).optional(),
      outletId: z.string().max(40).optional(),
      status: connectStatusSchema.optional(),
      /** Outlet code or name, person in charge, handle or display name; any part of them. */
      q: z.string().max(100).optional(),
      sort: z.enum(boardSorts).default('outlet'),
      order: z.enum(['asc', 'desc']).optional(),
    }),
  },
  responses: jsonOrCsv(pageOf(boardRowSchema), 'Accounts; rows without a value come last'),
});

export const accountDaySchema = z
  .object({
    day: daySchema,
    state: dayStateSchema,
    followers: z.number().int().nullable(),
    following: z.number().int().nullable(),
    likes: z.number().int().nullable(),
    videos: z.number().int().nullable(),
    /** Sum over the videos that were there. */
    views: z.number().int().nullable(),
    /** Against the nearest known day before. */
    followersChange: z.number().int().nullable(),
    gained: orNull(contentCountersSchema),
  })
  .openapi('ContentAccountDay');
const profileCounters = z.object({
  day: daySchema,
  followers: z.number().int(),
  following: z.number().int(),
  likes: z.number().int(),
  videos: z.number().int(),
});

export const getContentAccount = defineRoute({
  method: 'get',
  path: '/api/content/accounts/{accountId}',
  tag,
  summary: 'One account: profile, counters now and at the start of the period, and every own day of it',
  access,
  request: { params: accountParam, query: z.object(periodQuery) },
  responses: {
    200: json(
      z
        .object({
          id: z.string(),
          ...accountHead,
          externalId: z.string(),
          bio: z.string(),
          isVerified: z.boolean(),
          connectedAt: instantSchema,
          disconnectedAt: instantSchema.nullable(),
          /** What the account's owner allowed us to read. */
          granted: z.object({ profile: z.boolean(), counters: z.boolean(), videos: z.boolean() }),
          period: ownPeriodSchema,
          figures: contentFiguresSchema,
          /** The last known counters at or before the period's end, and before its beginning. */
          now: profileCounters.nullable(),
          start: profileCounters.nullable(),
          days: z.array(accountDaySchema),
          compared: z.object({ period: ownPeriodSchema, figures: contentFiguresSchema, days: z.array(accountDaySchema) }).nullable(),
        })
        .openapi('ContentAccountReport'),
      'The account',
    ),
  },
});

export const videoSorts = ['views', 'gained', 'posted', 'engagement'] as const;
const videoQuery = {
  ...pageQuery,
  ...periodQuery,
  q: z.string().max(100).optional(),
  sort: z.enum(videoSorts).default('gained'),
  order: z.enum(['asc', 'desc']).default('desc'),
};
export const listContentVideos = defineRoute({
  method: 'get',
  path: '/api/content/accounts/{accountId}/videos',
  tag,
  summary: 'Videos of an account with their latest counters and what they gained in the period; `?format=csv` streams CSV',
  access,
  request: { params: accountParam, query: z.object({ ...videoQuery, ...formatQuery }) },
  responses: jsonOrCsv(pageOf(contentVideoSchema), 'Videos; those without a value come last'),
});

export const videoDaySchema = z
  .object({
    day: daySchema,
    /** As the account's day, and `gone`: read, and the video was not there. */
    state: z.enum([...dayStateSchema.options, 'gone']),
    counters: orNull(contentCountersSchema),
    gained: orNull(contentCountersSchema),
  })
  .openapi('ContentVideoDay');
export const listContentVideoDays = defineRoute({
  method: 'get',
  path: '/api/content/accounts/{accountId}/videos/{videoId}/days',
  tag,
  summary: 'One video, every own day of the period',
  access,
  request: { params: accountParam.extend({ videoId: z.string().max(64) }), query: z.object(periodQuery) },
  responses: {
    200: json(
      z.object({ video: contentVideoSchema, period: ownPeriodSchema, days: z.array(videoDaySchema) }),
      'The days, the oldest first',
    ),
  },
});

export const bestTimesSchema = z
  .object({
    timeZone: z.string(),
    afterDays: z.number().int(),
    /** Cells that no video stands behind are left out. */
    cells: z.array(
      z.object({
        /** 1 is Monday, 7 Sunday, in the account's zone. */
        weekday: z.number().int().min(1).max(7),
        hour: z.number().int().min(0).max(23),
        medianViews: z.number(),
        videos: z.number().int(),
      }),
    ),
    videos: z.number().int(),
    /** Posted in the period, but not yet so old, or not read on that day. */
    leftOut: z.number().int(),
  })
  .openapi('ContentBestTimes');
export const getContentBestTimes = defineRoute({
  method: 'get',
  path: '/api/content/accounts/{accountId}/best-times',
  tag,
  summary: 'When posting paid: median views some days after posting, by weekday and hour of the account',
  access,
  request: {
    params: accountParam,
    query: z.object({
      days: periodQuery.days,
      from: periodQuery.from,
      to: periodQuery.to,
      afterDays: z.coerce.number().int().min(1).max(30).default(7),
    }),
  },
  responses: { 200: json(bestTimesSchema, 'The cells') },
});
