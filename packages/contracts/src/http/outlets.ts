import { z } from '@hono/zod-openapi';
import { booleanQuery, defineRoute, instantSchema, json, jsonBody, noContent, pageOf, pageQuery } from './conventions.ts';

const tag = 'Outlets';

/** Of an account, and of an outlet (the worst of its accounts). */
export const connectStatuses = ['NOT_CONNECTED', 'CONNECTED', 'NEED_RECONNECT', 'EXPIRED', 'ERROR'] as const;
export const connectStatusSchema = z.enum(connectStatuses);
export type ConnectStatus = z.infer<typeof connectStatusSchema>;

/** An account whose profile and videos are tracked: who it is, and whether it can be read. */
export const contentAccountSchema = z
  .object({
    id: z.string(),
    outletId: z.string().nullable(),
    outletCode: z.string().nullable(),
    outletName: z.string().nullable(),
    connectionId: z.string(),
    platform: z.string(),
    platformTitle: z.string(),
    externalId: z.string(),
    handle: z.string(),
    displayName: z.string(),
    isVerified: z.boolean(),
    timeZone: z.string(),
    status: connectStatusSchema,
    statusReason: z.string(),
    scopes: z.array(z.string()),
    /** Asked for, and not granted. */
    missingScopes: z.array(z.string()),
    /** What the granted scopes allow. */
    can: z.object({ profile: z.boolean(), counters: z.boolean(), videos: z.boolean() }),
    connectedAt: instantSchema,
    disconnectedAt: instantSchema.nullable(),
    accessExpiresAt: instantSchema.nullable(),
    /** When the account must be connected again at the latest. */
    refreshExpiresAt: instantSchema.nullable(),
    refreshedAt: instantSchema.nullable(),
    profileAt: instantSchema.nullable(),
    videosAt: instantSchema.nullable(),
  })
  .openapi('ContentAccount');

export const outletCodeSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,50}$/, 'needs 1 to 50 letters, digits, hyphens or underscores')
  .openapi({ example: 'JKT-014' });
/** An IANA name; the account's own day is the day there. */
export const timeZoneSchema = z.string().trim().min(1).max(60).openapi({ example: 'Asia/Jakarta' });
const name = z.string().trim().min(1).max(255);

export const outletSchema = z
  .object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    picName: z.string(),
    picContact: z.string(),
    groupName: z.string(),
    timeZone: z.string(),
    /** The worst of its accounts; `NOT_CONNECTED` when it has none. */
    status: connectStatusSchema,
    accounts: z.array(contentAccountSchema),
    /** Links that still work. */
    openInvitations: z.number().int(),
    version: z.number().int(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
    archivedAt: instantSchema.nullable(),
  })
  .openapi('Outlet');

const outletInput = z.object({
  code: outletCodeSchema,
  name,
  picName: name,
  picContact: z.string().trim().max(255).default(''),
  groupName: z.string().trim().max(100).default(''),
  /** The hub's own when left out. */
  timeZone: timeZoneSchema.optional(),
});
const outletChange = z
  .object({
    code: outletCodeSchema,
    name,
    picName: name,
    picContact: z.string().trim().max(255),
    groupName: z.string().trim().max(100),
    timeZone: timeZoneSchema,
  })
  .partial();
const outletParam = z.object({ outletId: z.string().max(40) });
const outletFilters = {
  /** Part of the code, the name, the person, the contact or an account's name. */
  q: z.string().trim().max(100).optional(),
  status: connectStatusSchema.optional(),
  group: z.string().max(100).optional(),
  isArchived: booleanQuery.optional(),
};

export const listOutlets = defineRoute({
  method: 'get',
  path: '/api/outlets',
  tag,
  summary: 'Outlets by code, with the status of their accounts; `?format=csv` streams CSV',
  access: 'content:read',
  request: { query: z.object({ ...pageQuery, ...outletFilters, format: z.enum(['json', 'csv']).default('json') }) },
  responses: {
    200: { description: 'Outlets', content: { 'application/json': { schema: pageOf(outletSchema) }, 'text/csv': { schema: z.string() } } },
  },
});
export const summariseOutlets = defineRoute({
  method: 'get',
  path: '/api/outlets/summary',
  tag,
  summary: 'How many outlets each status holds, the groups, and how many authorisations end soon',
  access: 'content:read',
  responses: {
    200: json(
      z
        .object({
          total: z.number().int(),
          archived: z.number().int(),
          statuses: z.record(connectStatusSchema, z.number().int()),
          groups: z.array(z.object({ name: z.string(), outlets: z.number().int() })),
          accounts: z.number().int(),
          endsWithin24h: z.number().int(),
          endsWithin48h: z.number().int(),
          endsWithin30d: z.number().int(),
        })
        .openapi('OutletSummary'),
      'Counts, archived outlets left out',
    ),
  },
});
export const createOutlet = defineRoute({
  method: 'post',
  path: '/api/outlets',
  tag,
  summary: 'Make an outlet',
  access: 'content:write',
  problems: [409],
  request: { body: jsonBody(outletInput) },
  responses: { 201: json(outletSchema, 'The outlet') },
});
export const getOutlet = defineRoute({
  method: 'get',
  path: '/api/outlets/{outletId}',
  tag,
  summary: 'One outlet with its accounts',
  access: 'content:read',
  request: { params: outletParam },
  responses: { 200: json(outletSchema, 'The outlet') },
});
export const changeOutlet = defineRoute({
  method: 'patch',
  path: '/api/outlets/{outletId}',
  tag,
  summary: 'Change an outlet (If-Match: version); a new time zone is for its new accounts',
  access: 'content:write',
  problems: [409, 412],
  request: { params: outletParam, headers: z.object({ 'if-match': z.string().optional() }), body: jsonBody(outletChange) },
  responses: { 200: json(outletSchema, 'The outlet') },
});
export const archiveOutlet = defineRoute({
  method: 'delete',
  path: '/api/outlets/{outletId}',
  tag,
  summary: 'Archive an outlet: its links end, its history stays. Refused while an account is connected',
  access: 'content:write',
  problems: [409],
  request: { params: outletParam },
  responses: { 204: noContent },
});
export const restoreOutlet = defineRoute({
  method: 'post',
  path: '/api/outlets/{outletId}/restore',
  tag,
  summary: 'Bring an archived outlet back; refused when its code is taken by now',
  access: 'content:write',
  problems: [409],
  request: { params: outletParam },
  responses: { 200: json(outletSchema, 'The outlet') },
});

export const outletImportColumns = ['code', 'name', 'pic_name', 'pic_contact', 'group', 'time_zone'] as const;
export const importOutlets = defineRoute({
  method: 'post',
  path: '/api/outlets/import',
  tag,
  summary: 'Outlets from CSV, at most 10,000 lines: looks first (`isDryRun`), then writes all or nothing',
  access: 'content:write',
  limit: 'upload',
  request: {
    body: jsonBody(
      z.object({
        /** First line: `code,name,pic_name` and, when wanted, `pic_contact,group,time_zone`, in any order. Comma, semicolon or tab. */
        csv: z.string().min(1).max(5_000_000),
        isDryRun: z.boolean().default(true),
        /** Otherwise a code that is there already is left as it is. */
        updateExisting: z.boolean().default(false),
      }),
    ),
  },
  responses: {
    200: json(
      z
        .object({
          isDryRun: z.boolean(),
          /** False when a line has errors: then nothing was written. */
          isApplied: z.boolean(),
          lines: z.number().int(),
          created: z.number().int(),
          updated: z.number().int(),
          unchanged: z.number().int(),
          skipped: z.number().int(),
          errorCount: z.number().int(),
          /** The first 500. `line` counts from 1, the header included. */
          errors: z.array(z.object({ line: z.number().int(), column: z.string(), message: z.string() })),
        })
        .openapi('OutletImport'),
      'What it did, or would do',
    ),
  },
});

export const outletInvitationKinds = ['single-use', 'until-connected'] as const;
export const outletInvitationSchema = z
  .object({
    id: z.string(),
    outletId: z.string(),
    kind: z.enum(outletInvitationKinds),
    state: z.enum(['open', 'used', 'expired', 'revoked']),
    createdBy: z.string(),
    createdAt: instantSchema,
    expiresAt: instantSchema,
    usedAt: instantSchema.nullable(),
    revokedAt: instantSchema.nullable(),
  })
  .openapi('OutletInvitation');
const invitationInput = {
  /** `single-use` connects one account; `until-connected` may be tried again until one of the outlet's accounts is connected. */
  kind: z.enum(outletInvitationKinds).default('until-connected'),
  expiresInDays: z.number().int().min(1).max(90).default(14),
};
export const listOutletInvitations = defineRoute({
  method: 'get',
  path: '/api/outlets/{outletId}/invitations',
  tag,
  summary: 'Links that were made for an outlet, the newest first; without their text',
  access: 'content:read',
  request: { params: outletParam },
  responses: { 200: json(z.object({ items: z.array(outletInvitationSchema) }), 'Links') },
});
export const createOutletInvitation = defineRoute({
  method: 'post',
  path: '/api/outlets/{outletId}/invitations',
  tag,
  summary: 'Make a link for the person in charge; it is shown once',
  access: 'content:write',
  problems: [409],
  request: { params: outletParam, body: jsonBody(z.object(invitationInput)) },
  responses: {
    201: json(
      outletInvitationSchema.extend({ link: z.string(), message: z.object({ en: z.string(), id: z.string() }) }),
      'The link, and a text to send it with',
    ),
  },
});
export const revokeOutletInvitation = defineRoute({
  method: 'delete',
  path: '/api/outlets/{outletId}/invitations/{invitationId}',
  tag,
  summary: 'Take a link back',
  access: 'content:write',
  request: { params: z.object({ outletId: z.string().max(40), invitationId: z.string().max(40) }) },
  responses: { 204: noContent },
});

export const campaignRowSchema = z
  .object({
    outletId: z.string(),
    code: z.string(),
    name: z.string(),
    picName: z.string(),
    picContact: z.string(),
    groupName: z.string(),
    status: connectStatusSchema,
    link: z.string(),
    expiresAt: instantSchema,
    message: z.object({ en: z.string(), id: z.string() }),
  })
  .openapi('CampaignRow');
export const startCampaign = defineRoute({
  method: 'post',
  path: '/api/outlets/invitations/campaign',
  tag,
  summary: 'One link for each of many outlets; older open links of theirs end. The links are shown once, as rows or as CSV',
  access: 'content:write',
  request: {
    body: jsonBody(
      z.object({
        /** Those outlets; otherwise all that `who` names. */
        outletIds: z.array(z.string().max(40)).min(1).max(10_000).optional(),
        /** `reconnect`: must connect again; `ends-soon`: the authorisation ends within 30 days; `never-connected`: has no account. */
        who: z.array(z.enum(['reconnect', 'ends-soon', 'never-connected'])).default(['reconnect']),
        group: z.string().max(100).optional(),
        ...invitationInput,
        format: z.enum(['json', 'csv']).default('json'),
      }),
    ),
  },
  responses: {
    200: {
      description: 'The links',
      content: { 'application/json': { schema: z.object({ items: z.array(campaignRowSchema) }) }, 'text/csv': { schema: z.string() } },
    },
  },
});
