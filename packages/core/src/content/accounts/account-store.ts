import type { Tx } from '@shopfleet/db';
import type { ContentProfile } from '@shopfleet/platform-kit';
import { type SQL, sql } from 'drizzle-orm';
import { type AccountRow, type RawAccount, toAccountRow } from './account-row.ts';

async function readAccounts(tx: Tx, where: SQL): Promise<AccountRow[]> {
  const { rows } = await tx.execute<RawAccount>(sql`
    select a.tenant_id, a.id, a.outlet_id, o.code as outlet_code, o.name as outlet_name, a.connection_id, a.platform, a.external_id, a.handle,
      a.display_name, a.is_verified, a.time_zone, a.problem, a.connected_at, a.disconnected_at, a.profile_at, a.videos_at,
      c.status, c.status_reason, c.scopes, c.access_expires_at, c.refresh_expires_at, c.refreshed_at
    from content_account a
    join connection c on c.tenant_id = a.tenant_id and c.id = a.connection_id
    left join outlet o on o.tenant_id = a.tenant_id and o.id = a.outlet_id
    where ${where} order by a.created_at, a.id`);
  return rows.map(toAccountRow);
}

/** An account of the tenant of `tx`, connected or not. */
export async function findContentAccount(tx: Tx, accountId: string): Promise<AccountRow | undefined> {
  const [account] = await readAccounts(tx, sql`a.id = ${accountId}`);
  return account;
}

/** The accounts of the tenant of `tx`: all of them, or those of some outlets. */
export async function listContentAccounts(tx: Tx, outletIds?: readonly string[]): Promise<AccountRow[]> {
  return readAccounts(tx, outletIds ? sql`a.outlet_id = any(${sql.param([...outletIds])}::text[])` : sql`true`);
}

/** The tenant's own row of this account of the platform, connected or left behind by an earlier disconnect. Locks it. */
export async function findOwnAccount(
  tx: Tx,
  platform: string,
  externalId: string,
): Promise<{ id: string; outletId: string | undefined } | undefined> {
  const { rows } = await tx.execute<{ id: string; outlet_id: string | null }>(
    sql`select id, outlet_id from content_account where platform = ${platform} and external_id = ${externalId} for update`,
  );
  return rows[0] && { id: rows[0].id, outletId: rows[0].outlet_id ?? undefined };
}

export interface NewAccount {
  readonly tenantId: string;
  readonly id: string;
  readonly outletId: string | undefined;
  readonly connectionId: string;
  readonly platform: string;
  readonly externalId: string;
  readonly displayName: string;
  readonly timeZone: string;
}

export async function insertAccount(tx: Tx, account: NewAccount): Promise<void> {
  await tx.execute(sql`
    insert into content_account (tenant_id, id, outlet_id, connection_id, platform, external_id, display_name, time_zone)
    values (${account.tenantId}, ${account.id}, ${account.outletId ?? null}, ${account.connectionId}, ${account.platform},
      ${account.externalId}, ${account.displayName}, ${account.timeZone})`);
}

/** Connects a known account again: same id, same history, the new grant; what failed before is forgotten. */
export async function reconnectAccount(
  tx: Tx,
  accountId: string,
  now: { connectionId: string; outletId: string | undefined; at: Date },
): Promise<void> {
  await tx.execute(sql`
    update content_account set connection_id = ${now.connectionId}, outlet_id = ${now.outletId ?? null}, disconnected_at = null,
      connected_at = ${now.at.toISOString()}, problem = '', problem_at = null, updated_at = now()
    where id = ${accountId}`);
}

export async function markDisconnected(tx: Tx, connectionId: string, at: Date): Promise<void> {
  await tx.execute(sql`
    update content_account set disconnected_at = ${at.toISOString()}, updated_at = now()
    where connection_id = ${connectionId} and disconnected_at is null`);
}

export async function saveAccountSettings(
  tx: Tx,
  accountId: string,
  { timeZone, outletId }: { timeZone: string; outletId: string | undefined },
): Promise<void> {
  await tx.execute(sql`
    update content_account set time_zone = ${timeZone}, outlet_id = ${outletId ?? null}, updated_at = now() where id = ${accountId}`);
}

/** Who the account is, as it shows itself; what was not granted stays as it was. */
export async function saveAccountNames(tx: Tx, accountId: string, profile: ContentProfile): Promise<void> {
  await tx.execute(sql`
    update content_account set handle = coalesce(${profile.handle ?? null}, handle),
      display_name = coalesce(${profile.displayName ?? null}, display_name), is_verified = coalesce(${profile.isVerified ?? null}, is_verified),
      avatar_url = coalesce(${profile.avatarUrl ?? null}, avatar_url), bio = coalesce(${profile.bio ?? null}, bio), updated_at = now()
    where id = ${accountId}`);
}
