import { HubError } from '@shopfleet/kernel';
import type { Caller } from '../edge/index.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { deleteUserSession, findUserMembership, listUserSessions } from './session-store.ts';
import { requirePerson } from './sign-in.ts';
import { meOf } from './signed-in.ts';

/** Who the caller is; an API key has no person behind it to show. */
export async function describeCaller(deps: IdentityDeps, caller: Caller): Promise<ReturnType<typeof meOf>> {
  const member = await deps.db.asSystem((tx) => findUserMembership(tx, caller.userId, caller.tenantId));
  if (!member) throw new HubError('FORBIDDEN', { message: 'The person who made this key has left the organisation' });
  const person = meOf(member);
  return caller.actor.kind === 'user' ? person : { ...person, name: caller.name, permissions: [...caller.permissions] };
}

export async function listSessions(deps: IdentityDeps, caller: Caller) {
  requirePerson(caller);
  const rows = await deps.db.asSystem((tx) => listUserSessions(tx, caller.userId));
  return rows.map((row) => ({
    id: row.id,
    createdAt: new Date(row.created_at).toISOString(),
    expiresAt: new Date(row.expires_at).toISOString(),
    ipAddress: row.ip_address ?? '',
    userAgent: row.user_agent ?? '',
    isCurrent: row.token === caller.sessionHash,
  }));
}

export async function endSession(deps: IdentityDeps, caller: Caller, sessionId: string): Promise<void> {
  requirePerson(caller);
  const isEnded = await deps.db.asSystem((tx) => deleteUserSession(tx, caller.userId, sessionId));
  if (!isEnded) throw new HubError('NOT_FOUND');
}
