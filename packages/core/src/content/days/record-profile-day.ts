import type { Tx } from '@shopfleet/db';
import type { ContentProfile } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import type { OwnDay } from './own-day.ts';
import { storable } from './storable.ts';

export interface ProfileReading {
  readonly tenantId: string;
  readonly accountId: string;
  /** The account's own date at `at`. */
  readonly day: OwnDay;
  readonly at: Date;
  readonly isLate: boolean;
  readonly profile: ContentProfile;
}

/**
 * Keeps what a profile showed: on its day, over an earlier reading of that day, and as the account's latest face. What the account did
 * not grant stays null, and leaves the latest face as it was.
 */
export async function recordProfileDay(tx: Tx, reading: ProfileReading): Promise<void> {
  const { tenantId, accountId, day, isLate, profile } = reading;
  const at = reading.at.toISOString();
  const [displayName, handle, bio, avatarUrl] = [profile.displayName, profile.handle, profile.bio, profile.avatarUrl].map((text) =>
    text === undefined ? null : storable(text),
  );
  const { followers, following, likes, videos } = profile.counters ?? {};
  await Promise.all([
    tx.execute(sql`
      update content_account set profile_at = ${at}, display_name = coalesce(${displayName ?? null}, display_name),
        handle = coalesce(${handle ?? null}, handle), bio = coalesce(${bio ?? null}, bio),
        is_verified = coalesce(${profile.isVerified ?? null}, is_verified),
        avatar_sha256 = case when split_part(${avatarUrl ?? null}::text, '?', 1) <> split_part(avatar_url, '?', 1) then null else avatar_sha256 end,
        avatar_url = coalesce(${avatarUrl ?? null}, avatar_url), problem = '', problem_at = null, updated_at = ${at}
      where id = ${accountId} and (profile_at is null or profile_at <= ${at})`),
    tx.execute(sql`
      insert into content_day as d (tenant_id, account_id, day, is_late, profile_at, display_name, followers, following, likes, videos)
      values (${tenantId}, ${accountId}, ${day}::date, ${isLate}, ${at}, ${displayName ?? null}, ${followers ?? null},
        ${following ?? null}, ${likes ?? null}, ${videos ?? null})
      on conflict (tenant_id, account_id, day) do update set is_late = d.is_late or excluded.is_late, profile_at = excluded.profile_at,
        display_name = excluded.display_name, followers = excluded.followers, following = excluded.following, likes = excluded.likes,
        videos = excluded.videos`),
  ]);
}
