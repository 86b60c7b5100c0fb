import { type Permission, permissions, rolePermissions } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import type { Caller } from '../edge/index.ts';
import { findWorkingKey, noteKeyUsed } from './api-key-store.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { findExternalMemberships, findSessionMemberships, type MembershipRow } from './session-store.ts';
import { tokenHash } from './token-hash.ts';

export const apiKeyPrefix = 'sfk';

/** Whether this token claims to be an API key, and not a session or an identity token. */
export function isApiKey(token: string): boolean {
  return token.startsWith(`${apiKeyPrefix}_`);
}

/**
 * Who holds this token: an API key (`sfk_…`), an identity token of the external issuer, or a session. `tenantId` picks among the
 * organisations of a person, who else acts in the oldest. Throws `UNAUTHORIZED`, or `NOT_FOUND` for somebody else's organisation.
 */
export async function callerOfToken(deps: IdentityDeps, token: string, tenantId: string | undefined): Promise<Caller> {
  if (isApiKey(token)) return callerOfKey(deps, token, tenantId);
  if (deps.externalIssuer && token.split('.').length === 3) {
    const { providerId, accountId } = await deps.externalIssuer.verify(token);
    const rows = await deps.db.asSystem((tx) => findExternalMemberships(tx, providerId, accountId));
    return callerOfMember(rows, tenantId, tokenHash(`${providerId} ${accountId}`));
  }
  const hash = tokenHash(token);
  return callerOfMember(await deps.db.asSystem((tx) => findSessionMemberships(tx, hash)), tenantId, hash);
}

function callerOfMember(rows: readonly MembershipRow[], tenantId: string | undefined, sessionHash: string): Caller {
  if (rows.length === 0) throw new HubError('UNAUTHORIZED', { message: 'Your session is over or unknown; sign in again' });
  const member = tenantId === undefined ? rows[0] : rows.find((row) => row.tenant_id === tenantId);
  if (!member) throw new HubError('NOT_FOUND', { message: 'You belong to no organisation with this X-Tenant-Id' });
  return {
    tenantId: member.tenant_id,
    userId: member.user_id,
    actor: { kind: 'user', id: member.user_id },
    name: member.user_name,
    permissions: new Set(rolePermissions[member.role]),
    plan: member.plan,
    sessionHash,
  };
}

async function callerOfKey(deps: IdentityDeps, token: string, tenantId: string | undefined): Promise<Caller> {
  const hash = tokenHash(token);
  const key = await deps.db.asSystem(async (tx) => {
    const found = await findWorkingKey(tx, hash);
    if (found?.is_stale) await noteKeyUsed(tx, found.id);
    return found;
  });
  if (!key) throw new HubError('UNAUTHORIZED', { message: 'This API key is unknown, has expired or was revoked' });
  if (tenantId !== undefined && tenantId !== key.tenant_id) {
    throw new HubError('NOT_FOUND', { message: 'This API key belongs to another organisation than X-Tenant-Id' });
  }
  const known: ReadonlySet<string> = new Set(permissions);
  return {
    tenantId: key.tenant_id,
    userId: key.created_by,
    actor: { kind: 'api-key', id: key.id },
    name: key.name,
    permissions: new Set<Permission>(key.scopes.filter((scope) => known.has(scope))),
    plan: key.plan,
    sessionHash: hash,
  };
}
