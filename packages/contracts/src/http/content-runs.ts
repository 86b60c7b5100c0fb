import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, jsonBody, pageOf, pageQuery } from './conventions.ts';

const tag = 'Content sync';
const id = z.string().max(40);

/** What one run reads: profiles, videos, or nothing but new tokens. */
export const contentJobs = ['refresh_tokens', 'user', 'video'] as const;
export const contentJobSchema = z.enum(contentJobs);
export type ContentJob = z.infer<typeof contentJobSchema>;

export const contentRunTotalsSchema = z
  .object({
    accounts: z.number().int(),
    done: z.number().int(),
    failed: z.number().int(),
    /** Accounts that could not be read because a person must act first, or that did not grant it. */
    skipped: z.number().int(),
    /** Calls to the platform that were answered. */
    calls: z.number().int(),
    videos: z.number().int(),
    refreshed: z.number().int(),
  })
  .openapi('ContentRunTotals');

export const contentRunSchema = z
  .object({
    id: z.string(),
    job: contentJobSchema,
    outletId: z.string().nullable(),
    accountId: z.string().nullable(),
    /** Taken up in the evening because nobody had read these accounts on their own day. */
    isCatchUp: z.boolean(),
    status: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
    requestedBy: z.string(),
    total: z.number().int(),
    /** Accounts that are through: done, failed or skipped. */
    processed: z.number().int(),
    percent: z.number(),
    etaSeconds: z.number().nullable(),
    totals: contentRunTotalsSchema,
    message: z.string(),
    createdAt: instantSchema,
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
  })
  .openapi('ContentRun');

const runsStarted = json(
  z.object({ runs: z.array(contentRunSchema), isJoined: z.boolean() }).openapi('ContentRunsStarted'),
  'The runs; joined, not started anew, where one was under way',
);
const runParam = { params: z.object({ runId: id }) };

export const listContentRuns = defineRoute({
  method: 'get',
  path: '/api/content/runs',
  tag,
  summary: 'Runs of content sync, newest first',
  access: 'content:read',
  request: { query: z.object({ ...pageQuery, job: contentJobSchema.optional(), outletId: id.optional() }) },
  responses: { 200: json(pageOf(contentRunSchema), 'Runs') },
});
export const startContentRun = defineRoute({
  method: 'post',
  path: '/api/content/runs',
  tag,
  summary: 'Sync now: all, profiles, videos or tokens; of everybody, one outlet or one account',
  access: 'content:write',
  request: {
    body: jsonBody(z.object({ job: z.enum(['all', ...contentJobs]).default('all'), outletId: id.optional(), accountId: id.optional() })),
  },
  responses: { 202: runsStarted },
});
export const getContentRun = defineRoute({
  method: 'get',
  path: '/api/content/runs/{runId}',
  tag,
  summary: 'Progress of a run of content sync',
  access: 'content:read',
  request: runParam,
  responses: { 200: json(contentRunSchema, 'The run') },
});

export const contentItemStates = ['waiting', 'done', 'failed', 'skipped'] as const;
export const contentRunItemSchema = z
  .object({
    accountId: z.string(),
    handle: z.string(),
    displayName: z.string(),
    outletId: z.string().nullable(),
    outletName: z.string().nullable(),
    state: z.enum(contentItemStates),
    tries: z.number().int(),
    pages: z.number().int(),
    videos: z.number().int(),
    message: z.string(),
  })
  .openapi('ContentRunItem');
export const listContentRunItems = defineRoute({
  method: 'get',
  path: '/api/content/runs/{runId}/items',
  tag,
  summary: 'The accounts of a run with how each went',
  access: 'content:read',
  request: { ...runParam, query: z.object({ ...pageQuery, state: z.enum(contentItemStates).optional() }) },
  responses: { 200: json(pageOf(contentRunItemSchema), 'Accounts') },
});
export const retryContentRun = defineRoute({
  method: 'post',
  path: '/api/content/runs/{runId}/retry-failed',
  tag,
  summary: 'A new run for the accounts that failed or were skipped in this one',
  access: 'content:write',
  request: runParam,
  responses: { 202: runsStarted },
});
export const cancelContentRun = defineRoute({
  method: 'post',
  path: '/api/content/runs/{runId}/cancel',
  tag,
  summary: 'Stop a run; what was recorded stays',
  access: 'content:write',
  request: runParam,
  responses: { 200: json(contentRunSchema, 'The run') },
});

export const contentScheduleSchema = z
  .object({
    job: contentJobSchema,
    cron: z.string(),
    /** The one of the environment, which holds when the organisation named none. */
    defaultCron: z.string(),
    timeZone: z.string(),
    isPaused: z.boolean(),
    /** False when this hub runs no calendar at all. */
    isEnabled: z.boolean(),
    isRunning: z.boolean(),
    nextRunAt: instantSchema.nullable(),
    lastRunAt: instantSchema.nullable(),
    lastStatus: z.string(),
  })
  .openapi('ContentSchedule');
export const listContentSchedules = defineRoute({
  method: 'get',
  path: '/api/content/schedules',
  tag,
  summary: 'When each job runs by itself, and how it went last',
  access: 'content:read',
  responses: { 200: json(z.object({ items: z.array(contentScheduleSchema) }), 'Schedules') },
});
export const changeContentSchedule = defineRoute({
  method: 'put',
  path: '/api/content/schedules/{job}',
  tag,
  summary: 'Change or pause a schedule; `cron: null` goes back to the one of the environment',
  access: 'content:write',
  request: {
    params: z.object({ job: contentJobSchema }),
    body: jsonBody(z.object({ cron: z.string().trim().min(9).max(100).nullable().optional(), isPaused: z.boolean().optional() })),
  },
  responses: { 200: json(contentScheduleSchema, 'The schedule') },
});

const months = z.number().int().min(1).max(240).nullable();
export const contentSettingsSchema = z
  .object({
    /** Null keeps for good. */
    keepVideoDaysMonths: months,
    keepProfileDaysMonths: months,
    /** Whether days leave as files before they are deleted. */
    isArchiving: z.boolean(),
    version: z.number().int(),
  })
  .openapi('ContentSettings');
export const getContentSettings = defineRoute({
  method: 'get',
  path: '/api/content/settings',
  tag,
  summary: 'How long the history is kept',
  access: 'content:read',
  responses: { 200: json(contentSettingsSchema, 'Settings') },
});
export const changeContentSettings = defineRoute({
  method: 'put',
  path: '/api/content/settings',
  tag,
  summary: 'Change how long the history is kept (If-Match: version)',
  access: 'content:write',
  problems: [412],
  request: {
    headers: z.object({ 'if-match': z.string().optional() }),
    body: jsonBody(z.object({ keepVideoDaysMonths: months, keepProfileDaysMonths: months, isArchiving: z.boolean().optional() })),
  },
  responses: { 200: json(contentSettingsSchema, 'Settings') },
});

export const contentArchiveSchema = z
  .object({
    /** A line a day of an account, or a line a video and day. */
    kind: z.enum(['accounts', 'videos']),
    month: z.string().openapi({ example: '2026-03' }),
    part: z.number().int(),
    lines: z.number().int(),
    bytes: z.number().int(),
    createdAt: instantSchema,
  })
  .openapi('ContentArchive');
export const listContentArchives = defineRoute({
  method: 'get',
  path: '/api/content/archives',
  tag,
  summary: 'Files of the days that are no longer kept in the database, newest month first',
  access: 'content:read',
  responses: { 200: json(z.object({ items: z.array(contentArchiveSchema) }), 'Files') },
});
export const getContentArchive = defineRoute({
  method: 'get',
  path: '/api/content/archives/{kind}/{month}/{part}',
  tag,
  summary: 'One of these files: CSV, compressed by gzip',
  access: 'content:read',
  request: {
    params: z.object({
      kind: z.enum(['accounts', 'videos']),
      month: z.string().regex(/^[1-9]\d{3}-(0[1-9]|1[0-2])$/),
      part: z.coerce.number().int().min(1).max(1_000_000),
    }),
  },
  responses: {
    200: { description: 'The file', content: { 'application/gzip': { schema: z.string().openapi({ format: 'binary' }) } } },
  },
});

export const contentSyncLogSchema = z
  .object({
    id: z.string(),
    runId: z.string().nullable(),
    job: contentJobSchema,
    outletId: z.string().nullable(),
    outletName: z.string().nullable(),
    accountId: z.string().nullable(),
    handle: z.string().nullable(),
    status: z.enum(['succeeded', 'failed', 'skipped']),
    message: z.string(),
    rawError: z.string(),
    durationMs: z.number().int(),
    runAt: instantSchema,
  })
  .openapi('ContentSyncLogLine');
export const listContentSyncLog = defineRoute({
  method: 'get',
  path: '/api/content/sync-log',
  tag,
  summary: 'What was read when and how it went, newest first; `?format=csv` streams CSV',
  access: 'content:read',
  request: {
    query: z.object({
      ...pageQuery,
      outletId: id.optional(),
      accountId: id.optional(),
      job: contentJobSchema.optional(),
      status: z.enum(['succeeded', 'failed', 'skipped']).optional(),
      format: z.enum(['json', 'csv']).default('json'),
    }),
  },
  responses: {
    200: {
      description: 'Lines',
      content: { 'application/json': { schema: pageOf(contentSyncLogSchema) }, 'text/csv': { schema: z.string() } },
    },
  },
});

const accountParam = { params: z.object({ accountId: id }) };
export const syncContentAccount = defineRoute({
  method: 'post',
  path: '/api/tiktok/sync/{accountId}',
  tag,
  summary: 'Sync one account now: profile and videos',
  access: 'content:write',
  request: accountParam,
  responses: { 202: runsStarted },
});
export const contentAccountSyncSchema = z
  .object({
    accountId: z.string(),
    isRunning: z.boolean(),
    profileAt: instantSchema.nullable(),
    videosAt: instantSchema.nullable(),
    problem: z.string(),
    /** Runs that read this account, newest first: what runs now, and the last ones. */
    runs: z.array(contentRunSchema),
  })
  .openapi('ContentAccountSync');
export const contentAccountSyncStatus = defineRoute({
  method: 'get',
  path: '/api/tiktok/sync/status/{accountId}',
  tag,
  summary: 'How far the sync of one account is',
  access: 'content:read',
  request: accountParam,
  responses: { 200: json(contentAccountSyncSchema, 'Progress') },
});
