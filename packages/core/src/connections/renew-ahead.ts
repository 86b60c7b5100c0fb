import { HubError } from '@shopfleet/kernel';
import { needsPerson } from './connection-status.ts';
import { findConnection } from './connection-store.ts';
import { type RefreshDeps, refreshConnection } from './refresh-connection.ts';

/**
 * Renews the tokens of a connection that have used half of their life, so that they outlast what comes. `fresh`: there was no need, or
 * another caller has seen to it. Throws `NEEDS_RECONNECT` and `NOT_FOUND`, and `PlatformFailure` when the platform cannot be reached.
 */
export async function renewAhead(
  deps: RefreshDeps,
  tenantId: string,
  connectionId: string,
): Promise<'renewed' | 'fresh' | 'needs-reconnect'> {
  const connection = await deps.db.asTenant(tenantId, (tx) => findConnection(tx, connectionId));
  if (!connection) throw new HubError('NOT_FOUND', { message: 'There is no such connection' });
  if (needsPerson(connection.status) || !connection.refreshToken) {
    throw new HubError('NEEDS_RECONNECT', { message: connection.statusReason || 'The account is disconnected; connect it again' });
  }
  const { accessExpiresAt, refreshedAt } = connection;
  const halfLifeMs = accessExpiresAt && refreshedAt ? (accessExpiresAt.getTime() - refreshedAt.getTime()) / 2 : Number.POSITIVE_INFINITY;
  const leftMs = (accessExpiresAt?.getTime() ?? 0) - deps.clock.now().getTime();
  if (leftMs > halfLifeMs) return 'fresh';
  const outcome = await refreshConnection(deps, connection);
  if (outcome === 'needs-reconnect') return outcome;
  return outcome === 'refreshed' ? 'renewed' : 'fresh';
}
