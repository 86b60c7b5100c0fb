import { adminRoutes } from '@shopfleet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminKeyOf, bodyAs, callAdmin, failureOf, hubKey } from '../test/admin-calls.ts';
import { type ContentWorld, createContentWorld } from './test/content-world.ts';

type Init = Parameters<typeof callAdmin>[3];
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(new Date());

let world: ContentWorld;
let key: string;
/** The account of the store KMG-1 at the platform, and here. */
let openId: string;
let accountId: string;
beforeAll(async () => {
  world = await createContentWorld({ config: { isCalendarOn: true, contentSync: jakarta }, settings: { growthStepMs: 60_000 } });
  key = adminKeyOf(world.hub);
  for (const code of ['KMG-1', 'New_01', 'IDEM']) await post('/admin/stores', { store_code: code, store_name: code, pic_name: 'Dewi' });
  [[accountId = '', openId = ''] = ['', '']] = [...(await world.connect({ count: 1, videos: 25, timeZone: 'Asia/Jakarta' }))];
  await moveTo('KMG-1', accountId);
});
afterAll(() => world[Symbol.asyncDispose]());

const jakarta = {
  profilesAtOnce: 5,
  videosAtOnce: 5,
  crons: { refresh_tokens: '0 1 * * *', user: '30 2 * * *', video: '0 3 * * *' },
  timeZone: 'Asia/Jakarta',
} as const;
const call = (path: string, init?: Init) => callAdmin(world.hub, key, path, init);
const post = (path: string, json: unknown) => call(path, { method: 'POST', json });
const moveTo = (code: string, account: string) =>
  world.hub.database.query('update content_account set outlet_id = (select id from outlet where code = $1) where id = $2', [code, account]);

test('a run of one store tells what was read, and the numbers are there', async () => {
  const answer = await post('/admin/sync/run', { store_code: 'kmg-1' });
  expect(answer.status).toBe(200);
  const { data: ran } = await bodyAs<{ data: Record<string, unknown> }>(adminRoutes.runSync, answer);
  expect(ran).toEqual({
    success: true,
    storeCode: 'KMG-1',
    message: '0 tokens renewed, 1 profile, 25 videos',
    duration: expect.any(Number),
    recordsProcessed: 26,
  });

  const { data: store } = await bodyAs<{ data: Record<string, unknown> }>(adminRoutes.getStore, await call('/admin/stores/KMG-1'));
  const profile = world.sandbox.control.account(openId);
  expect(store).toMatchObject({
    connectionStatus: 'CONNECTED',
    accountId,
    accountIdentifier: profile.username,
    latestUserStats: { videoCount: 25 },
    latestVideoStats: { totalVideos: 25 },
  });
  expect(Date.parse(String(store.lastSyncTime))).toBeGreaterThan(Date.now() - 60_000);
  expect(Date.parse(String(store.tokenExpiresAt))).toBeGreaterThan(Date.now());

  const accounts = await bodyAs<{ data: unknown[] }>(adminRoutes.listStoreAccounts, await call('/admin/stores/KMG-1/accounts'));
  expect(accounts).toMatchObject({
    count: 1,
    data: [{ id: accountId, storeCode: 'KMG-1', hasValidToken: true, accountIdentifier: profile.username }],
  });

  const userStats = await bodyAs<{ data: unknown[] }>(adminRoutes.listUserStats, await call('/admin/stores/KMG-1/user-stats'));
  expect(userStats).toMatchObject({
    count: 1,
    data: [{ snapshotDate: today, storeCode: 'KMG-1', videoCount: 25, displayName: profile.displayName }],
  });

  const videos = await bodyAs<{ data: { videoId: string; viewCount: number }[] }>(
    adminRoutes.listVideoStats,
    await call('/admin/stores/KMG-1/video-stats'),
  );
  expect(videos).toMatchObject({ count: 25 });
  const truth = world.sandbox.control.videos(openId).map(({ id }) => id);
  expect(videos.data.map(({ videoId }) => videoId).sort()).toEqual(truth.sort());
});

test('days go back as far as asked for, the newest first, and a day that nobody read is not there', async () => {
  await plantDays([1, 3, 40]);
  const datesOf = async (query: string) => {
    const body = await bodyAs<{ data: { snapshotDate: string; followerCount: number }[] }>(
      adminRoutes.listUserStats,
      await call(`/admin/stores/KMG-1/user-stats${query}`),
    );
    return body.data.map(({ snapshotDate }) => snapshotDate);
  };
  expect(await datesOf('')).toEqual([today, daysAgo(1), daysAgo(3)]);
  expect(await datesOf('?days=1')).toEqual([today]);
  expect(await datesOf('?days=3')).toEqual([today, daysAgo(1)]);
  expect(await datesOf('?days=4')).toEqual([today, daysAgo(1), daysAgo(3)]);
  expect(await datesOf('?days=365')).toEqual([today, daysAgo(1), daysAgo(3), daysAgo(40)]);
});

test('a run of all stores tells the totals, and two at once are one', async () => {
  const other = [...(await world.connect({ count: 1, videos: 5 })).keys()];
  await moveTo('IDEM', other[0] ?? '');
  const before = await runCount();
  const [first, second] = await Promise.all([post('/admin/sync/run', {}), call('/admin/sync/run', { method: 'POST' })]);
  const totals = {
    refresh_tokens: { total: 2, refreshed: 0, failed: 0 },
    user_sync: { total: 2, successful: 2, failed: 0, skipped: 0 },
    video_sync: { total: 2, successful: 2, failed: 0, skipped: 0, totalVideos: 30 },
  };
  for (const answer of [first, second]) {
    expect(answer.status).toBe(200);
    expect(await bodyAs(adminRoutes.runSync, answer)).toEqual({ success: true, data: totals });
  }
  expect((await runCount()) - before).toBe(3);
  const tokensOnly = await bodyAs<{ data: object }>(adminRoutes.runSync, await post('/admin/sync/run', { job: 'refresh_tokens' }));
  expect(tokensOnly.data).toMatchObject({
    refresh_tokens: { total: 2 },
    user_sync: { total: 0 },
    video_sync: { total: 0, totalVideos: 0 },
  });
});

test('a store that cannot be read fails with the reason; one without an account is not successful', async () => {
  world.sandbox.control.addFault({ kind: 'refuse', api: 'video.list', account: openId, status: 400, code: 'invalid_params', next: 100 });
  const failed = await failureOf(await post('/admin/sync/run', { store_code: 'KMG-1', job: 'video' }));
  world.sandbox.control.clearFaults();
  expect(failed).toMatchObject({
    status: 500,
    code: 'SYNC_FAILED',
    message: expect.stringMatching(/^KMG-1 could not be read: .*refused/),
  });
  const empty = await bodyAs<{ data: object }>(adminRoutes.runSync, await post('/admin/sync/run', { store_code: 'NEW_01', job: 'user' }));
  expect(empty.data).toMatchObject({ success: false, storeCode: 'New_01', message: 'No account is connected', recordsProcessed: 0 });

  const logs = await bodyAs<{ data: object[] }>(adminRoutes.listStoreSyncLogs, await call('/admin/stores/KMG-1/sync-logs?limit=2'));
  expect(logs).toMatchObject({
    count: 2,
    data: [{ storeCode: 'KMG-1', jobName: 'sync_video_daily', status: 'FAILED' }, { status: 'SUCCESS' }],
  });
  const all = await bodyAs<{ data: { storeCode: string | null; jobName: string }[] }>(
    adminRoutes.listAdminSyncLogs,
    await call('/admin/sync/logs?limit=500'),
  );
  expect(new Set(all.data.map(({ jobName }) => jobName))).toEqual(new Set(['refresh_tokens', 'sync_user_daily', 'sync_video_daily']));
  expect(new Set(all.data.map(({ storeCode }) => storeCode))).toEqual(new Set([null, 'KMG-1', 'IDEM']));
  const ofStore = await bodyAs<{ data: { storeCode: string }[] }>(
    adminRoutes.listAdminSyncLogs,
    await call('/admin/sync/logs?store_code=idem'),
  );
  expect(new Set(ofStore.data.map(({ storeCode }) => storeCode))).toEqual(new Set(['IDEM']));
});

test('the calendar is that of the environment', async () => {
  const { data } = await bodyAs<{ data: { jobs: { name: string; schedule: string; nextRun: string }[] } }>(
    adminRoutes.syncStatus,
    await call('/admin/sync/status'),
  );
  expect(data).toMatchObject({ enabled: true, timezone: 'Asia/Jakarta' });
  expect(data.jobs.map(({ name, schedule }) => [name, schedule])).toEqual([
    ['refresh_tokens', '0 1 * * *'],
    ['sync_user_daily', '30 2 * * *'],
    ['sync_video_daily', '0 3 * * *'],
  ]);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Jakarta', hour: '2-digit', minute: '2-digit' });
  expect(data.jobs.map(({ nextRun }) => clock.format(new Date(nextRun)))).toEqual(['01:00', '02:30', '03:00']);
});

test('the list has every store by code, and nothing of another organisation', async () => {
  const list = await bodyAs<{ data: { storeCode: string }[]; count: number }>(adminRoutes.listStores, await call('/admin/stores'));
  expect(list.data.map(({ storeCode }) => storeCode.toLowerCase())).toEqual(['idem', 'kmg-1', 'new_01']);
  expect(list.count).toBe(3);
  const stranger = await hubKey(world.hub, await world.hub.register(), ['content:read', 'content:write']);
  const theirs = await bodyAs(adminRoutes.listStores, await callAdmin(world.hub, stranger, '/admin/stores'));
  expect(theirs).toEqual({ success: true, data: [], count: 0 });
  for (const path of ['', '/accounts', '/user-stats', '/video-stats', '/sync-logs']) {
    expect(await failureOf(await callAdmin(world.hub, stranger, `/admin/stores/KMG-1${path}`))).toMatchObject({
      code: 'STORE_NOT_FOUND',
    });
  }
  expect(await bodyAs(adminRoutes.listAdminSyncLogs, await callAdmin(world.hub, stranger, '/admin/sync/logs'))).toMatchObject({
    count: 0,
  });
  // The same code may be used by every organisation.
  const same = { method: 'POST', json: { store_code: 'KMG-1', store_name: 'K', pic_name: 'P' } };
  expect((await callAdmin(world.hub, stranger, '/admin/stores', same)).status).toBe(201);
});

const daysAgo = (days: number) => new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

async function plantDays(ages: readonly number[]): Promise<void> {
  for (const age of ages) {
    await world.hub.database.query(
      `insert into content_day (tenant_id, account_id, day, profile_at, display_name, followers, following, likes, videos)
       values ($1, $2, $3, now(), 'Kemang', 100, 1, 2, 3)`,
      [world.user.tenantId, accountId, daysAgo(age)],
    );
  }
}

async function runCount(): Promise<number> {
  const [row] = await world.hub.database.query<{ n: number }>(`select count(*)::int as n from run where kind like 'content.%'`);
  return row?.n ?? 0;
}
