import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountStatusOf } from '../accounts/account-status.ts';
import { type BoardSort, measureAccounts } from './board-query.ts';
import { writeSampleChain } from './history/write-sample-chain.ts';
import { createReportWorld, otherTenantId, type ReportWorld } from './test/report-world.ts';
import type { BoardRow } from './view-board.ts';
import type { VideoDays } from './view-video-days.ts';

type Board = { items: BoardRow[]; nextCursor: string | null };
let world: ReportWorld;
beforeAll(async () => {
  // 12:00 in Jakarta, 22:00 of the day before in Los Angeles.
  world = await createReportWorld('2026-03-10T05:00:00Z');
  await world.outlet('out_JKT-1', { group: 'Java', name: '=cmd|calc' });
  await world.outlet('out_LAX-1', { group: 'West', pic: 'Budi' });
  await world.outlet('out_NEW-1', { group: 'West', pic: 'Citra' });
  await world.account('acc_jkt', { timeZone: 'Asia/Jakarta', createdAt: '2026-03-01T02:00:00Z', outletId: 'out_JKT-1', handle: 'jkt' });
  await world.account('acc_lax', {
    timeZone: 'America/Los_Angeles',
    createdAt: '2026-03-01T20:00:00Z',
    outletId: 'out_LAX-1',
    handle: 'lax',
  });
  world.posted('n', '2026-03-04T03:00:00Z');
  // Jakarta, 02:00 of its own clock; the fifth and sixth were read by nobody, the eighth late.
  await world.read('acc_jkt', '2026-03-01T19:00:00Z', { followers: 100, videos: { a: [1000, 100, 10, 1], b: [50, 5, 0, 0] } });
  await world.read('acc_jkt', '2026-03-02T19:00:00Z', { followers: 110, videos: { a: [1100, 104, 10, 1], b: [50, 5, 0, 0] } });
  await world.read('acc_jkt', '2026-03-03T19:00:00Z', { followers: 105, videos: { a: [1150, 103, 11, 1], b: [60, 5, 0, 0] } });
  await world.read('acc_jkt', '2026-03-06T19:00:00Z', { followers: 120, videos: { a: [1400, 113, 12, 2], n: [500, 40, 3, 2] } });
  await world.read('acc_jkt', '2026-03-08T14:10:00Z', {
    followers: 118,
    videos: { a: [1390, 112, 12, 2], n: [700, 50, 4, 3] },
    isLate: true,
  });
  await world.read('acc_jkt', '2026-03-08T19:00:00Z', { followers: 119, videos: { a: [1400, 113, 12, 2], n: [800, 60, 4, 3] } });
  // Los Angeles did not grant its counters; its clocks went forward on the eighth.
  await world.read('acc_lax', '2026-03-07T08:10:00Z', { followers: null, videos: { w: [10, 1, 0, 0] } });
  await world.read('acc_lax', '2026-03-08T08:10:00Z', { followers: null, videos: { w: [20, 1, 0, 0] } });
  world.posted('x', '2026-03-09T06:30:00Z');
  await world.read('acc_lax', '2026-03-10T03:10:00Z', { followers: null, videos: { w: [25, 2, 0, 0], x: [7, 0, 0, 0] } });
});
afterAll(() => world[Symbol.asyncDispose]());

const board = async (query: string, owner?: string) => (await world.get<Board>(`/api/content/accounts?${query}`, owner)).body;
async function row(id: string, query: string): Promise<BoardRow> {
  const found = (await board(query)).items.find((each) => each.id === id);
  if (!found) throw new Error(`no row ${id}`);
  return found;
}

test('a week is added up by hand: growth over missing days, gains that fall, what was posted, what is missing', async () => {
  const { period, figures, strip } = await row('acc_jkt', 'days=7&compare=previous');
  expect(period).toEqual({ from: '2026-03-04', to: '2026-03-10' });
  // From the third (110) to the ninth (119). a: 1100 → 1400; b: 50 → 60, then it vanished; n is new: 800.
  expect(figures).toEqual({
    followers: 119,
    followersChange: 9,
    followersPercent: (9 / 110) * 100,
    changeFrom: '2026-03-03',
    changeTo: '2026-03-09',
    views: 1110,
    likes: 9 + 60,
    comments: 2 + 4,
    shares: 1 + 3,
    engagementRate: 79 / 1110,
    videosPosted: 1,
    readDays: 4,
    lateDays: 1,
    missingDays: 2,
  });
  expect(strip).toEqual({
    from: '2026-03-04',
    states: ['read', 'missing', 'missing', 'read', 'late', 'read', 'waiting'],
    followers: [105, null, null, 120, 118, 119, null],
    followersChange: [-5, null, null, 15, -2, 1, null],
    views: [60, null, null, 750, 190, 110, null],
  });
});

test('the period before stands beside it, and knows only what was known then', async () => {
  const { compared } = await row('acc_jkt', 'days=7&compare=previous');
  // 25 February to 3 March: connected on the first of March, read first on the second.
  expect(compared).toMatchObject({
    followersChange: 10,
    changeFrom: '2026-03-02',
    changeTo: '2026-03-03',
    views: 100,
    likes: 4,
    readDays: 2,
    missingDays: 0,
  });
  const fixed = await row('acc_jkt', 'from=2026-03-09&to=2026-03-09&compareFrom=2026-03-08&compareTo=2026-03-08');
  expect([fixed.figures?.views, fixed.figures?.followersChange]).toEqual([110, 1]);
  expect([fixed.compared?.views, fixed.compared?.followersChange]).toEqual([190, -2]);
});

test('the best video is the one that gained the most, not the largest', async () => {
  const { bestVideo } = await row('acc_jkt', 'days=7');
  expect(bestVideo).toMatchObject({
    id: 'n',
    views: 800,
    gained: { views: 800, likes: 60, comments: 4, shares: 3 },
    engagementRate: 67 / 800,
  });
  expect((await row('acc_jkt', 'from=2026-03-02&to=2026-03-03')).bestVideo).toMatchObject({ id: 'a', gained: { views: 100 } });
  expect((await row('acc_jkt', 'from=2026-03-05&to=2026-03-06')).bestVideo).toBeNull();
});

test('days are the own days of an account whose clocks went forward; without granted counters growth is not known', async () => {
  const { period, figures, strip } = await row('acc_lax', 'days=3');
  expect(period).toEqual({ from: '2026-03-07', to: '2026-03-09' });
  expect(strip?.states).toEqual(['read', 'read', 'read']);
  expect(strip?.views).toEqual([null, 10, 12]);
  // Posted at 23:30 of the eighth, though its date in UTC is the ninth.
  expect((await row('acc_lax', 'from=2026-03-08&to=2026-03-08')).figures?.videosPosted).toBe(1);
  const { body } = await world.get<VideoDays>('/api/content/accounts/acc_lax/videos/x/days?days=1');
  expect(body.days).toMatchObject([{ day: '2026-03-09', state: 'read', gained: { views: 7 } }]);
  expect(figures).toMatchObject({ followers: null, followersChange: null, changeFrom: null, views: 22, videosPosted: 1, missingDays: 0 });
});

test('an outlet without an account has a row, and no figures', async () => {
  expect(await row('out_NEW-1', 'days=7')).toMatchObject({
    status: 'NOT_CONNECTED',
    accountId: null,
    figures: null,
    strip: null,
    bestVideo: null,
  });
});

test('an archived outlet leaves the board, and the page of its account stays', async () => {
  await world.outlet('out_OLD-1');
  await world.account('acc_old', { timeZone: 'Asia/Jakarta', createdAt: '2026-03-01T02:00:00Z', outletId: 'out_OLD-1' });
  await world.db.query(`update outlet set archived_at = now() where id = 'out_OLD-1'`);
  expect((await board('')).items.map(({ id }) => id)).not.toContain('acc_old');
  expect((await world.get('/api/content/accounts/acc_old')).status).toBe(200);
});

test('filters and search find rows by their words', async () => {
  const ids = async (query: string) => (await board(query)).items.map(({ id }) => id);
  expect(await ids('group=West')).toEqual(['acc_lax', 'out_NEW-1']);
  expect(await ids('status=NOT_CONNECTED')).toEqual(['out_NEW-1']);
  expect(await ids('q=citra')).toEqual(['out_NEW-1']);
  expect(await ids('q=%25')).toEqual([]);
  expect(await ids('outletId=out_JKT-1')).toEqual(['acc_jkt']);
});

test('another organisation sees nothing of it', async () => {
  expect((await board('days=7', otherTenantId)).items).toEqual([]);
  for (const path of ['', '/videos', '/videos/a/days', '/best-times'])
    expect((await world.get(`/api/content/accounts/acc_jkt${path}`, otherTenantId)).status).toBe(404);
});

test('CSV holds every row, numbers as numbers, and no cell that a spreadsheet would run', async () => {
  const { text, headers } = await world.get('/api/content/accounts?days=1&format=csv');
  expect(headers.get('content-disposition')).toContain('content.csv');
  const [head, jkt, ...rest] = text.trim().split('\n');
  expect(head).toContain('outlet,outlet_name,group,pic,account');
  expect(jkt).toMatch(/^JKT-1,'=cmd\|calc,Java,Ayu,jkt,/);
  expect(rest).toHaveLength(2);
  const falling = await world.get('/api/content/accounts?from=2026-03-08&to=2026-03-08&format=csv');
  expect(falling.text).toContain(',118,-2,-1.66667,2026-03-07,2026-03-08,');
});

test('days and dates together, or a range that ends before it begins, are refused', async () => {
  for (const query of ['days=3&from=2026-03-01&to=2026-03-02', 'from=2026-03-02&to=2026-03-01', 'from=2026-03-02', 'days=0', 'cursor=x'])
    expect([query, (await world.get(`/api/content/accounts?${query}`)).status]).toEqual([query, 400]);
});

describe('over a chain of outlets', () => {
  const now = new Date('2026-03-10T05:00:00Z');
  beforeAll(async () => {
    await writeSampleChain(world.db.database, {
      tenantId: otherTenantId,
      platform: 'p',
      accounts: 45,
      days: 60,
      videos: 6,
      until: '2026-03-09',
    });
  });

  const sorts: readonly [BoardSort, (row: BoardRow) => string | number | null][] = [
    ['outlet', (each) => each.outletCode.toLowerCase()],
    ['group', (each) => each.group.toLowerCase()],
    ['pic', (each) => each.picName.toLowerCase()],
    ['account', (each) => each.handle],
    ['followers', (each) => each.figures?.followers ?? null],
    ['growth', (each) => each.figures?.followersChange ?? null],
    ['growthPercent', (each) => each.figures?.followersPercent ?? null],
    ['views', (each) => each.figures?.views ?? null],
    ['likes', (each) => each.figures?.likes ?? null],
    ['comments', (each) => each.figures?.comments ?? null],
    ['shares', (each) => each.figures?.shares ?? null],
    ['engagement', (each) => each.figures?.engagementRate ?? null],
    ['posted', (each) => each.figures?.videosPosted ?? null],
    ['missing', (each) => each.figures?.missingDays ?? null],
    ['lastSync', (each) => (each.lastSyncAt === null ? null : Date.parse(each.lastSyncAt))],
    ['tokenEnd', (each) => (each.tokenEndsAt === null ? null : Date.parse(each.tokenEndsAt))],
  ];
  test.each(sorts)('sorted by %s, the pages follow each other in order, and every row comes once', async (sort, keyOf) => {
    for (const order of ['asc', 'desc'] as const) {
      const items: BoardRow[] = [];
      let cursor = '';
      do {
        const page = await board(`days=14&sort=${sort}&order=${order}&limit=20${cursor}`, otherTenantId);
        items.push(...page.items);
        cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
      } while (cursor !== '');
      expect(new Set(items.map(({ id }) => id)).size).toBe(45);
      const values = items.map(keyOf);
      const known = values.filter((value) => value !== null);
      expect(values.slice(0, known.length)).toEqual(known);
      const inOrder = known.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
      expect(known).toEqual(order === 'asc' ? inOrder : inOrder.reverse());
    }
  });

  test('a cursor of another sort is refused', async () => {
    const { nextCursor } = await board('sort=views&limit=1', otherTenantId);
    expect((await world.get(`/api/content/accounts?sort=outlet&cursor=${nextCursor}`, otherTenantId)).status).toBe(400);
  });

  test('the status of a row is the status of the account', async () => {
    const connections = ['connected', 'expiring', 'needs_reconnect', 'revoked', 'error'] as const;
    const ends = [null, '2026-03-10T05:00:00Z', '2026-03-10T05:00:01Z'];
    const cases = connections.flatMap((status) =>
      ends.flatMap((end) =>
        ['', 'refused'].flatMap((problem) => [null, '2026-03-09T00:00:00Z'].map((gone) => ({ status, end, problem, gone }))),
      ),
    );
    const everything = {
      tenantId: otherTenantId,
      now,
      filter: {},
      periods: { period: { days: 1 }, compared: undefined },
      cursor: undefined,
    } as const;
    const measure = () =>
      world.inTenant((tx) => measureAccounts(tx, { ...everything, sort: 'outlet', order: 'asc', limit: undefined }), otherTenantId);
    const [first] = await measure();
    const accountId = first?.account.accountId;
    for (const { status, end, problem, gone } of cases) {
      await world.db.query('update connection set status = $1, refresh_expires_at = $2 where account_name = $3', [
        status,
        end,
        first?.account.handle,
      ]);
      await world.db.query('update content_account set problem = $1, disconnected_at = $2 where id = $3', [problem, gone, accountId]);
      const expected = accountStatusOf(
        { status, refreshExpiresAt: end === null ? undefined : new Date(end) },
        { disconnectedAt: gone === null ? undefined : new Date(gone), problem },
        now,
      );
      const [now1] = await measure();
      expect([status, end, problem, gone, now1?.account.status]).toEqual([status, end, problem, gone, expected]);
    }
  });
});
