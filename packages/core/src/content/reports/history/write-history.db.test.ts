import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordProfileDay, recordVideoDay } from '../../days/index.ts';
import { createReportWorld, type ReportWorld, tenantId } from '../test/report-world.ts';
import type { AccountHistory } from './account-history.ts';
import { sampleHistory } from './sample-history.ts';
import { writeHistory } from './write-history.ts';

let world: ReportWorld;
beforeAll(async () => {
  world = await createReportWorld('2026-03-10T05:00:00Z');
});
afterAll(() => world[Symbol.asyncDispose]());

/** Day by day, as the sync would have recorded it. */
async function recordHistory({ accountId, days, videos }: AccountHistory): Promise<void> {
  for (const { day, isLate, profile, videos: shown } of days) {
    const reading = { tenantId, accountId, day, isLate, at: new Date(`${day}T${isLate ? '14:10' : '19:05'}:00Z`) };
    await world.inTenant(async (tx) => {
      const face = { externalId: 'x', handle: undefined, avatarUrl: undefined, bio: undefined, isVerified: undefined };
      if (profile) await recordProfileDay(tx, { ...reading, profile: { ...face, ...profile } });
      const read = [...(shown ?? [])].flatMap(([no, counters]) => {
        const video = videos[no - 1];
        return video ? [{ ...video, ...counters, coverUrl: '' }] : [];
      });
      await recordVideoDay(tx, { ...reading, videos: read });
    });
  }
}

test('a history written at once is what the sync would have recorded day by day', async () => {
  const shape = { handle: 'h', timeZone: 'Asia/Jakarta', until: '2026-03-09', days: 90, videos: 16 };
  for (const seed of [3, 11, 24]) {
    const [atOnce, byDay] = [`acc_once_${seed}`, `acc_days_${seed}`];
    const history = sampleHistory({ ...shape, accountId: atOnce, seed });
    for (const id of [atOnce, byDay]) await world.account(id, { timeZone: 'Asia/Jakarta', createdAt: history.watchedSince.toISOString() });
    await world.inTenant((tx) => writeHistory(tx, tenantId, history));
    await recordHistory({ ...history, accountId: byDay });
    const look = async (accountId: string, text: string) => world.db.query(text, [accountId]);
    for (const text of [
      `select day::text, is_late, display_name, followers, following, likes, videos, seen_videos, views, video_likes, comments, shares,
         gained_views, gained_likes, gained_comments, gained_shares from content_day where account_id = $1 order by day`,
      `select v.external_id, posted_at, description, v.views, v.likes, v.comments, v.shares, first_day::text, last_day::text, gone_day::text
         from content_video v where account_id = $1 order by external_id`,
      `select d.day::text, d.is_key, v.external_id, u.views, u.likes, u.comments, u.shares from content_video_day d
         cross join lateral unnest(nos, d.views, d.likes, d.comments, d.shares) u (no, views, likes, comments, shares)
         join content_video v on v.account_id = d.account_id and v.no = u.no where d.account_id = $1 order by 1, 3`,
    ]) {
      const rows = await look(atOnce, text);
      expect(rows.length).toBeGreaterThan(10);
      expect(rows).toEqual(await look(byDay, text));
    }
  }
});
