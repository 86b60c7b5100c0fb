import { HubError } from '@shopfleet/kernel';
import { recordAudit } from '../audit/index.ts';
import type { Caller } from '../edge/index.ts';
import type { IdentityDeps, SignInPlace } from './identity-deps.ts';
import { openSession, replacePassword, signInWithPassword } from './password-sign-in.ts';
import { deleteOtherSessions, deleteSession } from './session-store.ts';
import { describeSession, type SignedIn } from './signed-in.ts';
import { becomeTenant } from './user-store.ts';

/** Signs in with e-mail and password; throws `INVALID_CREDENTIALS`, the same for both. */
export function signIn(deps: IdentityDeps, place: SignInPlace, input: { email: string; password: string }): Promise<SignedIn> {
  return deps.db.asSystem(async (tx) => {
    const { token } = await signInWithPassword(tx, deps.signIn, place, input);
    return describeSession(tx, token);
  });
}

export async function signOut(deps: IdentityDeps, caller: Caller): Promise<void> {
  await deps.db.asSystem((tx) => deleteSession(tx, caller.sessionHash));
}

/** Opens a new session in place of the current one, which ends. */
export function refreshSession(deps: IdentityDeps, place: SignInPlace, caller: Caller): Promise<SignedIn> {
  requirePerson(caller);
  return deps.db.asSystem(async (tx) => {
    await deleteSession(tx, caller.sessionHash);
    return describeSession(tx, await openSession(tx, deps.signIn, place, caller.userId), caller.tenantId);
  });
}

/** Changes the caller's password and ends the other sessions. */
export async function changePassword(
  deps: IdentityDeps,
  caller: Caller,
  input: { currentPassword: string; newPassword: string },
): Promise<void> {
  requirePerson(caller);
  await deps.db.asSystem(async (tx) => {
    await replacePassword(tx, deps.signIn, { userId: caller.userId, ...input });
    await deleteOtherSessions(tx, caller.userId, caller.sessionHash);
    await becomeTenant(tx, caller.tenantId);
    await recordAudit(tx, deps.clock, caller.tenantId, {
      actor: caller.actor,
      action: 'password.changed',
      subject: { kind: 'user', id: caller.userId },
    });
  });
}

/** API keys stand for the organisation, not for a person: they have no password and no sessions. */
export function requirePerson(caller: Caller): void {
  if (caller.actor.kind !== 'user') throw new HubError('FORBIDDEN', { message: 'Only a signed-in person can do this, not an API key' });
}
