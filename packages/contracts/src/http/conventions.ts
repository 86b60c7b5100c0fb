import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import { isEnveloped } from './envelope.ts';
import { failuresOf } from './failures.ts';

/** What a caller must be allowed to do. Roles and API-key scopes are sets of these. */
export const permissions = [
  'orders:read',
  'orders:write',
  'printing:read',
  'printing:write',
  'printers:write',
  'shops:read',
  'shops:write',
  'stock:read',
  'stock:write',
  'rules:write',
  'content:read',
  'content:write',
  'users:read',
  'users:write',
  'audit:read',
] as const;
export type Permission = (typeof permissions)[number];

export const roles = ['owner', 'manager', 'packer', 'content', 'viewer'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

const readAll = permissions.filter((p) => p.endsWith(':read') && p !== 'users:read' && p !== 'audit:read');
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  owner: permissions,
  manager: permissions.filter((p) => p !== 'users:write'),
  // Packing needs nothing of what people post.
  packer: [...readAll.filter((p) => p !== 'content:read'), 'orders:write', 'printing:write'],
  content: ['content:read', 'content:write'],
  viewer: readAll,
};

/** Which inbound limit counts a call. `auth`, `admin` and `connect` count network addresses, the others callers. */
export type LimitClass = 'general' | 'auth' | 'upload' | 'print' | 'admin' | 'connect';

/**
 * What an `X-API-KEY` of the operators' surface must be allowed to do: the admin key may do both, an API key of the hub what its
 * scopes `content:read` and `content:write` say.
 */
export type AdminAccess = 'admin:read' | 'admin:write';

/**
 * Who may call: nobody in particular, nobody in particular but it matters who it is (`recognised`: the caller is set when
 * there is one), anybody signed in, holders of a permission, or operators with a key.
 */
export type Access = 'public' | 'recognised' | 'signed-in' | Permission | AdminAccess;

export function isAdminAccess(access: Access): access is AdminAccess {
  return access === 'admin:read' || access === 'admin:write';
}

function isOpen(access: Access): boolean {
  return access === 'public' || access === 'recognised';
}

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem');

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemSchema } } });

const ownProblems = {
  400: problem('The input is not valid; every failing field is named'),
  404: problem('There is no such thing here'),
  409: problem('Does not fit the current state'),
  412: problem('Somebody else changed it in the meantime'),
  422: problem('Understood, and refused'),
  502: problem('The marketplace did not answer'),
  503: problem('Not available now'),
} as const;
type OwnProblem = keyof typeof ownProblems;

interface HubRoute {
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  /** Which inbound limit counts the call; `general` unless named. */
  readonly limit?: LimitClass;
  /** Problems beside those that every route of its kind can answer. */
  readonly problems?: readonly OwnProblem[];
}

type Config = Omit<RouteConfig, 'path' | 'tags' | 'security'> & HubRoute & { path: string };

/** The problems that any route of this shape can answer, whatever it does. */
function problemsOf(input: Config): Record<number, unknown> {
  const { path, method, problems = [] } = input;
  if (isEnveloped(path)) {
    const isOpenToAll = isOpen(input.access);
    const hasBody = input.request?.body !== undefined;
    return failuresOf({ path, method, problems, isOpen: isOpenToAll, hasInput: input.request !== undefined, hasBody });
  }
  const statuses = new Set<OwnProblem>(input.problems);
  if (input.request) statuses.add(400);
  if (input.method === 'post' && !isOpen(input.access)) statuses.add(409).add(422);
  return {
    ...Object.fromEntries([...statuses].map((status) => [status, ownProblems[status]])),
    ...(isOpen(input.access) ? {} : { 401: problem('Not signed in'), 403: problem('Not allowed') }),
    // The path or the body may name something that is not there.
    ...(input.path.includes('{') || input.request?.body ? { 404: ownProblems[404] } : {}),
    ...(input.request?.body ? { 413: problem('Body too large'), 415: problem('Wrong content type') } : {}),
    429: problem('Too many requests'),
  };
}

function securityOf(access: Access) {
  if (isOpen(access)) return { security: [] };
  return { security: isAdminAccess(access) ? [{ adminKey: [] }] : [{ bearer: [] }, { session: [] }] };
}

/**
 * One operation of the HTTP API: its path, who may call it, and what it answers. The hub registers it, the OpenAPI document
 * shows it, and the tests walk it. Handlers return the answers named in `responses`; problems are thrown as `HubError`.
 */
export function defineRoute<const P extends string, const R extends Config & { path: P }>(input: R & { path: P }) {
  const { tag, access, limit, problems: _problems, ...config } = input;
  const route = createRoute<P, R>({
    ...(config as R),
    tags: [tag],
    ...securityOf(access),
    'x-access': access,
    'x-limit': limit ?? 'general',
    responses: { ...problemsOf(input), ...input.responses },
  });
  return Object.assign(route, { access: access as Access, limit: limit ?? ('general' as LimitClass) });
}

/** A JSON answer. */
export function json<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** A required JSON body. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { required: true, content: { 'application/json': { schema } } };
}

export const noContent = { description: 'Done' };

/** Cursor pagination of every list: `?limit=` 1–200 (50), `?cursor=` opaque. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().optional() });
}

/** A named schema, or null. `.nullable()` would make the named one itself nullable in the document. */
export function orNull<S extends z.ZodType>(schema: S) {
  return z.union([schema, z.null()]);
}

export const instantSchema = z.iso.datetime({ offset: true });
export const moneySchema = z
  .object({ amount: z.string(), currency: z.string() })
  .openapi('Money', { example: { amount: '12.50', currency: 'USD' } });
export const idParam = (name: string, kind: string) =>
  z.object({
    [name]: z
      .string()
      .max(40)
      .openapi({ param: { name, in: 'path' }, example: `${kind}_01k9q6x8y7z5w4v3t2s1r0q9p8` }),
  });

/** A yes/no query parameter: `true` or `false`. */
export const booleanQuery = z.enum(['true', 'false']).transform((text) => text === 'true');
