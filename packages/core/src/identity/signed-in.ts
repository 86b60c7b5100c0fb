import { type Role, rolePermissions } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { findSessionMemberships, type MembershipRow } from './session-store.ts';
import { tokenHash } from './token-hash.ts';

/** Who the signed-in person is, as screens show it. */
export function meOf(member: MembershipRow) {
  return {
    userId: member.user_id,
    name: member.user_name,
    email: member.email,
    tenantId: member.tenant_id,
    tenantName: member.tenant_name,
    plan: member.plan,
    role: member.role satisfies Role,
    permissions: [...rolePermissions[member.role]],
  };
}

export interface SignedIn {
  readonly token: string;
  readonly expiresAt: string;
  readonly user: ReturnType<typeof meOf>;
}

/** The answer to a sign-in: the new token, how long it holds, and who it is; in `tenantId` or the oldest organisation. */
export async function describeSession(tx: Tx, token: string, tenantId?: string): Promise<SignedIn> {
  const members = await findSessionMemberships(tx, tokenHash(token));
  const member = members.find((row) => row.tenant_id === tenantId) ?? members[0];
  if (!member) throw new HubError('FORBIDDEN', { message: 'You belong to no organisation any more; ask for an invitation' });
  return { token, expiresAt: new Date(member.expires_at).toISOString(), user: meOf(member) };
}
