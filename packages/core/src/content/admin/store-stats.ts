import type { adminRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { type OwnDay, ownDay, readVideoDays } from '../days/index.ts';
import type { StoreAccountRow, StoreRow } from './store-rows.ts';

type UserStat = z.output<typeof adminRoutes.userStatSchema>;
type VideoStat = z.output<typeof adminRoutes.videoStatSchema>;

interface Period {
  readonly from: OwnDay;
  readonly to: OwnDay;
}

/** The last `days` own days of an account, today included. */
function lastDays(account: StoreAccountRow, days: number, now: Date): Period {
  const to = ownDay(now, account.timeZone);
  const from = new Date(Date.parse(`${to}T00:00:00Z`) - (days - 1) * 86_400_000).toISOString().slice(0, 10);
  return { from, to };
}

const newestFirst = (a: { snapshotDate: string }, b: { snapshotDate: string }): number => (a.snapshotDate < b.snapshotDate ? 1 : -1);

interface ProfileDayRow extends Record<string, unknown> {
  day: string;
  profile_at: string;
  display_name: string | null;
  followers: string | null;
  following: string | null;
  likes: string | null;
  videos: string | null;
}

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));

/** The profile's counters of a store's accounts by day, newest first. Days that nobody read are not there. */
export async function readUserStats(tx: Tx, store: StoreRow, days: number, now: Date): Promise<UserStat[]> {
  const ofAccounts = await Promise.all(
    store.accounts.map(async (account) => {
      const { from, to } = lastDays(account, days, now);
      const { rows } = await tx.execute<ProfileDayRow>(sql`
        select day::text, profile_at, display_name, followers, following, likes, videos from content_day
        where account_id = ${account.id} and day between ${from}::date and ${to}::date and profile_at is not null order by day desc`);
      return rows.map((row) => ({
        id: `${account.id}:${row.day}`,
        storeCode: store.code,
        snapshotDate: row.day,
        followerCount: numberOf(row.followers),
        followingCount: numberOf(row.following),
        likesCount: numberOf(row.likes),
        videoCount: numberOf(row.videos),
        displayName: row.display_name ?? account.displayName,
        avatarUrl: account.avatarUrl,
        createdAt: new Date(row.profile_at).toISOString(),
      }));
    }),
  );
  return ofAccounts.flat().sort(newestFirst);
}

/** The counters of every video of a store's accounts by day: newest day first, and in a day the newest video first. */
export async function readVideoStats(tx: Tx, store: StoreRow, days: number, now: Date): Promise<VideoStat[]> {
  const ofAccounts = await Promise.all(store.accounts.map((account) => videoStatsOf(tx, store, account, lastDays(account, days, now))));
  return ofAccounts.flat().sort(newestFirst);
}

async function videoStatsOf(tx: Tx, store: StoreRow, account: StoreAccountRow, period: Period): Promise<VideoStat[]> {
  const [videoDays, texts, readAt] = await Promise.all([
    readVideoDays(tx, account.id, period),
    readVideoTexts(tx, account.id),
    readVideoInstants(tx, account.id, period),
  ]);
  return videoDays.toReversed().flatMap(({ day, videos }) =>
    [...videos]
      .sort(([a], [b]) => b - a)
      .flatMap(([no, counters]) => {
        const video = texts.get(no);
        const at = readAt.get(day);
        if (!video || !at) return [];
        return {
          id: `${account.id}:${day}:${video.externalId}`,
          storeCode: store.code,
          snapshotDate: day,
          videoId: video.externalId,
          viewCount: counters.views,
          likeCount: counters.likes,
          commentCount: counters.comments,
          shareCount: counters.shares,
          description: video.description,
          createdAt: at,
        };
      }),
  );
}

async function readVideoTexts(tx: Tx, accountId: string): Promise<Map<number, { externalId: string; description: string }>> {
  const { rows } = await tx.execute<{ no: number; external_id: string; description: string }>(
    sql`select no, external_id, description from content_video where account_id = ${accountId}`,
  );
  return new Map(rows.map(({ no, external_id: externalId, description }) => [no, { externalId, description }]));
}

async function readVideoInstants(tx: Tx, accountId: string, { from, to }: Period): Promise<Map<OwnDay, string>> {
  const { rows } = await tx.execute<{ day: string; videos_at: string }>(sql`
    select day::text, videos_at from content_day
    where account_id = ${accountId} and day between ${from}::date and ${to}::date and videos_at is not null`);
  return new Map(rows.map(({ day, videos_at }) => [day, new Date(videos_at).toISOString()]));
}
