import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Alerts } from './list-alerts.ts';
import type { Summary } from './summary-shape.ts';
import { createReportWorld, otherTenantId, type ReportWorld, tenantId } from './test/report-world.ts';
import type { VideoView } from './video-faces.ts';
import type { AccountReport } from './view-account.ts';
import type { BestTimes } from './view-best-times.ts';
import type { VideoDays } from './view-video-days.ts';

type Page = { items: VideoView[]; nextCursor: string | null };
let world: ReportWorld;
const account = '/api/content/accounts/acc_1';
beforeAll(async () => {
  world = await createReportWorld('2026-03-10T05:00:00Z');
  await world.outlet('out_1', { group: 'Java' });
  await world.outlet('out_2', { group: 'Bali' });
  await world.account('acc_1', { timeZone: 'Asia/Jakarta', createdAt: '2026-02-20T02:00:00Z', outletId: 'out_1', handle: 'one' });
  await world.account('acc_2', { timeZone: 'Asia/Jakarta', createdAt: '2026-02-20T02:00:00Z', outletId: 'out_2', handle: 'two' });
  // Two on Sundays at 20:30, one on a Monday at 09:05, one too young.
  world.posted('s1', '2026-02-22T13:30:00Z');
  world.posted('s2', '2026-03-01T13:30:00Z');
  world.posted('m1', '2026-03-02T02:05:00Z');
  world.posted('t1', '2026-03-09T02:00:00Z');
  const at = (day: string) => new Date(Date.parse(`${day}T02:00:00+07:00`)).toISOString();
  await world.read('acc_1', at('2026-02-21'), { followers: 50, videos: { old: [900, 90, 9, 0] } });
  await world.read('acc_1', at('2026-02-25'), { followers: 60, videos: { old: [900, 90, 9, 0], s1: [300, 30, 3, 0] } });
  await world.read('acc_1', at('2026-03-03'), { followers: 70, videos: { old: [950, 90, 9, 0], s1: [400, 40, 4, 0], s2: [80, 8, 0, 0] } });
  await world.read('acc_1', at('2026-03-05'), { followers: 65, videos: { s1: [410, 41, 4, 0], s2: [100, 10, 0, 0], m1: [40, 4, 0, 0] } });
  await world.read('acc_1', at('2026-03-09'), {
    followers: 66,
    videos: { old: [960, 80, 9, 0], s1: [409, 41, 4, 0], s2: [130, 10, 0, 0], m1: [50, 5, 1, 0] },
  });
  await world.read('acc_1', at('2026-03-10'), {
    followers: 68,
    videos: { old: [960, 80, 9, 0], s1: [409, 41, 4, 0], s2: [131, 10, 0, 0], m1: [55, 5, 1, 0], t1: [9, 0, 0, 0] },
  });
  // Fast in the first week of March, slow in the second.
  await world.read('acc_2', at('2026-02-24'), { followers: 10, videos: { f: [0, 0, 0, 0] } });
  await world.read('acc_2', at('2026-03-05'), { followers: 10, videos: { f: [1000, 0, 0, 0] } });
  await world.read('acc_2', at('2026-03-10'), { followers: 20, videos: { f: [1100, 5, 0, 0] } });
});
afterAll(() => world[Symbol.asyncDispose]());

test('the page of an account shows every day of the period, missing ones without numbers, and both ends', async () => {
  const { body } = await world.get<AccountReport>(`${account}?from=2026-03-02&to=2026-03-06`);
  expect(
    body.days.map(({ day, state, followers, followersChange, gained }) => [day, state, followers, followersChange, gained?.views ?? null]),
  ).toEqual([
    ['2026-03-02', 'missing', null, null, null],
    // s2 is new since the account is known, so all of its 80 count.
    ['2026-03-03', 'read', 70, 10, 50 + 100 + 80],
    ['2026-03-04', 'missing', null, null, null],
    ['2026-03-05', 'read', 65, -5, 10 + 20 + 40],
    ['2026-03-06', 'missing', null, null, null],
  ]);
  expect(body.now).toEqual({ day: '2026-03-05', followers: 65, following: 10, likes: 130, videos: 2 });
  expect(body.start).toEqual({ day: '2026-02-25', followers: 60, following: 10, likes: 120, videos: 2 });
  expect(body.figures).toMatchObject({ followersChange: 5, changeFrom: '2026-02-25', changeTo: '2026-03-05', views: 300, missingDays: 3 });
  expect(body).toMatchObject({ status: 'CONNECTED', outletCode: '1', timeZone: 'Asia/Jakarta', compared: null });
});

test('videos are listed with what the period brought them, the one that had been away too, page after page', async () => {
  const list = async (query: string) => (await world.get<Page>(`${account}/videos?${query}`)).body;
  const { items } = await list('from=2026-03-05&to=2026-03-10');
  // old was away on the fifth: 950 → 960 since the third. s1 fell by one since its rise to 410.
  expect(items.map(({ id, gained }) => [id, gained?.views ?? null])).toEqual([
    ['m1', 55],
    ['s2', 51],
    ['old', 10],
    ['s1', 9],
    ['t1', 9],
  ]);
  expect(items.find(({ id }) => id === 'old')).toMatchObject({ gained: { likes: -10 }, goneDay: null, engagementRate: -1 });
  const pages: string[] = [];
  let cursor = '';
  do {
    const page = await list(`sort=views&limit=2${cursor}`);
    pages.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
  } while (cursor !== '');
  expect(pages).toEqual(['old', 's1', 's2', 'm1', 't1']);
  expect((await list('sort=posted&order=asc')).items.map(({ id }) => id)).toEqual(['old', 's1', 's2', 'm1', 't1']);
  // On the third nobody knew m1 and t1 yet.
  expect((await list('from=2026-03-01&to=2026-03-04')).items.map(({ id }) => id)).toEqual(['s1', 's2', 'old']);
  expect((await list('q=video%20s')).items.map(({ id }) => id).sort()).toEqual(['s1', 's2']);
});

test('a video that was away for a whole period, and returned after it, gained nothing in it', async () => {
  const { items } = (await world.get<Page>(`${account}/videos?from=2026-03-05&to=2026-03-08&sort=posted&order=asc`)).body;
  expect(items.map(({ id, gained }) => [id, gained?.views ?? null])).toEqual([
    ['old', 0],
    ['s1', 10],
    ['s2', 20],
    ['m1', 40],
  ]);
});

test('CSV of videos holds them all; of an account that is not there it is a plain refusal', async () => {
  const { text } = await world.get(`${account}/videos?format=csv&from=2026-03-05&to=2026-03-10`);
  expect(text.trim().split('\n')).toHaveLength(6);
  expect(text).toContain('old,2025-12-01T00:00:00.000Z,Video old,10,960,80,9,0,10,-10,0,0,-1,2026-02-21,,https://www.example.com/old');
  expect((await world.get('/api/content/accounts/acc_none/videos?format=csv')).status).toBe(404);
});

test('the days of one video: missing, gone and read are told apart', async () => {
  const { body } = await world.get<VideoDays>(`${account}/videos/old/days?from=2026-03-03&to=2026-03-10`);
  expect(
    body.days.map(({ day, state, counters, gained }) => [day.slice(8), state, counters?.views ?? null, gained?.views ?? null]),
  ).toEqual([
    ['03', 'read', 950, 50],
    ['04', 'missing', null, null],
    ['05', 'gone', null, null],
    ['06', 'missing', null, null],
    ['07', 'missing', null, null],
    ['08', 'missing', null, null],
    ['09', 'read', 960, 10],
    ['10', 'read', 960, 0],
  ]);
  expect(body.video.gained?.views).toBe(60);
  const first = (await world.get<VideoDays>(`${account}/videos/s2/days?days=10`)).body;
  expect(first.days.map(({ state }) => state).slice(0, 3)).toEqual(['none', 'none', 'read']);
  expect(first.video.gained?.views).toBe(131);
  expect((await world.get(`${account}/videos/nobody/days`)).status).toBe(404);
});

test('best times are medians by weekday and hour of the account, and say how many videos they rest on', async () => {
  const { body } = await world.get<BestTimes>(`${account}/best-times?days=30&afterDays=3`);
  // s1 was read three days after its posting, s2 on the fourth, m1 on the third; t1 is one day old.
  expect(body).toEqual({
    timeZone: 'Asia/Jakarta',
    afterDays: 3,
    cells: expect.arrayContaining([
      { weekday: 7, hour: 20, medianViews: 200, videos: 2 },
      { weekday: 1, hour: 9, medianViews: 40, videos: 1 },
    ]),
    videos: 3,
    leftOut: 1,
  });
  expect(body.cells).toHaveLength(2);
});

test('the summary adds up outlets and groups, and finds the best and the falling video', async () => {
  const { body } = await world.get<Summary>('/api/content/summary?from=2026-03-06&to=2026-03-10&compare=previous&top=2');
  expect(body.comparedPeriod).toEqual({ from: '2026-03-01', to: '2026-03-05' });
  expect(body.figures).toMatchObject({ followers: 88, followersChange: 13, views: 10 - 1 + 31 + 15 + 9 + 100, readDays: 3 });
  expect(body.outlets.map(({ outletCode, figures }) => [outletCode, figures.views])).toEqual([
    ['2', 100],
    ['1', 64],
  ]);
  expect(body.groups.map(({ group, accounts }) => [group, accounts])).toEqual([
    ['Bali', 1],
    ['Java', 1],
  ]);
  expect(body.topVideos.map(({ id, outletName, gained }) => [id, outletName, gained?.views])).toEqual([
    ['f', 'Outlet out_2', 100],
    ['s2', 'Outlet out_1', 31],
  ]);
  // 1000 in the five days before, 100 in these.
  expect(body.fallingVideos.map(({ id, formerPerDay, recentPerDay }) => [id, formerPerDay, recentPerDay])).toEqual([
    ['f', 200, 20],
    ['s1', 22, -0.2],
  ]);
  const one = body.days.find(({ day }) => day === '2026-03-10');
  expect(one).toEqual({ day: '2026-03-10', accountsRead: 2, accountsMissing: 0, followersChange: 12, views: 1 + 5 + 9 + 100 });
  expect(body.days.find(({ day }) => day === '2026-03-07')).toMatchObject({ accountsRead: 0, accountsMissing: 2, views: null });
  expect(body.statuses.CONNECTED).toBe(2);
});

test('alerts name what needs a person, the critical first, and where to look', async () => {
  const soon = new Date('2026-03-11T15:00:00Z').toISOString();
  await world.db.query(`update connection set refresh_expires_at = $1 where id = 'con_acc_2'`, [soon]);
  await world.db.query(
    `insert into run (tenant_id, id, kind, status, requested_by, total, failed, created_at, started_at, finished_at) values
     ($1, 'run_1', 'content.video', 'succeeded', 't', 100, 12, '2026-03-10T01:00:00Z', '2026-03-10T01:00:00Z', '2026-03-10T01:16:00Z'),
     ($1, 'run_2', 'content.user', 'succeeded', 't', 100, 50, '2026-03-08T01:00:00Z', '2026-03-08T01:00:00Z', '2026-03-08T01:16:00Z')`,
    [tenantId],
  );
  const { body } = await world.get<Alerts>('/api/content/alerts');
  expect(body.items.map(({ code, severity, params, link }) => [code, severity, params, link.id])).toEqual([
    ['SYNC_FAILURES', 'critical', { percent: 12, failed: 12, total: 100, job: 'video' }, 'run_1'],
    ['DAYS_MISSING', 'critical', { days: 4, ofDays: 7 }, 'acc_1'],
    ['DAYS_MISSING', 'critical', { days: 6, ofDays: 7 }, 'acc_2'],
    ['SYNC_SLOW', 'warning', { minutes: 16, job: 'video' }, 'run_1'],
    ['TOKEN_ENDS', 'warning', { hours: 34, endsAt: soon }, 'acc_2'],
  ]);
  expect([body.total, body.counts.find(({ code }) => code === 'DAYS_MISSING')?.count]).toEqual([5, 2]);
  expect((await world.get<Alerts>('/api/content/alerts', otherTenantId)).body.items).toEqual([]);
});

test('a picture is served to the organisation whose video it covers, and to nobody else', async () => {
  const sha256 = 'c'.repeat(64);
  world.files.set(sha256, new TextEncoder().encode('a picture'));
  const path = `/api/content/pictures/${sha256}`;
  expect((await world.get(path)).status).toBe(404);
  await world.db.query(`update content_video set cover_sha256 = $1 where external_id = 'old'`, [sha256]);
  const answer = await world.get(path);
  expect([answer.status, answer.text, answer.headers.get('content-type')]).toEqual([200, 'a picture', 'image/webp']);
  expect((await world.get(path, otherTenantId)).status).toBe(404);
  expect((await world.get<Page>(`${account}/videos?q=old`)).body.items[0]?.coverUrl).toBe(path);
});

test('the plain questions about an account answer who it is, its videos and what they come to', async () => {
  const user = await world.get<{ counters: object }>('/api/tiktok/user/acc_1');
  expect(user.body).toMatchObject({
    accountId: 'acc_1',
    handle: 'one',
    status: 'CONNECTED',
    counters: { day: '2026-03-10', followers: 68 },
  });
  const ids: string[] = [];
  let cursor = '';
  do {
    const { body } = await world.get<Page>(`/api/tiktok/videos/acc_1?limit=2${cursor}`);
    ids.push(...body.items.map(({ id }) => id));
    cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
  } while (cursor !== '');
  expect(ids).toEqual(['t1', 'm1', 's2', 's1', 'old']);
  const analytics = await world.get<object>('/api/tiktok/analytics/acc_1?from=2026-03-05&to=2026-03-10&compare=previous');
  expect(analytics.body).toMatchObject({
    totals: { videos: 5, views: 960 + 409 + 131 + 55 + 9 },
    figures: { followersChange: -2, views: 134 },
    comparedPeriod: { from: '2026-02-27', to: '2026-03-04' },
    bestVideos: [{ id: 'm1' }, { id: 's2' }, { id: 'old' }, { id: 's1' }, { id: 't1' }],
  });
  for (const path of ['user', 'videos', 'analytics'])
    expect((await world.get(`/api/tiktok/${path}/acc_1`, otherTenantId)).status).toBe(404);
  expect((await world.get('/api/tiktok/videos/acc_1?cursor=WyJ4IiwxXQ')).status).toBe(400);
});

test('days that the retention took are not missing, and gains from before them are not made up', async () => {
  await world.db.query(`insert into content_settings (tenant_id, keep_video_days_months, keep_profile_days_months) values ($1, 1, 1)`, [
    otherTenantId,
  ]);
  await world.account('acc_9', { timeZone: 'Asia/Jakarta', createdAt: '2026-01-20T02:00:00Z', tenantId: otherTenantId });
  const counted = { videos: { v: [10, 0, 0, 0] as const } };
  await world.read('acc_9', '2026-01-21T02:00:00Z', counted);
  await world.read('acc_9', '2026-02-02T02:00:00Z', { videos: { v: [50, 0, 0, 0] } });
  await world.db.query(`delete from content_day where account_id = 'acc_9' and day < '2026-02-01'`);
  await world.db.query(`delete from content_video_day where account_id = 'acc_9' and day < '2026-02-01'`);
  const { body } = await world.get<AccountReport>('/api/content/accounts/acc_9?from=2026-01-30&to=2026-02-03', otherTenantId);
  expect(body.days.map(({ state }) => state)).toEqual(['none', 'none', 'missing', 'read', 'missing']);
  const videos = await world.get<Page>('/api/content/accounts/acc_9/videos?from=2026-01-30&to=2026-02-03', otherTenantId);
  expect(videos.body.items.map(({ id, gained }) => [id, gained])).toEqual([['v', null]]);
});
