import type { Tx } from '@shopfleet/db';
import type { ContentVideo } from '@shopfleet/platform-kit';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureMonths, type OwnDay, readVideoDays, recordProfileDay, recordVideoDay } from './index.ts';

const tenantId = 'ten_days';
let world: TestDatabase;
let accountId = '';
let accounts = 0;

beforeAll(async () => {
  world = await createTestDatabase();
  await world.query(`insert into tenant (id, name) values ('${tenantId}', 'Days')`);
  await ensureMonths(world.database, { from: new Date('2026-02-15T00:00:00Z'), to: new Date('2026-04-15T00:00:00Z') });
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(async () => {
  accounts += 1;
  accountId = `acc_${accounts}`;
  await world.query(
    `insert into connection (tenant_id, id, platform, status, external_account_id) values ('${tenantId}', 'con_${accounts}', 'p', 'connected', 'x${accounts}')`,
  );
  await world.query(
    `insert into content_account (tenant_id, id, connection_id, platform, external_id, time_zone)
     values ('${tenantId}', '${accountId}', 'con_${accounts}', 'p', 'x${accounts}', 'Asia/Jakarta')`,
  );
});

const inTenant = <T>(work: (tx: Tx) => Promise<T>) => world.database.asTenant(tenantId, work);
const video = (externalId: string, views: number, more: Partial<ContentVideo> = {}): ContentVideo => ({
  externalId,
  postedAt: new Date(Date.UTC(2026, 0, 1) + Number(externalId) * 1_000),
  description: `Video ${externalId}`,
  durationSeconds: 12,
  shareUrl: '',
  embedUrl: '',
  coverUrl: '',
  views,
  likes: 1,
  comments: 0,
  shares: 0,
  ...more,
});
const record = (day: OwnDay, videos: readonly ContentVideo[], isLate = false) =>
  inTenant((tx) => recordVideoDay(tx, { tenantId, accountId, day, at: new Date(`${day}T05:00:00Z`), isLate, videos }));
/** Views by day and number. */
async function views(from: OwnDay, to: OwnDay): Promise<Record<OwnDay, Record<number, number>>> {
  const days = await inTenant((tx) => readVideoDays(tx, accountId, { from, to }));
  return Object.fromEntries(days.map(({ day, videos }) => [day, Object.fromEntries([...videos].map(([no, each]) => [no, each.views]))]));
}

test('days are read as they were written, over the end of a month, with videos that vanish and return', async () => {
  await record('2026-03-30', [video('1', 10), video('2', 20)]);
  await record('2026-03-31', [video('2', 19)]);
  await record('2026-04-01', [video('2', 19), video('3', 1)]);
  await record('2026-04-03', [video('1', 12), video('2', 25), video('3', 1)]);
  expect(await views('2026-03-01', '2026-04-30')).toEqual({
    '2026-03-30': { 1: 10, 2: 20 },
    '2026-03-31': { 2: 19 },
    '2026-04-01': { 2: 19, 3: 1 },
    '2026-04-03': { 1: 12, 2: 25, 3: 1 },
  });
  expect(await views('2026-04-02', '2026-04-30')).toEqual({ '2026-04-03': { 1: 12, 2: 25, 3: 1 } });
  const kept = await world.query<{ no: number; gone: string | null; views: string }>(
    `select no, gone_day::text as gone, views from content_video where account_id = '${accountId}' order by no`,
  );
  expect(kept).toEqual([
    { no: 1, gone: null, views: '12' },
    { no: 2, gone: null, views: '25' },
    { no: 3, gone: null, views: '1' },
  ]);
});

test('a second reading of a day replaces the first: one row, its sums, and the day after stays right', async () => {
  await record('2026-03-01', [video('1', 10), video('2', 20)]);
  await record('2026-03-02', [video('1', 11), video('2', 21)]);
  await record('2026-03-02', [video('1', 15)]);
  expect(await views('2026-03-01', '2026-03-31')).toEqual({ '2026-03-01': { 1: 10, 2: 20 }, '2026-03-02': { 1: 15 } });
  await record('2026-03-03', [video('1', 15), video('2', 21)]);
  const sums = await world.query(`select day::text, seen_videos, views from content_day where account_id = '${accountId}' order by day`);
  expect(sums).toEqual([
    { day: '2026-03-01', seen_videos: 2, views: '30' },
    { day: '2026-03-02', seen_videos: 1, views: '15' },
    { day: '2026-03-03', seen_videos: 2, views: '36' },
  ]);
  expect(await views('2026-03-03', '2026-03-03')).toEqual({ '2026-03-03': { 1: 15, 2: 21 } });
});

test('gains count from the last known counters of an earlier day, also after a second reading and over the end of a month', async () => {
  const gains = async () =>
    (
      await world.query<{ day: string; gained: string | null }>(
        `select day::text, gained_views as gained from content_day where account_id = '${accountId}' order by day`,
      )
    ).map(({ day, gained }) => `${day.slice(5)} ${gained}`);
  const posted = { postedAt: new Date('2100-01-01T00:00:00Z') };
  await record('2026-03-30', [video('1', 100), video('2', 50)]);
  await record('2026-03-31', [video('2', 45)]);
  await record('2026-04-01', [video('1', 130), video('2', 60)]);
  expect(await gains()).toEqual(['03-30 null', '03-31 -5', '04-01 45']);
  await record('2026-04-01', [video('1', 131), video('2', 60), video('3', 7, posted), video('4', 1_000)]);
  expect(await gains()).toEqual(['03-30 null', '03-31 -5', '04-01 53']);
  await record('2026-04-02', [video('1', 131), video('4', 1_001)]);
  expect((await gains()).at(-1)).toBe('04-02 1');
});

test('a reading under a clock that was set back spoils no later day', async () => {
  await record('2026-03-10', [video('1', 10)]);
  await record('2026-03-12', [video('1', 12), video('2', 5)]);
  await record('2026-03-10', [video('1', 9), video('2', 5), video('3', 7)]);
  await record('2026-03-09', [video('1', 8)]);
  expect(await views('2026-03-01', '2026-03-31')).toEqual({
    '2026-03-09': { 1: 8 },
    '2026-03-10': { 1: 9, 2: 5, 3: 7 },
    '2026-03-12': { 1: 12, 2: 5 },
  });
  const [first] = await world.query(`select views, gone_day from content_video where account_id = '${accountId}' and no = 1`);
  expect(first).toEqual({ views: '12', gone_day: null });
});

test('profile and videos of a day share one row, in either order, and lateness sticks', async () => {
  const counters = { followers: 5, following: 1, likes: 9, videos: 2 };
  const profile = {
    externalId: 'x',
    displayName: 'Kopi \0 Gayo \ud800',
    handle: 'kopi',
    avatarUrl: undefined,
    bio: undefined,
    isVerified: true,
    counters,
  };
  const at = new Date('2026-03-05T04:00:00Z');
  await record('2026-03-05', [video('1', 3)], true);
  await inTenant((tx) => recordProfileDay(tx, { tenantId, accountId, day: '2026-03-05', at, isLate: false, profile }));
  const rows = await world.query(
    `select display_name, followers, seen_videos, views, is_late from content_day where account_id = '${accountId}'`,
  );
  expect(rows).toEqual([{ display_name: 'Kopi  Gayo \ufffd', followers: '5', seen_videos: 1, views: '3', is_late: true }]);
});

test('readings of one account at the same moment number every video once', async () => {
  const batches = [1, 2, 3, 4].map((n) => Array.from({ length: 30 }, (_, index) => video(String(index * n + 1), index)));
  await Promise.all(batches.map((videos) => record('2026-03-20', videos)));
  const numbers = await world.query<{ no: number }>(`select no from content_video where account_id = '${accountId}' order by no`);
  expect(numbers.map(({ no }) => no)).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
  expect(Object.keys((await views('2026-03-20', '2026-03-20'))['2026-03-20'] ?? {})).toHaveLength(30);
});

test('a video of which nothing changed is not written again, though the address of its cover is another each time', async () => {
  const posts = (n: number) =>
    Array.from({ length: 40 }, (_, index) => video(String(index + 1), 5, { coverUrl: `https://p.example/${index}?n=${n}` }));
  const versions = () =>
    world.query<{ no: number; v: string }>(`select no, xmin::text as v from content_video where account_id = '${accountId}' order by no`);
  await record('2026-03-01', posts(1));
  const first = await versions();
  await world.query(`update content_video set cover_sha256 = 'kept' where account_id = '${accountId}' and no > 30`);
  const kept = await versions();
  await record('2026-03-02', posts(2));
  const changed = (await versions()).filter(({ v }, index) => v !== kept[index]?.v).map(({ no }) => no);
  // The newest 30 are 11 to 40; the last ten of them have their picture.
  expect(changed).toEqual(Array.from({ length: 20 }, (_, index) => index + 11));
  expect(first).toHaveLength(40);
});

test('no day ends in the default partitions, and making months at once is safe', async () => {
  const from = new Date('2027-06-30T23:00:00Z');
  await Promise.all([1, 2, 3, 4].map(() => ensureMonths(world.database, { from })));
  const names = await world.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'content_day'::regclass and inhrelid::regclass::text like '%_2027%' order by 1`,
  );
  expect(names.map(({ name }) => name)).toEqual(['content_day_202706', 'content_day_202707', 'content_day_202708']);
  expect(await world.query('select 1 from content_day_default union all select 1 from content_video_day_default')).toEqual([]);
});
