import { z } from '@hono/zod-openapi';
import { defineRoute, instantSchema, json, jsonBody, noContent, pageOf, pageQuery, permissions, roleSchema } from './conventions.ts';

const tag = 'People';
const email = z.email().max(254);
const password = z.string().min(10, 'needs at least 10 characters').max(200);

export const meSchema = z
  .object({
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    tenantId: z.string(),
    tenantName: z.string(),
    plan: z.enum(['free', 'pro', 'enterprise']),
    role: roleSchema,
    permissions: z.array(z.enum(permissions)),
  })
  .openapi('Me');

export const sessionTokenSchema = z.object({ token: z.string(), expiresAt: instantSchema, user: meSchema }).openapi('SessionToken');

const registration = z.object({
  name: z.string().trim().min(1).max(100),
  email,
  password,
  organisation: z.string().trim().min(1).max(200).optional(),
  /** From the invitation link; joins that organisation instead of founding one. */
  invitation: z.string().max(200).optional(),
});

export const registerUser = defineRoute({
  method: 'post',
  path: '/api/user/register',
  tag,
  summary: 'Register with e-mail and password; the first user of a fresh install owns the first organisation',
  access: 'public',
  limit: 'auth',
  problems: [409, 422],
  request: { body: jsonBody(registration) },
  responses: {
    201: json(sessionTokenSchema, 'Registered and signed in'),
    403: { description: 'Registration is closed: ask for an invitation' },
  },
});

export const registerExternal = defineRoute({
  method: 'post',
  path: '/api/auth/register',
  tag,
  summary: 'Create the user of a person who signed in elsewhere (OIDC identity token), or with e-mail and password',
  access: 'public',
  limit: 'auth',
  problems: [409, 422],
  request: {
    body: jsonBody(
      z.union([
        registration,
        z.object({
          identityToken: z.string().min(20).max(8000),
          organisation: z.string().max(200).optional(),
          invitation: z.string().max(200).optional(),
        }),
      ]),
    ),
  },
  responses: {
    201: json(sessionTokenSchema, 'Registered and signed in'),
    401: { description: 'The identity token is not valid' },
    403: { description: 'Registration is closed: ask for an invitation' },
  },
});

export const login = defineRoute({
  method: 'post',
  path: '/api/user/login',
  tag,
  summary: 'Sign in; answers a session token and sets the session cookie',
  access: 'public',
  limit: 'auth',
  request: { body: jsonBody(z.object({ email, password: z.string().min(1).max(200) })) },
  responses: { 200: json(sessionTokenSchema, 'Signed in'), 401: { description: 'E-mail or password is wrong' } },
});

export const logout = defineRoute({
  method: 'post',
  path: '/api/user/logout',
  tag,
  summary: 'Sign out',
  access: 'signed-in',
  responses: { 204: noContent },
});

export const refreshSession = defineRoute({
  method: 'post',
  path: '/api/user/refresh',
  tag,
  summary: 'Prolong the session; answers a new token',
  access: 'signed-in',
  responses: { 200: json(sessionTokenSchema, 'Prolonged') },
});

export const me = defineRoute({
  method: 'get',
  path: '/api/user/me',
  tag,
  summary: 'Who am I',
  access: 'signed-in',
  responses: { 200: json(meSchema, 'You') },
});

export const changePassword = defineRoute({
  method: 'post',
  path: '/api/user/change-password',
  tag,
  summary: 'Change the password; ends all other sessions',
  access: 'signed-in',
  limit: 'auth',
  request: { body: jsonBody(z.object({ currentPassword: z.string().min(1).max(200), newPassword: password })) },
  responses: { 204: noContent },
});

export const sessionSchema = z
  .object({
    id: z.string(),
    createdAt: instantSchema,
    expiresAt: instantSchema,
    ipAddress: z.string(),
    userAgent: z.string(),
    isCurrent: z.boolean(),
  })
  .openapi('Session');
export const listSessions = defineRoute({
  method: 'get',
  path: '/api/user/sessions',
  tag,
  summary: 'My sessions',
  access: 'signed-in',
  responses: { 200: json(z.object({ items: z.array(sessionSchema) }), 'Sessions') },
});
export const endSession = defineRoute({
  method: 'delete',
  path: '/api/user/sessions/{sessionId}',
  tag,
  summary: 'End one of my sessions',
  access: 'signed-in',
  request: { params: z.object({ sessionId: z.string().max(100) }) },
  responses: { 204: noContent },
});

export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    hint: z.string(),
    scopes: z.array(z.enum(permissions)),
    createdAt: instantSchema,
    expiresAt: instantSchema.nullable(),
    lastUsedAt: instantSchema.nullable(),
    revokedAt: instantSchema.nullable(),
  })
  .openapi('ApiKey');
export const listApiKeys = defineRoute({
  method: 'get',
  path: '/api/user/api-keys',
  tag,
  summary: 'API keys of the organisation',
  access: 'users:read',
  responses: { 200: json(z.object({ items: z.array(apiKeySchema) }), 'Keys, without their secret') },
});
export const createApiKey = defineRoute({
  method: 'post',
  path: '/api/user/api-keys',
  tag,
  summary: 'Make an API key; the secret is shown once',
  access: 'users:write',
  request: {
    body: jsonBody(
      z.object({
        name: z.string().trim().min(1).max(100),
        scopes: z.array(z.enum(permissions)).min(1),
        expiresInDays: z.number().int().min(1).max(3650).optional(),
      }),
    ),
  },
  responses: { 201: json(apiKeySchema.extend({ secret: z.string() }), 'The key; keep the secret') },
});
export const revokeApiKey = defineRoute({
  method: 'delete',
  path: '/api/user/api-keys/{keyId}',
  tag,
  summary: 'Revoke an API key at once',
  access: 'users:write',
  request: { params: z.object({ keyId: z.string().max(40) }) },
  responses: { 204: noContent },
});

export const memberSchema = z
  .object({ userId: z.string(), name: z.string(), email: z.string(), role: roleSchema, joinedAt: instantSchema })
  .openapi('Member');
export const invitationSchema = z
  .object({ id: z.string(), email: z.string(), role: roleSchema, createdAt: instantSchema, expiresAt: instantSchema })
  .openapi('Invitation');
export const listMembers = defineRoute({
  method: 'get',
  path: '/api/users',
  tag,
  summary: 'Members of the organisation, and open invitations',
  access: 'users:read',
  responses: { 200: json(z.object({ items: z.array(memberSchema), invitations: z.array(invitationSchema) }), 'Members') },
});
export const inviteMember = defineRoute({
  method: 'post',
  path: '/api/users/invitations',
  tag,
  summary: 'Invite somebody; answers the link to send',
  access: 'users:write',
  request: { body: jsonBody(z.object({ email, role: roleSchema })) },
  responses: { 201: json(invitationSchema.extend({ link: z.string() }), 'The invitation; the link is shown once') },
});
export const revokeInvitation = defineRoute({
  method: 'delete',
  path: '/api/users/invitations/{invitationId}',
  tag,
  summary: 'Take an invitation back',
  access: 'users:write',
  request: { params: z.object({ invitationId: z.string().max(40) }) },
  responses: { 204: noContent },
});
export const changeMember = defineRoute({
  method: 'patch',
  path: '/api/users/{userId}',
  tag,
  summary: 'Change the role of a member; the last owner stays owner',
  access: 'users:write',
  problems: [409],
  request: { params: z.object({ userId: z.string().max(100) }), body: jsonBody(z.object({ role: roleSchema })) },
  responses: { 200: json(memberSchema, 'The member') },
});
export const removeMember = defineRoute({
  method: 'delete',
  path: '/api/users/{userId}',
  tag,
  summary: 'Remove a member; ends their sessions here',
  access: 'users:write',
  problems: [409],
  request: { params: z.object({ userId: z.string().max(100) }) },
  responses: { 204: noContent },
});

export const auditEntrySchema = z
  .object({
    number: z.number().int(),
    at: instantSchema,
    actorKind: z.string(),
    actorId: z.string(),
    actorName: z.string(),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: z.string(),
    detail: z.record(z.string(), z.unknown()),
  })
  .openapi('AuditEntry');
export const listAudit = defineRoute({
  method: 'get',
  path: '/api/audit',
  tag,
  summary: 'Audit trail, newest first',
  access: 'audit:read',
  request: { query: z.object({ ...pageQuery, subjectId: z.string().max(60).optional(), action: z.string().max(60).optional() }) },
  responses: { 200: json(pageOf(auditEntrySchema), 'Entries') },
});
export const verifyAudit = defineRoute({
  method: 'get',
  path: '/api/audit/verify',
  tag,
  summary: 'Recompute the chain of hashes; names the first entry that was changed, removed or inserted',
  access: 'audit:read',
  responses: {
    200: json(z.object({ isIntact: z.boolean(), entries: z.number().int(), firstBadNumber: z.number().int().nullable() }), 'The verdict'),
  },
});
