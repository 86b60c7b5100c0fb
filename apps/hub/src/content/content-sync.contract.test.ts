import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ContentWorld, createContentWorld, type RunAnswer } from './test/content-world.ts';

let world: ContentWorld;
beforeAll(async () => {
  // Counters move within a day, so that two readings differ.
  world = await createContentWorld({ settings: { growthStepMs: 60_000 } });
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(async () => {
  world.sandbox.control.clearFaults();
  await world.hub.database.query('update content_account set disconnected_at = now()');
});

const day = (zone = 'Asia/Jakarta') => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date());
const query = <R extends Record<string, unknown>>(text: string, values: unknown[] = []) => world.hub.database.query<R>(text, values);
/** What is stored as the videos of an account: external id and views. */
const stored = (accountId: string) =>
  query<{ id: string; views: string }>(
    'select external_id as id, views from content_video where account_id = $1 and gone_day is null order by posted_at desc',
    [accountId],
  );
const byJob = (runs: readonly RunAnswer[]) => Object.fromEntries(runs.map((run) => [run.job, run]));

test('a run reads every profile and every video, and records them once on the own day', async () => {
  const accounts = await world.connect({ count: 6, videos: 45 });
  const runs = byJob(await world.run());
  expect(runs.user?.totals).toMatchObject({ accounts: 6, done: 6, failed: 0, skipped: 0, calls: 6 });
  expect(runs.video?.totals).toMatchObject({ accounts: 6, done: 6, calls: 18, videos: 270 });
  expect(runs.refresh_tokens?.totals).toMatchObject({ accounts: 6, done: 6, refreshed: 0 });
  for (const [accountId, openId] of accounts) {
    expect((await stored(accountId)).map(({ id }) => id)).toEqual(world.sandbox.control.videos(openId).map(({ id }) => id));
    const days = await query(
      'select day::text, seen_videos, followers is not null as has_followers, is_late from content_day where account_id = $1',
      [accountId],
    );
    expect(days).toEqual([{ day: day(), seen_videos: 45, has_followers: true, is_late: false }]);
  }
  const lines = await query<{ n: number }>(
    `select count(*)::int as n from content_sync_log where account_id = any($1) and status = 'succeeded' and job in ('user', 'video')`,
    [[...accounts.keys()]],
  );
  expect(lines[0]?.n).toBe(12);
});

test('a second run of the day replaces the numbers; a video that went is noted as gone', async () => {
  const accounts = await world.connect({ count: 1, videos: 25 });
  const [[accountId, openId] = ['', '']] = [...accounts];
  await world.run({ job: 'video' });
  const first = world.sandbox.control.videos(openId);
  world.sandbox.control.setVisibility(openId, first[3]?.id ?? '', 'deleted');
  world.sandbox.control.shiftVideo(openId, first[0]?.id ?? '', { views: 1_000_000 });
  await world.run({ job: 'video', accountId });
  const after = await stored(accountId);
  expect(after).toHaveLength(24);
  expect(Number(after[0]?.views)).toBeGreaterThan(1_000_000);
  expect(await query('select seen_videos from content_day where account_id = $1', [accountId])).toEqual([{ seen_videos: 24 }]);
});

test('two requests at once are one run', async () => {
  await world.connect({ count: 3, videos: 1 });
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => world.call<{ runs: RunAnswer[]; isJoined: boolean }>('POST', '/api/content/runs', { job: 'user' })),
  );
  expect(new Set(answers.flatMap(({ runs }) => runs.map(({ id }) => id))).size).toBe(1);
  expect(answers.filter(({ isJoined }) => !isJoined)).toHaveLength(1);
  await world.hub.jobs.settle();
});

test('an account that fails fails alone, is tried again inside the run, and shows why', async () => {
  const accounts = await world.connect({ count: 4, videos: 5 });
  const [refused = '', passing = ''] = accounts.values();
  world.sandbox.control.addFault({ kind: 'refuse', api: 'video.list', account: refused, status: 400, code: 'invalid_params', next: 1_000 });
  world.sandbox.control.addFault({ kind: 'html-error', api: 'video.list', account: passing, status: 502, next: 4 });
  const [run] = await world.run({ job: 'video' });
  expect(run).toMatchObject({ status: 'succeeded', totals: { done: 3, failed: 1, skipped: 0 }, message: 'Of 4 accounts 1 failed' });
  const { items } = await world.call<{ items: { accountId: string; message: string }[] }>(
    'GET',
    `/api/content/runs/${run?.id}/items?state=failed`,
  );
  expect(items).toHaveLength(1);
  expect(accounts.get(items[0]?.accountId ?? '')).toBe(refused);
  expect(items[0]?.message).toMatch(/^The platform refused/);
  world.sandbox.control.clearFaults();
  const { runs } = await world.call<{ runs: RunAnswer[] }>('POST', `/api/content/runs/${run?.id}/retry-failed`, {});
  await world.hub.jobs.settle();
  const again = await world.call<RunAnswer>('GET', `/api/content/runs/${runs[0]?.id}`);
  expect(again.totals).toMatchObject({ accounts: 1, done: 1 });
});

test('partial scopes: what was granted is read, the rest is skipped with words', async () => {
  const accounts = await world.connect({ count: 1, videos: 5, scopes: ['user.info.basic'] });
  const runs = byJob(await world.run());
  expect(runs.user?.totals).toMatchObject({ done: 1, skipped: 0 });
  expect(runs.video?.totals).toMatchObject({ done: 0, skipped: 1 });
  const [accountId] = accounts.keys();
  expect(
    await query('select followers, profile_at is not null as is_read, videos_at from content_day where account_id = $1', [accountId]),
  ).toEqual([{ followers: null, is_read: true, videos_at: null }]);
  const [line] = await query(`select message, status from content_sync_log where account_id = $1 and job = 'video'`, [accountId]);
  expect(line).toEqual({ message: 'The account did not grant its videos', status: 'skipped' });
});

test('tokens that end in the middle of a run are renewed once each; those past half of their life ahead of it', async () => {
  const accounts = await world.connect({ count: 3, videos: 45 });
  const [openId = ''] = accounts.values();
  world.sandbox.control.addFault({ kind: 'invalid-token', api: 'video.list', account: openId, after: 1, next: 1 });
  await query(
    `update connection set access_expires_at = now() + interval '50 minutes', refreshed_at = now() - interval '70 minutes' where id in (
    select connection_id from content_account where external_id = $1)`,
    [openId],
  );
  const runs = byJob(await world.run());
  expect(runs.refresh_tokens?.totals).toMatchObject({ accounts: 3, refreshed: 1 });
  expect(runs.video?.totals).toMatchObject({ done: 3, videos: 135 });
  const [row] = await query<{ token_version: number }>('select token_version from connection where external_account_id = $1', [openId]);
  expect(row?.token_version).toBe(3);
  expect(world.sandbox.control.refreshTokenReuses()).toEqual([]);
});

test('an account that must be connected again is skipped with words, and costs no call', async () => {
  const accounts = await world.connect({ count: 2, videos: 1 });
  const [openId = ''] = accounts.values();
  await query(`update connection set status = 'needs_reconnect', status_reason = 'The person ended it' where external_account_id = $1`, [
    openId,
  ]);
  const before = world.sandbox.control.limits().find(({ api }) => api === 'user.info')?.requests ?? 0;
  const [run] = await world.run({ job: 'user' });
  expect(run?.totals).toMatchObject({ done: 1, skipped: 1, failed: 0 });
  expect((world.sandbox.control.limits().find(({ api }) => api === 'user.info')?.requests ?? 0) - before).toBe(1);
  const log = await world.call<{ items: { status: string; message: string }[] }>('GET', '/api/content/sync-log?status=skipped&limit=1');
  expect(log.items[0]?.message).toBe('The account must be connected again: The person ended it');
});

test('pictures of the newest videos are kept small, once, and can be seen by whoever may read content', async () => {
  const [accountId = ''] = (await world.connect({ count: 1, videos: 33 })).keys();
  await world.run({ accountId });
  await world.hub.jobs.settle();
  const kept = await query<{ sha256: string }>(
    'select cover_sha256 as sha256 from content_video where account_id = $1 and cover_sha256 is not null',
    [accountId],
  );
  expect(kept).toHaveLength(30);
  const [account] = await query<{ avatar: string | null }>('select avatar_sha256 as avatar from content_account where id = $1', [
    accountId,
  ]);
  const picture = await world.hub.fetchAs(world.user, `/api/content/pictures/${account?.avatar}`);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
  expect((await picture.arrayBuffer()).byteLength).toBeLessThan(20_000);
  await world.run({ accountId });
  const [again] = await query<{ n: number }>(
    `select count(*)::int as n from pgboss.job_common where name = 'content.pictures' and state = 'created' and data -> 'data' ->> 'accountId' = $1`,
    [accountId],
  );
  expect(again?.n).toBe(0);
});
