import type { Role } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { recordAudit } from '../audit/index.ts';
import { announce, type Caller } from '../edge/index.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { findMember, lockOwners, type MemberRow, setMemberRemoved, setMemberRole } from './member-store.ts';
import { deleteHomelessSessions } from './session-store.ts';

/** Changes a member's role; the last owner stays owner. */
export function changeMember(deps: IdentityDeps, caller: Caller, userId: string, role: Role): Promise<MemberRow> {
  return deps.db.asTenant(caller.tenantId, async (tx) => {
    const member = await findKeepingAnOwner(tx, userId, role === 'owner');
    await setMemberRole(tx, userId, role);
    await note(tx, deps, caller, userId, 'member.role-changed', { from: member.role, to: role });
    return { ...member, role };
  });
}

/** Ends a membership; the last owner stays. Sessions of somebody who is left without any organisation end. */
export async function removeMember(deps: IdentityDeps, caller: Caller, userId: string): Promise<void> {
  await deps.db.asTenant(caller.tenantId, async (tx) => {
    const member = await findKeepingAnOwner(tx, userId, false);
    await setMemberRemoved(tx, userId);
    await note(tx, deps, caller, userId, 'member.removed', { role: member.role });
    await tx.execute('set local role shopfleet_system');
    await deleteHomelessSessions(tx, userId);
  });
}

async function findKeepingAnOwner(tx: Tx, userId: string, staysOwner: boolean): Promise<MemberRow> {
  const owners = await lockOwners(tx);
  const member = await findMember(tx, userId);
  if (!member) throw new HubError('NOT_FOUND');
  if (!staysOwner && owners.length === 1 && owners[0] === userId) {
    throw new HubError('CONFLICT', { message: 'This is the last owner; make somebody else an owner first' });
  }
  return member;
}

async function note(
  tx: Tx,
  deps: IdentityDeps,
  caller: Caller,
  userId: string,
  action: string,
  detail: Record<string, string>,
): Promise<void> {
  await announce(tx, deps.clock, caller.tenantId, { topic: 'member', id: userId, what: action });
  await recordAudit(tx, deps.clock, caller.tenantId, { actor: caller.actor, action, subject: { kind: 'user', id: userId }, detail });
}
