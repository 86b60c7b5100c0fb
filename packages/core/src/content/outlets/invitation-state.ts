import type { ConnectStatus } from '@shopfleet/contracts';
import type { InvitationRow } from './invitation-store.ts';

export type InvitationState = 'open' | 'used' | 'expired' | 'revoked';

/**
 * Whether a link works. A `single-use` one connects one account, whatever the outlet has; an `until-connected` one works as often as it
 * takes until the outlet's accounts are connected, and again should one of them need it before the link expires.
 */
export function invitationStateOf(
  invitation: Pick<InvitationRow, 'kind' | 'expiresAt' | 'usedAt' | 'revokedAt'>,
  outlet: ConnectStatus,
  now: Date,
): InvitationState {
  if (invitation.revokedAt) return 'revoked';
  if (invitation.kind === 'single-use' ? invitation.usedAt : outlet === 'CONNECTED') return 'used';
  return invitation.expiresAt <= now ? 'expired' : 'open';
}
