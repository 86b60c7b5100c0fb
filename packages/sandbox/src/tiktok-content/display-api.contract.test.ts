import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTikTokContentSandbox, type TikTokContentSandbox } from './start.ts';
import { RawClient } from './testing/raw-client.ts';

const userFields =
  'open_id,union_id,avatar_url,avatar_url_100,avatar_large_url,display_name,bio_description,profile_deep_link,is_verified,username,follower_count,following_count,likes_count,video_count';
const videoFields =
  'id,create_time,cover_image_url,share_url,video_description,duration,height,width,title,embed_html,embed_link,like_count,comment_count,share_count,view_count,is_aigc';
const day = 86_400_000;
let sandbox: TikTokContentSandbox;
let client: RawClient;

beforeEach(async () => {
  sandbox = await startTikTokContentSandbox({ seed: 7 });
  sandbox.control.createAccount({ username: 'kopi', videos: 45, followers: 2_000 });
  client = RawClient.of(sandbox, 'kopi');
});
afterEach(async () => {
  await sandbox.stop();
});

test('user/info gives exactly the fields asked for, in the envelope', async () => {
  const { status, body } = await client.userInfo('open_id,follower_count');
  expect(status).toBe(200);
  expect(Object.keys(body.data.user)).toEqual(['open_id', 'follower_count']);
  expect(body.error).toEqual({ code: 'ok', message: '', log_id: expect.stringMatching(/^\d{14}[0-9A-F]{20}$/) });
  const all = (await client.userInfo(userFields)).body.data.user;
  expect(Object.keys(all)).toEqual(userFields.split(','));
  expect(all.open_id).toMatch(/^-000[\w-]{32}$/);
  expect(all.union_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(all).toMatchObject({ username: 'kopi', video_count: 45, is_verified: expect.any(Boolean) });
});

test.each([
  ['none', undefined, 400, 'invalid_params', 'Fields is required, please provide fields in the request'],
  ['an empty one', '', 400, 'invalid_params', 'Fields is required, please provide fields in the request'],
  ['an unknown one', 'email', 400, 'invalid_params', 'Invalid field(s): email'],
])('fields: %s is refused', async (_, fields, status, code, message) => {
  expect(await client.userInfo(fields)).toMatchObject({ status, body: { data: {}, error: { code, message } } });
  expect(await client.video('list', fields)).toMatchObject({ status, body: { error: { code, message } } });
});

test('one field outside the granted scopes fails the whole call', async () => {
  const basic = RawClient.of(sandbox, 'kopi', ['user.info.basic']);
  expect((await basic.userInfo('open_id,display_name')).status).toBe(200);
  for (const answer of [
    await basic.userInfo('open_id,username'),
    await basic.userInfo('follower_count'),
    await basic.video('list', 'id'),
  ]) {
    expect(answer).toMatchObject({ status: 401, body: { data: {}, error: { code: 'scope_not_authorized' } } });
  }
  const videosOnly = RawClient.of(sandbox, 'kopi', ['video.list']);
  expect((await videosOnly.video('list', 'id')).status).toBe(200);
  expect((await videosOnly.userInfo('open_id')).body.error.code).toBe('scope_not_authorized');
});

test.each(['', 'act.nothing', 'a b'])('a bad token "%s" is told', async (token) => {
  client.token = token;
  const error = { code: 'access_token_invalid', message: 'The access token is invalid or not found in the request.' };
  expect(await client.userInfo('open_id')).toMatchObject({ status: 401, body: { error } });
});

test('video/list shows every public video once, the newest first, and ends with has_more', async () => {
  const { videos, pages } = await client.allVideos();
  expect(pages).toEqual([20, 20, 5]);
  expect(new Set(videos.map(({ id }) => id)).size).toBe(45);
  expect(videos.map(({ create_time }) => create_time)).toEqual(videos.map(({ create_time }) => create_time).sort((a, b) => b - a));
  expect(videos.map(({ id }) => id)).toEqual(sandbox.control.videos('kopi').map(({ id }) => id));
});

test('the cursor is the time of the last video in milliseconds; any own time does as well', async () => {
  const first = (await client.video('list', 'create_time')).body.data;
  expect(first.videos).toHaveLength(10);
  expect(first).toMatchObject({ cursor: first.videos[9].create_time * 1000, has_more: true });
  const own = (await client.video('list', 'create_time', { cursor: first.videos[4].create_time * 1000 + 1, max_count: 1 })).body.data;
  expect(own.videos[0]).toEqual(first.videos[4]);
  expect((await client.video('list', 'id', { cursor: 0 })).body.data).toEqual({ videos: [], cursor: 0, has_more: false });
});

test('a video has the documented shape', async () => {
  const [video] = (await client.video('list', videoFields, { max_count: 1 })).body.data.videos;
  expect(Object.keys(video)).toEqual(videoFields.split(','));
  expect(video.id).toMatch(/^\d{19}$/);
  expect(BigInt(video.id) >> 32n).toBe(BigInt(video.create_time));
  expect(video.share_url).toBe(`https://www.tiktok.com/@kopi/video/${video.id}?utm_campaign=tt4d_open_api&utm_source=${sandbox.clientKey}`);
  expect(video.embed_link).toBe(`https://www.tiktok.com/embed/v2/${video.id}`);
  for (const name of ['like_count', 'comment_count', 'share_count', 'view_count', 'duration', 'height', 'width']) {
    expect(Number.isSafeInteger(video[name])).toBe(true);
  }
});

test.each([{ max_count: 0 }, { max_count: 21 }, { max_count: '20' }, { cursor: 'now' }, { cursor: 1.5 }])('%j is refused', async (body) => {
  expect(await client.video('list', 'id', body)).toMatchObject({ status: 400, body: { error: { code: 'invalid_params' } } });
});

test('no body at all counts as an empty one', async () => {
  const headers = { authorization: `Bearer ${client.token}` };
  const response = await fetch(`${sandbox.url}/v2/video/list/?fields=id`, { method: 'POST', headers });
  expect((await response.json()).data.videos).toHaveLength(10);
});

test('short and empty pages lose no video and never let the cursor stand still', async () => {
  sandbox.control.configure({ shortPages: 0.6, emptyPages: 0.4 });
  const { videos, pages } = await client.allVideos();
  expect(videos.map(({ id }) => id)).toEqual(sandbox.control.videos('kopi').map(({ id }) => id));
  expect(pages).toContain(0);
  expect(pages.length).toBeGreaterThan(4);
});

test('private, deleted and foreign videos are absent, and come back only when made public', async () => {
  sandbox.control.createAccount({ username: 'teh', videos: 3 });
  const [first, second, third] = sandbox.control.videos('kopi').map(({ id }) => id);
  const [foreign] = sandbox.control.videos('teh').map(({ id }) => id);
  if (!first || !second || !third || !foreign) throw new Error('too few videos');
  sandbox.control.setVisibility('kopi', first, 'private');
  sandbox.control.setVisibility('kopi', second, 'deleted');
  expect((await client.userInfo('video_count')).body.data.user.video_count).toBe(43);
  expect((await client.allVideos()).videos.map(({ id }) => id)).not.toEqual(expect.arrayContaining([first, second]));
  const asked = { filters: { video_ids: [foreign, third, second, first, '7000000000000000000', 'x'] } };
  expect((await client.video('query', 'id', asked)).body).toMatchObject({ data: { videos: [{ id: third }] }, error: { code: 'ok' } });
  sandbox.control.setVisibility('kopi', first, 'public');
  expect((await client.video('query', 'id', asked)).body.data.videos).toHaveLength(2);
  expect(() => sandbox.control.setVisibility('kopi', second, 'public')).toThrow('deleted');
});

test('video/query answers in the order asked for and takes 1 to 20 ids as strings', async () => {
  const ids = sandbox.control.videos('kopi').map(({ id }) => id);
  const [a, b, c] = [ids[30] ?? '', ids[2] ?? '', ids[11] ?? ''];
  const { data } = (await client.video('query', videoFields, { filters: { video_ids: [a, b, c] } })).body;
  expect(data).toEqual({
    videos: [expect.objectContaining({ id: a }), expect.objectContaining({ id: b }), expect.objectContaining({ id: c })],
  });
  for (const video_ids of [ids.slice(0, 21), [], [7]]) {
    expect(await client.video('query', 'id', { filters: { video_ids } })).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_params' } },
    });
  }
});

test('new videos appear with time, and by hand; the profile counts them and their likes', async () => {
  await sandbox.control.advance(30 * day);
  client = RawClient.of(sandbox, 'kopi');
  expect((await client.userInfo('video_count')).body.data.user.video_count).toBe(65);
  const posted = sandbox.control.post('kopi', { description: 'Buka cabang baru' });
  const [newest] = (await client.video('list', 'id,video_description', { max_count: 1 })).body.data.videos;
  expect(newest).toEqual({ id: posted.id, video_description: 'Buka cabang baru' });
  const likes = sandbox.control.videos('kopi').reduce((sum, video) => sum + video.likes, 0);
  expect((await client.userInfo('likes_count,video_count')).body.data.user).toEqual({ likes_count: likes, video_count: 66 });
});

test('counters may fall by hand, but not below nothing', async () => {
  const [newest] = sandbox.control.videos('kopi');
  if (!newest) throw new Error('no video');
  sandbox.control.shiftVideo('kopi', newest.id, { views: -3, likes: -1_000_000 });
  const [video] = (await client.video('query', 'view_count,like_count', { filters: { video_ids: [newest.id] } })).body.data.videos;
  expect(video).toEqual({ view_count: newest.views - 3, like_count: 0 });
  const before = (await client.userInfo('follower_count')).body.data.user.follower_count;
  sandbox.control.shiftAccount('kopi', { followers: -10 });
  expect((await client.userInfo('follower_count')).body.data.user.follower_count).toBe(before - 10);
});

test('pictures are real, live six hours and cannot be forged', async () => {
  const [video] = (await client.video('list', 'cover_image_url', { max_count: 1 })).body.data.videos;
  const { avatar_large_url } = (await client.userInfo('avatar_large_url')).body.data.user;
  for (const [url, width, height] of [
    [video.cover_image_url, 270, 480],
    [avatar_large_url, 720, 720],
  ]) {
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width, height]);
  }
  const expires = Number(new URL(video.cover_image_url).searchParams.get('x-expires'));
  expect(Math.abs(expires - sandbox.control.nowMs() / 1000 - 21_600)).toBeLessThan(5);
  expect((await fetch(video.cover_image_url.replace(/x-expires=\d+/, `x-expires=${expires + 9}`))).status).toBe(403);
  await sandbox.control.advance(21_600_000);
  expect((await fetch(video.cover_image_url)).status).toBe(403);
});

test('the past that it tells is the one that a reader would have seen', async () => {
  const seen: object[] = [];
  const instants: number[] = [];
  for (let reading = 0; reading < 4; reading += 1) {
    const { followers, following, likes, videos } = sandbox.control.account('kopi');
    seen.push({
      followers,
      following,
      likes,
      videos,
      counters: sandbox.control
        .videos('kopi')
        .map(({ views }) => views)
        .reverse(),
    });
    instants.push(sandbox.control.nowMs());
    await sandbox.control.advance(3 * day);
  }
  const told = sandbox.control.history('kopi', instants);
  expect(told.readings.map(({ atMs: _, ...reading }) => ({ ...reading, counters: reading.counters.map(({ views }) => views) }))).toEqual(
    seen,
  );
  expect(told.videos.map(({ id }) => id)).toEqual(
    sandbox.control
      .videos('kopi')
      .map(({ id }) => id)
      .reverse()
      .slice(0, told.videos.length),
  );
});

test('thousands of accounts cost little to make', async () => {
  const openIds = sandbox.control.createAccounts({ count: 5_000, videos: 200 });
  expect(new Set(openIds).size).toBe(5_000);
  const last = RawClient.of(sandbox, openIds[4_999] ?? '');
  const { videos, pages } = await last.allVideos();
  expect([videos.length, pages.length]).toEqual([200, 10]);
});
