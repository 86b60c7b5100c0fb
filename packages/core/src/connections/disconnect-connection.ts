import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { type Actor, recordAudit } from '../audit/index.ts';
import { announceConnection } from './announce-connection.ts';
import type { ConnectionRow } from './connection-row.ts';
import { findConnection, wipeTokens } from './connection-store.ts';
import { accountAccessOf } from './open-account.ts';
import { accessOf } from './open-shop.ts';
import type { RefreshDeps } from './refresh-connection.ts';
import { deactivateShops, listShopsOfConnection } from './shop-store.ts';
import { tokenSourceOf } from './token-source.ts';

/**
 * Ends a connection: revokes the grant at the platform where that can be done, wipes the tokens, keeps shops and orders as
 * history. A platform that does not answer does not hold it up; the result says whether it took the revocation. `within` writes
 * what else ends with it, in the same transaction.
 */
export async function disconnectConnection(
  deps: RefreshDeps,
  { tenantId, actor }: { tenantId: string; actor: Actor },
  connectionId: string,
  within?: (tx: Tx) => Promise<void>,
): Promise<{ isRevoked: boolean }> {
  const connection = await deps.db.asTenant(tenantId, (tx) => findConnection(tx, connectionId));
  if (!connection) throw new HubError('NOT_FOUND', { message: 'There is no such connection' });
  const isRevoked = await revokeAtPlatform(deps, connection);
  await deps.db.asTenant(tenantId, async (tx) => {
    await wipeTokens(tx, connectionId, 'Disconnected');
    await deactivateShops(tx, connectionId, deps.clock.now());
    await within?.(tx);
    await announceConnection(tx, deps.clock, { tenantId, connectionId, what: 'disconnected' });
    await recordAudit(tx, deps.clock, tenantId, {
      actor,
      action: 'connection.disconnected',
      subject: { kind: 'connection', id: connectionId },
      detail: { platform: connection.platform, isRevoked },
    });
  });
  tokenSourceOf(deps.db).forget(connectionId);
  return { isRevoked };
}

async function revokeAtPlatform(deps: RefreshDeps, connection: ConnectionRow): Promise<boolean> {
  const platform = deps.platforms.get(connection.platform);
  if (!platform || !connection.accessToken) return false;
  try {
    if (platform.content) {
      await platform.content.revoke(accountAccessOf(deps, connection));
      return true;
    }
    const { revoke } = platform.connect;
    const shops = revoke ? await deps.db.asTenant(connection.tenantId, (tx) => listShopsOfConnection(tx, connection.id)) : [];
    for (const shop of shops) await revoke?.(accessOf(deps, shop));
    return shops.length > 0;
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
    deps.log.warn({ err: error, connectionId: connection.id }, 'The marketplace did not take the revocation; the tokens are wiped here');
    return false;
  }
}
