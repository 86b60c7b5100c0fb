import type { Tx } from '@shopfleet/db';
import { HubError, type Secret } from '@shopfleet/kernel';
import { type Platform, PlatformFailure } from '@shopfleet/platform-kit';
import type { ConnectionRow } from './connection-row.ts';
import { endsSoon, needsPerson } from './connection-status.ts';
import { findConnection, noteChecked } from './connection-store.ts';
import { moveConnection } from './move-connection.ts';
import type { RefreshDeps } from './refresh-connection.ts';
import { tokenSourceOf } from './token-source.ts';

export interface ConnectionCheck {
  readonly isWorking: boolean;
  readonly latencyMs: number;
  readonly message: string;
  readonly connection: ConnectionRow;
}

const endsSoonMs = 30 * 86_400_000;

/**
 * Makes a real call to the platform and lets the connection's status follow from it. Throws `NOT_FOUND`, and `NEEDS_RECONNECT`
 * when there is nothing left to call with.
 */
export async function checkConnection(deps: RefreshDeps, tenantId: string, connectionId: string): Promise<ConnectionCheck> {
  const connection = await deps.db.asTenant(tenantId, (tx) => findConnection(tx, connectionId));
  const platform = connection && deps.platforms.get(connection.platform);
  if (!connection || !platform) throw new HubError('NOT_FOUND', { message: 'There is no such connection' });
  if (needsPerson(connection.status))
    throw new HubError('NEEDS_RECONNECT', connection.statusReason === '' ? {} : { message: connection.statusReason });
  const startedMs = performance.now();
  const failure = await callForReal(deps, platform, connection);
  const latencyMs = Math.round(performance.now() - startedMs);
  const after = await deps.db.asTenant(tenantId, (tx) => conclude(tx, deps, connectionId, failure));
  if (failure) return { isWorking: false, latencyMs, message: failure.message, connection: after };
  const missing = platform.manifest.auth.scopes.filter((scope) => after.scopes.length > 0 && !after.scopes.includes(scope));
  const message = missing.length > 0 ? `Works, but lacks: ${missing.join(', ')}. Connect again to grant them` : 'The marketplace answered';
  return { isWorking: true, latencyMs, message, connection: after };
}

async function callForReal(deps: RefreshDeps, platform: Platform, connection: ConnectionRow): Promise<PlatformFailure | undefined> {
  const token = (refused?: Secret) => tokenSourceOf(deps.db).get(deps, connection.tenantId, connection.id, refused);
  const { externalAccountId } = connection;
  try {
    const first = await token();
    await probe(platform, first, externalAccountId).catch(async (error: unknown) => {
      if (!(error instanceof PlatformFailure) || error.kind !== 'auth-expired') throw error;
      await probe(platform, await token(first), externalAccountId);
    });
    return undefined;
  } catch (error) {
    if (error instanceof PlatformFailure) return error;
    throw error;
  }
}

async function probe({ connect }: Platform, token: Secret, externalAccountId: string): Promise<void> {
  if (connect.probe) await connect.probe(token, externalAccountId);
  else await connect.listShops(token, externalAccountId);
}

async function conclude(tx: Tx, deps: RefreshDeps, connectionId: string, failure: PlatformFailure | undefined): Promise<ConnectionRow> {
  const found = await findConnection(tx, connectionId);
  if (!found) throw new HubError('NOT_FOUND');
  await noteChecked(tx, connectionId, deps.clock.now());
  const leftMs = found.refreshExpiresAt ? found.refreshExpiresAt.getTime() - deps.clock.now().getTime() : Number.POSITIVE_INFINITY;
  if (failure?.kind === 'auth-expired') await moveConnection(tx, deps.clock, found, 'refused', failure.message);
  else if (failure && ['forbidden', 'invalid'].includes(failure.kind))
    await moveConnection(tx, deps.clock, found, 'failed', failure.message);
  else if (!failure && found.status === 'error') {
    if (await moveConnection(tx, deps.clock, found, 'worked', '')) {
      await deps.onConnectionBack?.(tx, { tenantId: found.tenantId, connectionId });
    }
  } else if (!failure && leftMs < endsSoonMs) {
    await moveConnection(tx, deps.clock, found, 'ending-soon', endsSoon);
  }
  return (await findConnection(tx, connectionId)) ?? found;
}
