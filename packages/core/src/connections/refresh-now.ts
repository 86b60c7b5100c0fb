import { setTimeout as sleep } from 'node:timers/promises';
import { HubError } from '@shopfleet/kernel';
import { needsPerson } from './connection-status.ts';
import { findConnection } from './connection-store.ts';
import { type RefreshDeps, refreshConnection } from './refresh-connection.ts';
import { tokenSourceOf } from './token-source.ts';

const waitAtMostMs = 20_000;
const pollMs = 250;

/**
 * Refreshes the tokens of a connection because a person asks for it; waits for another caller who is at it. Throws `NOT_FOUND`,
 * `NEEDS_RECONNECT`, `PLATFORM_UNAVAILABLE` when the other caller does not come to an end, and `PlatformFailure`.
 */
export async function refreshNow(deps: RefreshDeps, tenantId: string, connectionId: string): Promise<void> {
  const untilMs = performance.now() + waitAtMostMs;
  const startedFrom = await findRefreshable(deps, tenantId, connectionId);
  for (let seen = startedFrom; performance.now() < untilMs; seen = await findRefreshable(deps, tenantId, connectionId)) {
    // Whoever was at it has brought new tokens.
    if (seen.tokenVersion !== startedFrom.tokenVersion) return;
    const outcome = await refreshConnection(deps, seen);
    tokenSourceOf(deps.db).forget(connectionId);
    if (outcome === 'refreshed' || outcome === 'superseded') return;
    if (outcome === 'busy') await sleep(pollMs);
  }
  throw new HubError('PLATFORM_UNAVAILABLE', { message: 'Another refresh of this account is under way', retryAfterSeconds: 30 });
}

async function findRefreshable(deps: RefreshDeps, tenantId: string, connectionId: string) {
  const connection = await deps.db.asTenant(tenantId, (tx) => findConnection(tx, connectionId));
  if (!connection) throw new HubError('NOT_FOUND', { message: 'There is no such connection' });
  if (needsPerson(connection.status) || !connection.refreshToken)
    throw new HubError('NEEDS_RECONNECT', { message: connection.statusReason || 'The account is disconnected; connect it again' });
  return connection;
}
