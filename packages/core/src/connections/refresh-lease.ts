import { randomUUID } from 'node:crypto';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

/**
 * The right to refresh one connection, held by one caller of all processes for a limited time on the database's clock. Three
 * columns carry it: who (`refresh_owner`), until when (`refresh_lease_until`), and since when a request may be under way
 * (`refresh_started_at`). A holder that dies after the last was written leaves it behind, so that the next one knows that the
 * outcome is uncertain.
 */
export interface RefreshLease {
  readonly owner: string;
  readonly tokenVersion: number;
  /** An earlier holder sent the same refresh token, and nobody knows what came of it. */
  readonly isUncertain: boolean;
  /** That earlier holder was itself the one repetition that is allowed. */
  readonly wasRepeated: boolean;
  /** Monotonic milliseconds at which the lease surely still runs in the database. */
  readonly endsAtMs: number;
}

const repeatMark = 'repeat:';

/**
 * Takes the lease when nobody holds it and the tokens are still those of `tokenVersion`; undefined otherwise. Also undefined once a
 * person must act: a caller that read the connection before somebody's repetition was refused would repeat it once more.
 */
export async function takeRefreshLease(
  tx: Tx,
  connectionId: string,
  tokenVersion: number,
  leaseMs: number,
): Promise<RefreshLease | undefined> {
  const owner = randomUUID();
  const askedAtMs = performance.now();
  const { rows } = await tx.execute<{ started: boolean; previous: string | null }>(sql`
    with free as (
      select tenant_id, id, refresh_owner, refresh_started_at from connection
      where id = ${connectionId} and token_version = ${tokenVersion} and status not in ('needs_reconnect', 'revoked')
        and (refresh_lease_until is null or refresh_lease_until < clock_timestamp())
      for update
    )
    update connection c set refresh_owner = ${owner}, refresh_lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    from free where c.tenant_id = free.tenant_id and c.id = free.id
    returning free.refresh_started_at is not null as started, free.refresh_owner as previous`);
  const row = rows[0];
  if (!row) return undefined;
  const wasRepeated = row.previous?.startsWith(repeatMark) ?? false;
  return { owner, tokenVersion, isUncertain: row.started, wasRepeated: row.started && wasRepeated, endsAtMs: askedAtMs + leaseMs };
}

/** Writes that the request is about to leave; false when the lease was lost meanwhile. The owner then shows a repetition. */
export async function markRefreshSent(tx: Tx, connectionId: string, lease: RefreshLease): Promise<boolean> {
  const owner = lease.isUncertain ? `${repeatMark}${lease.owner}` : lease.owner;
  const { rowCount } = await tx.execute(sql`
    update connection set refresh_started_at = clock_timestamp(), refresh_owner = ${owner}
    where id = ${connectionId} and token_version = ${lease.tokenVersion} and refresh_owner = ${lease.owner}
      and refresh_lease_until > clock_timestamp()`);
  return rowCount === 1;
}

/** Gives the lease back. `wasSent` false also takes back the mark: the refresh token is as good as before. */
export async function releaseRefreshLease(
  tx: Tx,
  connectionId: string,
  lease: RefreshLease,
  { wasSent }: { wasSent: boolean },
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    update connection set refresh_owner = null, refresh_lease_until = null,
      refresh_started_at = case when ${wasSent || lease.isUncertain} then refresh_started_at end
    where id = ${connectionId} and token_version = ${lease.tokenVersion}
      and refresh_owner in (${lease.owner}, ${repeatMark + lease.owner})`);
  return rowCount === 1;
}

export interface NewTokens {
  readonly access: Uint8Array;
  /** Undefined when the answer named none: the old one stays. */
  readonly refresh: Uint8Array | undefined;
  readonly accessExpiresAt: Date;
  readonly refreshExpiresAt: Date | undefined;
  readonly scopes: readonly string[];
}

/**
 * Stores the new pair over the version that the refresh started from, whoever holds the lease by now: a holder that was stopped
 * for a while still brings the only valid tokens home. Undefined when newer tokens are there; `isBack` when calls could not be made.
 */
export async function saveRefreshedTokens(
  tx: Tx,
  connectionId: string,
  tokenVersion: number,
  tokens: NewTokens,
): Promise<{ isBack: boolean } | undefined> {
  const { rows } = await tx.execute<{ is_back: boolean }>(sql`
    with former as (select tenant_id, id, status from connection where id = ${connectionId} and token_version = ${tokenVersion} for update)
    update connection c set access_token = ${Buffer.from(tokens.access)},
      refresh_token = coalesce(${tokens.refresh ? Buffer.from(tokens.refresh) : null}, c.refresh_token),
      access_expires_at = ${tokens.accessExpiresAt.toISOString()},
      refresh_expires_at = coalesce(${tokens.refreshExpiresAt?.toISOString() ?? null}, c.refresh_expires_at),
      scopes = case when ${tokens.scopes.length > 0} then ${sql.param([...tokens.scopes])} else c.scopes end,
      token_version = c.token_version + 1, refreshed_at = clock_timestamp(), refresh_owner = null, refresh_lease_until = null,
      refresh_started_at = null, updated_at = now(),
      status = case when c.status in ('needs_reconnect', 'error') then 'connected' else c.status end,
      status_reason = case when c.status in ('needs_reconnect', 'error') then '' else c.status_reason end
    from former where c.tenant_id = former.tenant_id and c.id = former.id
    returning former.status in ('needs_reconnect', 'error') as is_back`);
  return rows[0] && { isBack: rows[0].is_back };
}
