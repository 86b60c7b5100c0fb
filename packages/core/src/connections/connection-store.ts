import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { type ConnectionRow, type ConnectionStatus, type RawConnection, toConnectionRow } from './connection-row.ts';

/** A connection that `tx` may see. */
export async function findConnection(tx: Tx, connectionId: string): Promise<ConnectionRow | undefined> {
  const { rows } = await tx.execute<RawConnection>(sql`select * from connection where id = ${connectionId}`);
  return rows[0] && toConnectionRow(rows[0]);
}

/** The connection through which the hub reaches a shop that `tx` may see. */
export async function findConnectionOfShop(tx: Tx, shopId: string): Promise<ConnectionRow | undefined> {
  const { rows } = await tx.execute<RawConnection>(
    sql`select * from connection where id = (select connection_id from shop where id = ${shopId})`,
  );
  return rows[0] && toConnectionRow(rows[0]);
}

export async function listConnections(tx: Tx): Promise<ConnectionRow[]> {
  const { rows } = await tx.execute<RawConnection>(sql`select * from connection order by tenant_id, created_at, id`);
  return rows.map(toConnectionRow);
}

/** The grants that an event of a platform's account may mean, of whichever tenant. Needs a system transaction. */
export async function findAccountConnections(tx: Tx, platform: string, externalAccountId: string): Promise<ConnectionRow[]> {
  const { rows } = await tx.execute<RawConnection>(sql`
    select * from connection where platform = ${platform} and external_account_id = ${externalAccountId} and access_token is not null
    order by created_at, id`);
  return rows.map(toConnectionRow);
}

/** Whether the tenant of `tx` has tokens of this platform. */
export async function hasConnection(tx: Tx, platform: string): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`select from connection where platform = ${platform} and access_token is not null limit 1`);
  return rowCount === 1;
}

export interface GrantRow {
  readonly tenantId: string;
  readonly id: string;
  readonly platform: string;
  readonly externalAccountId: string;
  readonly accountName: string;
  readonly scopes: readonly string[];
  readonly accessExpiresAt: Date;
  readonly refreshExpiresAt: Date | undefined;
}

/** The id that a grant of this account has or will have: connecting again keeps the row. Locks it. */
export async function findConnectionId(tx: Tx, platform: string, externalAccountId: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select id from connection where platform = ${platform} and external_account_id = ${externalAccountId} for update`,
  );
  return rows[0]?.id;
}

/** Stores a fresh grant over whatever was there; any refresh that is under way loses, because the version rises. */
export async function saveGrant(tx: Tx, grant: GrantRow, tokens: { access: Uint8Array; refresh: Uint8Array | null }): Promise<void> {
  const access = Buffer.from(tokens.access);
  const refresh = tokens.refresh && Buffer.from(tokens.refresh);
  await tx.execute(sql`
    insert into connection as old (tenant_id, id, platform, status, external_account_id, account_name, scopes, access_token,
      refresh_token, access_expires_at, refresh_expires_at, refreshed_at)
    values (${grant.tenantId}, ${grant.id}, ${grant.platform}, 'connected', ${grant.externalAccountId}, ${grant.accountName},
      ${sql.param([...grant.scopes])}, ${access}, ${refresh}, ${grant.accessExpiresAt.toISOString()},
      ${grant.refreshExpiresAt?.toISOString() ?? null}, now())
    on conflict (tenant_id, platform, external_account_id) do update set
      status = 'connected', status_reason = '', account_name = excluded.account_name, scopes = excluded.scopes,
      access_token = excluded.access_token, refresh_token = coalesce(excluded.refresh_token, old.refresh_token),
      access_expires_at = excluded.access_expires_at, refresh_expires_at = coalesce(excluded.refresh_expires_at, old.refresh_expires_at),
      token_version = old.token_version + 1, refresh_owner = null, refresh_lease_until = null, refresh_started_at = null,
      refreshed_at = now(), updated_at = now()`);
}

/** Moves the status, from the one that the caller saw; false when it is another by now. */
export async function setConnectionStatus(
  tx: Tx,
  connectionId: string,
  from: ConnectionStatus,
  to: ConnectionStatus,
  reason: string,
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    update connection set status = ${to}, status_reason = ${reason.slice(0, 500)}, updated_at = now()
    where id = ${connectionId} and status = ${from}`);
  return rowCount === 1;
}

export async function noteChecked(tx: Tx, connectionId: string, at: Date): Promise<void> {
  await tx.execute(sql`update connection set checked_at = ${at.toISOString()} where id = ${connectionId}`);
}

/** Wipes the tokens and keeps the history. The version rises, so that no refresh brings them back. */
export async function wipeTokens(tx: Tx, connectionId: string, reason: string): Promise<void> {
  await tx.execute(sql`
    update connection set access_token = null, refresh_token = null, access_expires_at = null, refresh_expires_at = null,
      token_version = token_version + 1, refresh_owner = null, refresh_lease_until = null, refresh_started_at = null,
      status = 'revoked', status_reason = ${reason}, updated_at = now()
    where id = ${connectionId}`);
}
