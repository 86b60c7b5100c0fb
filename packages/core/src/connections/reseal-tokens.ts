import type { Database, Tx } from '@shopfleet/db';
import type { Sealer, Secret } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { findConnection } from './connection-store.ts';
import { openAccessToken, openRefreshToken, sealAccessToken, sealRefreshToken } from './connection-tokens.ts';

interface Place {
  readonly [column: string]: unknown;
  readonly tenant_id: string;
  readonly id: string;
}

/** Every connection that holds tokens, of all tenants. */
export async function listSealedConnections(tx: Tx): Promise<readonly Place[]> {
  const { rows } = await tx.execute<Place>(
    sql`select tenant_id, id from connection where access_token is not null or refresh_token is not null order by tenant_id, id`,
  );
  return rows;
}

/**
 * Opens a connection's tokens and seals them again, with the sealer's current key. The row is locked meanwhile, so a refresh waits
 * a moment and loses nothing. Throws when a token does not open.
 */
export async function resealTokens(deps: { db: Database; sealer: Sealer }, { tenant_id: tenantId, id }: Place): Promise<void> {
  await deps.db.asTenant(tenantId, async (tx) => {
    await tx.execute(sql`select from connection where id = ${id} for update`);
    const connection = await findConnection(tx, id);
    if (!connection) return;
    const sealed = (token: Secret | undefined, seal: typeof sealAccessToken) => token && seal(deps.sealer, id, token);
    const access = sealed(openAccessToken(deps.sealer, connection), sealAccessToken);
    const refresh = sealed(openRefreshToken(deps.sealer, connection), sealRefreshToken);
    await tx.execute(sql`update connection set access_token = ${access ?? null}, refresh_token = ${refresh ?? null} where id = ${id}`);
  });
}

/** Throws when a token of the connection does not open with the keys at hand. */
export async function tryTokens(deps: { db: Database; sealer: Sealer }, { tenant_id: tenantId, id }: Place): Promise<void> {
  const connection = await deps.db.asTenant(tenantId, (tx) => findConnection(tx, id));
  if (!connection) return;
  openAccessToken(deps.sealer, connection);
  openRefreshToken(deps.sealer, connection);
}
