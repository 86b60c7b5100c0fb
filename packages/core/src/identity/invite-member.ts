import type { Role } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import { recordAudit } from '../audit/index.ts';
import type { Caller } from '../edge/index.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { closeInvitations, type InvitationRow, insertInvitation } from './invitation-store.ts';
import { randomToken, tokenHash } from './token-hash.ts';

const validMs = 7 * 24 * 60 * 60 * 1000;

/** Invites somebody for seven days; replaces an open invitation to the same address. The link is in the answer and nowhere else. */
export async function inviteMember(
  deps: IdentityDeps,
  caller: Caller,
  input: { email: string; role: Role },
): Promise<{ row: InvitationRow; link: string }> {
  const token = randomToken('inv');
  const id = randomToken('inv').slice(0, 24);
  const email = input.email.toLowerCase();
  const row = await deps.db.asTenant(caller.tenantId, async (tx) => {
    await closeInvitations(tx, { email });
    const expiresAt = new Date(deps.clock.now().getTime() + validMs);
    const { tenantId } = caller;
    const inserted = await insertInvitation(tx, {
      tenantId,
      id,
      email,
      role: input.role,
      hash: tokenHash(token),
      invitedBy: caller.userId,
      expiresAt,
    });
    const detail = { email, role: input.role };
    await recordAudit(tx, deps.clock, tenantId, {
      actor: caller.actor,
      action: 'member.invited',
      subject: { kind: 'invitation', id },
      detail,
    });
    return inserted;
  });
  if (!row) throw new Error('the new invitation is not visible');
  return { row, link: new URL(`/register?invitation=${token}`, deps.publicUrl).href };
}

export async function revokeInvitation(deps: IdentityDeps, caller: Caller, invitationId: string): Promise<void> {
  await deps.db.asTenant(caller.tenantId, async (tx) => {
    if ((await closeInvitations(tx, { id: invitationId })) === 0) throw new HubError('NOT_FOUND');
    const subject = { kind: 'invitation', id: invitationId };
    await recordAudit(tx, deps.clock, caller.tenantId, { actor: caller.actor, action: 'invitation.revoked', subject });
  });
}
