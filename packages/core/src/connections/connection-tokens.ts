import type { Sealer, Secret } from '@shopfleet/kernel';
import type { ConnectionRow } from './connection-row.ts';

/** What a sealed token is bound to: moved to another row or column it does not open. */
const rowName = (connectionId: string, column: 'access_token' | 'refresh_token') => `connection:${connectionId}:${column}`;

export function sealAccessToken(sealer: Sealer, connectionId: string, token: Secret): Buffer {
  return sealer.seal(token, rowName(connectionId, 'access_token'));
}

export function sealRefreshToken(sealer: Sealer, connectionId: string, token: Secret): Buffer {
  return sealer.seal(token, rowName(connectionId, 'refresh_token'));
}

/** Undefined once the tokens were wiped. */
export function openAccessToken(sealer: Sealer, connection: ConnectionRow): Secret | undefined {
  return connection.accessToken && sealer.open(connection.accessToken, rowName(connection.id, 'access_token'));
}

export function openRefreshToken(sealer: Sealer, connection: ConnectionRow): Secret | undefined {
  return connection.refreshToken && sealer.open(connection.refreshToken, rowName(connection.id, 'refresh_token'));
}
