import { HubError } from '@shopfleet/kernel';
import type { AccountAccess, Platform } from '@shopfleet/platform-kit';
import type { ConnectionRow } from './connection-row.ts';
import { needsPerson } from './connection-status.ts';
import { findConnection } from './connection-store.ts';
import type { RefreshDeps } from './refresh-connection.ts';
import { tokenSourceOf } from './token-source.ts';

/**
 * Everything that is needed to call a platform for the account of a grant. Throws `NOT_FOUND` for a connection that this tenant does
 * not have, and `NEEDS_RECONNECT` when a person must act first. `access.token()` may later fail as `auth-expired` for the same reason.
 */
export async function openAccount(
  deps: RefreshDeps,
  tenantId: string,
  connectionId: string,
): Promise<{ platform: Platform; access: AccountAccess }> {
  const connection = await deps.db.asTenant(tenantId, (tx) => findConnection(tx, connectionId));
  if (!connection) throw new HubError('NOT_FOUND', { message: 'There is no such connection' });
  const platform = deps.platforms.get(connection.platform);
  if (!platform) throw new HubError('PLATFORM_UNSUPPORTED', { message: `${connection.platform} is not installed in this hub` });
  if (needsPerson(connection.status) || !connection.accessToken) {
    throw new HubError('NEEDS_RECONNECT', { message: connection.statusReason || 'The account is disconnected; connect it again' });
  }
  return { platform, access: accountAccessOf(deps, connection) };
}

/** The right to act for the account of a grant; its scopes are those of the row. */
export function accountAccessOf(deps: RefreshDeps, connection: ConnectionRow): AccountAccess {
  return {
    externalId: connection.externalAccountId,
    scopes: connection.scopes,
    token: (refused) => tokenSourceOf(deps.db).get(deps, connection.tenantId, connection.id, refused),
  };
}
