import type { ConnectStatus } from '@shopfleet/contracts';

/** What the status of an account follows from. */
export interface ConnectionFacts {
  readonly status: 'connected' | 'expiring' | 'needs_reconnect' | 'revoked' | 'error';
  readonly refreshExpiresAt: Date | undefined;
}
export interface AccountFacts {
  readonly disconnectedAt: Date | undefined;
  /** Why the last readings failed; '' when they worked. */
  readonly problem: string;
}

/**
 * The status of an account, in the words of the API: `NOT_CONNECTED` never was, or was disconnected here; `NEED_RECONNECT` its owner
 * or the platform ended the authorisation, or refused to renew it; `EXPIRED` the authorisation's time is over; `ERROR` it holds, but
 * the readings fail; else `CONNECTED`. An access token that ended says nothing: it is renewed when it is needed.
 */
export function accountStatusOf(connection: ConnectionFacts | undefined, account: AccountFacts, now: Date): ConnectStatus {
  if (!connection || account.disconnectedAt) return 'NOT_CONNECTED';
  if (connection.status === 'revoked') return 'NEED_RECONNECT';
  if (connection.refreshExpiresAt && connection.refreshExpiresAt <= now) return 'EXPIRED';
  if (connection.status === 'needs_reconnect') return 'NEED_RECONNECT';
  return connection.status === 'error' || account.problem !== '' ? 'ERROR' : 'CONNECTED';
}

/** The worst first. */
const urgency: readonly ConnectStatus[] = ['NEED_RECONNECT', 'EXPIRED', 'ERROR', 'CONNECTED'];

/** The status of an outlet: the worst of its accounts, those that were disconnected left out. */
export function outletStatusOf(accounts: readonly ConnectStatus[]): ConnectStatus {
  return urgency.find((status) => accounts.includes(status)) ?? 'NOT_CONNECTED';
}
