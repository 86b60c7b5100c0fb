import type { ConnectionStatus } from './connection-row.ts';

/** What happens to a connection, as a table: from each status, which event leads where. What is not named changes nothing. */
export type ConnectionEvent = 'granted' | 'refreshed' | 'ending-soon' | 'refused' | 'failed' | 'worked' | 'ended';

export const connectionTransitions: Readonly<Record<ConnectionStatus, Readonly<Partial<Record<ConnectionEvent, ConnectionStatus>>>>> = {
  connected: { 'ending-soon': 'expiring', refused: 'needs_reconnect', failed: 'error', ended: 'revoked' },
  expiring: { granted: 'connected', refused: 'needs_reconnect', failed: 'error', ended: 'revoked' },
  error: { granted: 'connected', refreshed: 'connected', worked: 'connected', refused: 'needs_reconnect', ended: 'revoked' },
  needs_reconnect: { granted: 'connected', refreshed: 'connected', ended: 'revoked' },
  revoked: { granted: 'connected' },
};

/** The next status; undefined when the event changes nothing. */
export function nextConnectionStatus(from: ConnectionStatus, event: ConnectionEvent): ConnectionStatus | undefined {
  return connectionTransitions[from][event];
}

/** True when calls are pointless until a person connects the shop again. */
export function needsPerson(status: ConnectionStatus): boolean {
  return status === 'needs_reconnect' || status === 'revoked';
}

export const endsSoon = 'The authorization ends within 30 days; connect again before';
