import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';
import type { AccountFacts, ConnectionFacts } from '../accounts/account-status.ts';

/** An outlet as the operators' surface shows it: a store, with its accounts. */
export interface StoreRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly picName: string;
  readonly picContact: string;
  readonly createdAt: Date;
  /** Those that are connected first, the one connected last before the others. */
  readonly accounts: readonly StoreAccountRow[];
}

export interface StoreAccountRow {
  readonly id: string;
  readonly platform: string;
  readonly handle: string;
  readonly displayName: string;
  readonly externalId: string;
  readonly avatarUrl: string;
  readonly timeZone: string;
  readonly connection: ConnectionFacts;
  readonly facts: AccountFacts;
  readonly accessExpiresAt: Date | undefined;
  readonly connectedAt: Date;
  readonly profileAt: Date | undefined;
  readonly videosAt: Date | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Of the newest day that has them. */
  readonly profile: { readonly followers: number; readonly likes: number; readonly videos: number } | undefined;
  readonly videos: { readonly seen: number; readonly views: number } | undefined;
}

/** Every store that is not archived, by code. */
export function listStores(tx: Tx): Promise<StoreRow[]> {
  return readStores(tx, sql`true`);
}

/** The store with this code, in whatever case; archived ones are not there. */
export async function findStore(tx: Tx, code: string): Promise<StoreRow | undefined> {
  const [store] = await readStores(tx, sql`lower(o.code) = lower(${code})`);
  return store;
}

interface RawOutlet extends Record<string, unknown> {
  id: string;
  code: string;
  name: string;
  pic_name: string;
  pic_contact: string;
  created_at: string;
}

interface RawAccount extends Record<string, unknown> {
  id: string;
  outlet_id: string;
  platform: string;
  handle: string;
  display_name: string;
  external_id: string;
  avatar_url: string;
  time_zone: string;
  problem: string;
  status: ConnectionFacts['status'];
  access_expires_at: string | null;
  refresh_expires_at: string | null;
  connected_at: string;
  disconnected_at: string | null;
  profile_at: string | null;
  videos_at: string | null;
  created_at: string;
  updated_at: string;
  followers: string | null;
  likes: string | null;
  videos: string | null;
  seen_videos: number | null;
  views: string | null;
}

/** The newest numbers stand on the own day of the newest reading, so months before it are not looked at. */
async function readStores(tx: Tx, where: SQL): Promise<StoreRow[]> {
  const [outlets, accounts] = await Promise.all([
    tx.execute<RawOutlet>(sql`
      select id, code, name, pic_name, pic_contact, created_at from outlet o where archived_at is null and ${where} order by lower(code)`),
    tx.execute<RawAccount>(sql`
      select a.id, a.outlet_id, a.platform, a.handle, a.display_name, a.external_id, a.avatar_url, a.time_zone, a.problem, c.status,
        c.access_expires_at, c.refresh_expires_at, a.connected_at, a.disconnected_at, a.profile_at, a.videos_at, a.created_at, a.updated_at,
        p.followers, p.likes, p.videos, v.seen_videos, v.views
      from content_account a
      join outlet o on o.tenant_id = a.tenant_id and o.id = a.outlet_id
      join connection c on c.tenant_id = a.tenant_id and c.id = a.connection_id
      left join lateral (
        select followers, likes, videos from content_day d
        where d.tenant_id = a.tenant_id and d.account_id = a.id and d.followers is not null
          and d.day >= (a.profile_at - interval '2 days')::date order by d.day desc limit 1) p on true
      left join lateral (
        select seen_videos, views from content_day d
        where d.tenant_id = a.tenant_id and d.account_id = a.id and d.videos_at is not null
          and d.day >= (a.videos_at - interval '2 days')::date order by d.day desc limit 1) v on true
      where o.archived_at is null and ${where}
      order by a.disconnected_at is not null, a.connected_at desc, a.id`),
  ]);
  const ofOutlet = Map.groupBy(accounts.rows, ({ outlet_id }) => outlet_id);
  return outlets.rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    picName: row.pic_name,
    picContact: row.pic_contact,
    createdAt: new Date(row.created_at),
    accounts: (ofOutlet.get(row.id) ?? []).map(accountOf),
  }));
}

const dateOf = (text: string | null): Date | undefined => (text === null ? undefined : new Date(text));

function accountOf(row: RawAccount): StoreAccountRow {
  return {
    id: row.id,
    platform: row.platform,
    handle: row.handle,
    displayName: row.display_name,
    externalId: row.external_id,
    avatarUrl: row.avatar_url,
    timeZone: row.time_zone,
    connection: { status: row.status, refreshExpiresAt: dateOf(row.refresh_expires_at) },
    facts: { disconnectedAt: dateOf(row.disconnected_at), problem: row.problem },
    accessExpiresAt: dateOf(row.access_expires_at),
    connectedAt: new Date(row.connected_at),
    profileAt: dateOf(row.profile_at),
    videosAt: dateOf(row.videos_at),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    profile:
      row.followers === null ? undefined : { followers: Number(row.followers), likes: Number(row.likes), videos: Number(row.videos) },
    videos: row.seen_videos === null ? undefined : { seen: row.seen_videos, views: Number(row.views) },
  };
}
