import type { Tx } from '@shopfleet/db';
import type { Platform } from '@shopfleet/platform-kit';
import { type SQL, sql } from 'drizzle-orm';

const aheadOfLife = 0.2;
const aheadAtMostSeconds = 86_400;
const shopsAtMost = 1_000;

/** Accounts come by the thousand, and their tokens may live for two hours: so many are refreshed in one minute, and no more. */
export const accountsAtMost = 300;
/** Each account has its own moment in this part of its token's life, so that those connected together do not come due together. */
const accountsSpreadOver = 0.3;

type Platforms = ReadonlyMap<string, Platform>;
type Found = { tenantId: string; connectionId: string }[];

/** Names of the platforms whose grants open accounts, not shops. */
function accountPlatforms(platforms: Platforms): string[] {
  return [...platforms.values()].filter(({ content }) => content).map(({ manifest }) => manifest.platform);
}

/**
 * Connections whose token has used four fifths of its life (or ends within a day), and those whose refresh was begun by somebody
 * who never came back. Of accounts a bounded number, the soonest to end first. System transaction.
 */
export async function findDueRefreshes(tx: Tx, now: Date, platforms: Platforms): Promise<Found> {
  const at = now.toISOString();
  const ofAccounts = sql`platform = any(${sql.param(accountPlatforms(platforms))}::text[])`;
  const ownMoment = sql`(hashtext(id) & 1023) / 1024.0 * ${accountsSpreadOver}::float8`;
  const { rows } = await tx.execute<{ tenant_id: string; id: string }>(sql`
    with due as (
      select tenant_id, id, access_expires_at, ${ofAccounts} as is_account,
        row_number() over (partition by ${ofAccounts} order by access_expires_at, id) as place
      from connection
      where status in ('connected', 'expiring', 'error') and refresh_token is not null
        and (refresh_lease_until is null or refresh_lease_until < clock_timestamp())
        and (refresh_started_at is not null or access_expires_at <= ${at}::timestamptz + least(
          interval '1 second' * ${aheadAtMostSeconds},
          greatest(interval '0', access_expires_at - coalesce(refreshed_at, created_at))
            * (${aheadOfLife}::float8 + case when ${ofAccounts} then ${ownMoment} else 0 end)))
    )
    select tenant_id, id from due where place <= case when is_account then ${accountsAtMost}::int else ${shopsAtMost}::int end
    order by access_expires_at, id`);
  return rows.map((row) => ({ tenantId: row.tenant_id, connectionId: row.id }));
}

/**
 * Every connection that can still be called, but for those of accounts: they are read each day, and a call each quarter of an hour for
 * each of thousands would leave nothing of the platform's limit. System transaction.
 */
export async function findLiveConnections(tx: Tx, platforms: Platforms): Promise<Found> {
  const accounts = accountPlatforms(platforms);
  return findLive(tx, sql`platform <> all(${sql.param(accounts)}::text[])`);
}

/** Connections that can be called, of one platform. System transaction. */
export async function findLiveOf(tx: Tx, platform: string): Promise<Found> {
  return findLive(tx, sql`platform = ${platform}`);
}

async function findLive(tx: Tx, which: SQL): Promise<Found> {
  const { rows } = await tx.execute<{ tenant_id: string; id: string }>(sql`
    select tenant_id, id from connection
    where status in ('connected', 'expiring', 'error') and access_token is not null and ${which}
    order by id`);
  return rows.map((row) => ({ tenantId: row.tenant_id, connectionId: row.id }));
}
