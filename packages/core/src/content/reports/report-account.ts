import type { ConnectStatus } from '@shopfleet/contracts';
import { type SQL, sql } from 'drizzle-orm';
import type { WatchedDays } from './definitions.ts';

/** An account with the outlet that it belongs to, or an outlet that has no account. */
export interface ReportAccount extends WatchedDays {
  readonly id: string;
  readonly outletId: string | null;
  readonly outletCode: string;
  readonly outletName: string;
  readonly group: string;
  readonly picName: string;
  readonly accountId: string | null;
  readonly platform: string | null;
  readonly externalId: string;
  readonly handle: string;
  readonly displayName: string;
  readonly avatarSha256: string | null;
  readonly bio: string;
  readonly isVerified: boolean;
  readonly status: ConnectStatus;
  readonly problem: string;
  readonly scopes: readonly string[];
  readonly timeZone: string;
  readonly createdAt: Date;
  readonly connectedAt: Date | null;
  readonly disconnectedAt: Date | null;
  readonly lastSyncAt: Date | null;
  readonly tokenEndsAt: Date | null;
}

export interface AccountFilter {
  readonly accountId?: string | undefined;
  readonly outletId?: string | undefined;
  readonly group?: string | undefined;
  readonly status?: ConnectStatus | undefined;
  readonly q?: string | undefined;
}

/**
 * The rows of a report: every account that is not on an archived outlet, and the outlets without any. Who asks for one account gets
 * it wherever it is. The status follows `accountStatusOf`; a test compares the two.
 */
export function reportAccounts(tenantId: string, filter: AccountFilter, now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  // Days that the retention took are no missing days.
  const lastDropped = sql`(select (date_trunc('month', ${at} at time zone 'UTC') - k.keep_profile_days_months * interval '1 month')::date - 1
    from content_settings k where k.tenant_id = a.tenant_id)`;
  return sql`
    select r.* from (
      select a.tenant_id, a.id, o.id as outlet_id, coalesce(o.code, '') as outlet_code, coalesce(o.name, '') as outlet_name,
        coalesce(o.group_name, '') as group_name, coalesce(o.pic_name, '') as pic_name, a.id as account_id, a.platform, a.external_id,
        a.handle, a.display_name, a.avatar_sha256, a.bio, a.is_verified, a.time_zone, c.scopes,
        case when a.disconnected_at is not null then 'NOT_CONNECTED' when c.status = 'revoked' then 'NEED_RECONNECT'
          when c.refresh_expires_at <= ${at} then 'EXPIRED' when c.status = 'needs_reconnect' then 'NEED_RECONNECT'
          when c.status = 'error' or a.problem <> '' then 'ERROR' else 'CONNECTED' end as status,
        coalesce(nullif(a.problem, ''), c.status_reason) as problem,
        a.created_at, a.connected_at, a.disconnected_at, greatest(a.profile_at, a.videos_at) as last_sync_at,
        case when a.disconnected_at is null then coalesce(c.refresh_expires_at, c.access_expires_at) end as token_ends_at,
        (${at} at time zone a.time_zone)::date as today,
        greatest((a.created_at at time zone a.time_zone)::date, ${lastDropped}) as since,
        (a.disconnected_at at time zone a.time_zone)::date as until
      from content_account a join connection c on c.tenant_id = a.tenant_id and c.id = a.connection_id
      left join outlet o on o.tenant_id = a.tenant_id and o.id = a.outlet_id
      where a.tenant_id = ${tenantId} and (o.archived_at is null or a.id = ${filter.accountId ?? ''})
      union all
      select o.tenant_id, o.id, o.id, o.code, o.name, o.group_name, o.pic_name, null, null, '', '', '', null, '', false, o.time_zone, '{}',
        'NOT_CONNECTED', '', o.created_at, null, null, null, null,
        (${at} at time zone o.time_zone)::date, (o.created_at at time zone o.time_zone)::date, null
      from outlet o where o.tenant_id = ${tenantId} and o.archived_at is null
        and not exists (select from content_account a where a.tenant_id = o.tenant_id and a.outlet_id = o.id)
    ) r where ${conditions(filter)}`;
}

function conditions(filter: AccountFilter): SQL {
  const all: SQL[] = [sql`true`];
  if (filter.accountId !== undefined) all.push(sql`r.account_id = ${filter.accountId}`);
  if (filter.outletId !== undefined) all.push(sql`r.outlet_id = ${filter.outletId}`);
  if (filter.group !== undefined) all.push(sql`r.group_name = ${filter.group}`);
  if (filter.status !== undefined) all.push(sql`r.status = ${filter.status}`);
  for (const word of wordsOf(filter.q)) {
    const part = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    all.push(sql`(r.outlet_code || ' ' || r.outlet_name || ' ' || r.pic_name || ' ' || r.handle || ' ' || r.display_name) ilike ${part}`);
  }
  return sql.join(all, sql` and `);
}

function wordsOf(q: string | undefined): string[] {
  return (q ?? '').replaceAll('\0', '').toWellFormed().split(/\s+/).filter(Boolean).slice(0, 5);
}

export interface RawReportAccount extends Record<string, unknown> {
  id: string;
  outlet_id: string | null;
  outlet_code: string;
  outlet_name: string;
  group_name: string;
  pic_name: string;
  account_id: string | null;
  platform: string | null;
  external_id: string;
  handle: string;
  display_name: string;
  avatar_sha256: string | null;
  bio: string;
  is_verified: boolean;
  time_zone: string;
  scopes: string[];
  status: ConnectStatus;
  problem: string;
  created_at: string;
  connected_at: string | null;
  disconnected_at: string | null;
  last_sync_at: string | null;
  token_ends_at: string | null;
  today: string;
  since: string;
  until: string | null;
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));

export function toReportAccount(raw: RawReportAccount): ReportAccount {
  return {
    id: raw.id,
    outletId: raw.outlet_id,
    outletCode: raw.outlet_code,
    outletName: raw.outlet_name,
    group: raw.group_name,
    picName: raw.pic_name,
    accountId: raw.account_id,
    platform: raw.platform,
    externalId: raw.external_id,
    handle: raw.handle,
    displayName: raw.display_name,
    avatarSha256: raw.avatar_sha256,
    bio: raw.bio,
    isVerified: raw.is_verified,
    status: raw.status,
    problem: raw.problem,
    scopes: raw.scopes,
    timeZone: raw.time_zone,
    createdAt: new Date(raw.created_at),
    connectedAt: instant(raw.connected_at),
    disconnectedAt: instant(raw.disconnected_at),
    lastSyncAt: instant(raw.last_sync_at),
    tokenEndsAt: instant(raw.token_ends_at),
    today: raw.today,
    since: raw.since,
    until: raw.until,
  };
}
