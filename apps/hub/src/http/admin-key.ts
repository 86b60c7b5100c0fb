import { createHash, timingSafeEqual } from 'node:crypto';
import type { AdminAccess, Permission } from '@shopfleet/contracts';
import type { Caller, HubEnv } from '@shopfleet/core/edge';
import { callerOfToken, type IdentityDeps, isApiKey } from '@shopfleet/core/identity';
import { findOldestTenant, findTenant } from '@shopfleet/core/tenancy';
import { HubError, type Secret } from '@shopfleet/kernel';
import type { Context } from 'hono';
import type { InboundLimits } from './inbound-limits.ts';

/** The key of the operators' surface, and for which organisation it acts: undefined is the oldest one. */
export interface AdminKey {
  readonly key: Secret | undefined;
  readonly tenantId: string | undefined;
}

export interface AdminKeyDeps {
  readonly identity: IdentityDeps;
  readonly limits: InboundLimits;
  readonly admin: AdminKey;
}

const neededScope: Readonly<Record<AdminAccess, Permission>> = { 'admin:read': 'content:read', 'admin:write': 'content:write' };

/**
 * Who calls the operators' surface with this `X-API-KEY`: the configured admin key, or an API key of the hub with the scope. Sessions
 * and Bearer tokens are no keys. Wrong keys are counted for each network; after the last that is allowed even a right one has to wait,
 * and a right one in between neither counts nor forgives. Throws `UNAUTHORIZED`, `FORBIDDEN`, `RATE_LIMIT_EXCEEDED`, `SERVER_MISCONFIG`.
 */
export async function callerOfKey(deps: AdminKeyDeps, c: Context<HubEnv>, access: AdminAccess, network: string): Promise<Caller> {
  await deps.limits.refuseIfSpent('wrong-key', network);
  const given = c.req.header('x-api-key');
  if (!given) throw noKey(deps.admin);
  const caller = await recognise(deps, given, c.req.header('x-tenant-id'), network);
  const scope = neededScope[access];
  if (!caller.permissions.has(scope)) throw new HubError('FORBIDDEN', { message: `This key lacks the scope ${scope}` });
  return caller;
}

async function recognise(deps: AdminKeyDeps, given: string, wantedTenant: string | undefined, network: string): Promise<Caller> {
  if (deps.admin.key && isSameText(given, deps.admin.key.reveal())) return operator(deps, wantedTenant);
  if (isApiKey(given)) {
    try {
      return await callerOfToken(deps.identity, given, wantedTenant);
    } catch (error) {
      if (!(error instanceof HubError) || error.code !== 'UNAUTHORIZED') throw error;
    }
  } else if (!deps.admin.key) throw noKey(deps.admin);
  await deps.limits.fail('wrong-key', network);
  throw new HubError('UNAUTHORIZED', { message: 'This key is not valid: it is unknown, has expired or was revoked' });
}

function noKey({ key }: AdminKey): HubError {
  if (key) return new HubError('UNAUTHORIZED', { message: 'Send the admin key or an API key of the hub as X-API-KEY' });
  const message = 'ADMIN_API_KEY is not set on the server; set it, at least 32 characters, and restart the hub';
  return new HubError('SERVER_MISCONFIG', { message });
}

async function operator(deps: AdminKeyDeps, wantedTenant: string | undefined): Promise<Caller> {
  const { tenantId } = deps.admin;
  const tenant = await deps.identity.db.asSystem((tx) => (tenantId === undefined ? findOldestTenant(tx) : findTenant(tx, tenantId)));
  if (!tenant) {
    const message = tenantId === undefined ? 'Nobody has registered at this hub yet' : 'ADMIN_TENANT_ID names no organisation of this hub';
    throw new HubError('SERVER_MISCONFIG', { message });
  }
  if (wantedTenant !== undefined && wantedTenant !== tenant.id) {
    throw new HubError('NOT_FOUND', { message: 'The admin key acts for another organisation than X-Tenant-Id' });
  }
  return {
    tenantId: tenant.id,
    userId: 'admin-key',
    actor: { kind: 'api-key', id: 'admin-key' },
    name: 'Admin key',
    permissions: new Set<Permission>(Object.values(neededScope)),
    plan: tenant.plan,
    sessionHash: 'admin-key',
  };
}

/** Takes as long for a near miss as for a far one, whatever their lengths. */
function isSameText(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
