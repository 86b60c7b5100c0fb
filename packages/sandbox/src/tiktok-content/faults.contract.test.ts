import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTikTokContentSandbox, type TikTokContentSandbox } from './start.ts';
import { RawClient } from './testing/raw-client.ts';

let sandbox: TikTokContentSandbox;
let kopi: RawClient;
let teh: RawClient;

beforeEach(async () => {
  sandbox = await startTikTokContentSandbox();
  sandbox.control.createAccount({ username: 'kopi' });
  sandbox.control.createAccount({ username: 'teh' });
  kopi = RawClient.of(sandbox, 'kopi');
  teh = RawClient.of(sandbox, 'teh');
});
afterEach(async () => {
  await sandbox.stop();
});

test.each([
  ['internal-error', 500, 'internal_error'],
  ['rate-limited', 429, 'rate_limit_exceeded'],
  ['invalid-token', 401, 'access_token_invalid'],
  ['scope-missed', 400, 'scope_permission_missed'],
] as const)('%s strikes the next calls of one operation and then stops', async (kind, status, code) => {
  sandbox.control.addFault({ kind, api: 'user.info', next: 2 });
  expect((await kopi.video('list', 'id')).status).toBe(200);
  for (const _ of [1, 2]) expect(await kopi.userInfo('open_id')).toMatchObject({ status, body: { error: { code } } });
  expect((await kopi.userInfo('open_id')).status).toBe(200);
});

test('the gateway answers HTML, or nothing at all', async () => {
  sandbox.control.addFault({ kind: 'html-error', status: 504 });
  sandbox.control.addFault({ kind: 'empty-error' });
  const first = await kopi.userInfo('open_id');
  expect([first.status, first.headers.get('content-type'), first.body]).toEqual([
    504,
    'text/html; charset=utf-8',
    expect.stringContaining('<h1>504'),
  ]);
  expect(await kopi.userInfo('open_id')).toMatchObject({ status: 503, body: '' });
});

test('the consent page and the pictures can fail too', async () => {
  sandbox.control.addFault({ kind: 'html-error', api: 'authorize' });
  expect((await fetch(kopi.authorizeUrl())).status).toBe(502);
  expect((await fetch(kopi.authorizeUrl())).status).toBe(200);
  const { avatar_url } = (await kopi.userInfo('avatar_url')).body.data.user;
  sandbox.control.addFault({ kind: 'empty-error', api: 'picture', status: 500 });
  expect([(await fetch(avatar_url)).status, (await fetch(avatar_url)).status]).toEqual([500, 200]);
});

test('one account loses its token in the middle of a run, the others do not', async () => {
  sandbox.control.addFault({ kind: 'invalid-token', account: 'kopi', api: 'video.*', after: 2, next: 1 });
  const statuses = async (client: RawClient) => {
    const seen: number[] = [];
    for (let call = 0; call < 4; call += 1) seen.push((await client.video('list', 'id')).status);
    return seen;
  };
  expect(await statuses(teh)).toEqual([200, 200, 200, 200]);
  expect(await statuses(kopi)).toEqual([200, 200, 401, 200]);
});

test('a refresh whose answer is lost has rotated the token; one that was cut before has not', async () => {
  const [tokens] = sandbox.control.grant({ accounts: ['kopi'] });
  if (!tokens) throw new Error('no tokens');
  for (const kind of ['cut-before-effect', 'timeout-before-effect', 'html-error'] as const) {
    sandbox.control.addFault({ kind, api: 'oauth.refresh', delayMs: 50 });
    await kopi.refresh(tokens.refreshToken).catch(() => undefined);
  }
  const { body } = await kopi.refresh(tokens.refreshToken);
  expect(body.refresh_token).toMatch(/^rft\./);
  for (const kind of ['cut-after-effect', 'timeout-after-effect', 'html-error-after-effect'] as const) {
    const [fresh] = sandbox.control.grant({ accounts: ['kopi'] });
    sandbox.control.addFault({ kind, api: 'oauth.*', account: 'kopi', delayMs: 50 });
    await kopi.refresh(fresh?.refreshToken ?? '').catch(() => undefined);
    expect((await kopi.refresh(fresh?.refreshToken ?? '')).body.error).toBe('invalid_grant');
  }
});

test('OAuth calls fail in their own shape', async () => {
  sandbox.control.addFault({ kind: 'internal-error', api: 'oauth.refresh' });
  sandbox.control.addFault({ kind: 'refuse', api: 'oauth.refresh', code: 'temporarily_unavailable', status: 503 });
  expect(await kopi.refresh('rft.x')).toMatchObject({ status: 500, body: { error: 'server_error' } });
  expect(await kopi.refresh('rft.x')).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } });
});

test('an error code may come with status 200', async () => {
  sandbox.control.addFault({ kind: 'refuse', status: 200, code: 'internal_error' });
  expect(await kopi.userInfo('open_id')).toMatchObject({ status: 200, body: { error: { code: 'internal_error' } } });
});

test('answers can be slow, always or now and then', async () => {
  sandbox.control.configure({ latencyRealMs: 60 });
  sandbox.control.addFault({ kind: 'slow', delayMs: 100, jitterMs: 20, next: 1 });
  const took = async () => {
    const startedAt = performance.now();
    expect((await kopi.userInfo('open_id')).status).toBe(200);
    return performance.now() - startedAt;
  };
  expect(await took()).toBeGreaterThan(130);
  expect(await took()).toBeGreaterThan(55);
});

test('a probability strikes about that often', async () => {
  sandbox.control.addFault({ kind: 'internal-error', probability: 0.3 });
  const answers = await Promise.all(Array.from({ length: 200 }, () => kopi.userInfo('open_id')));
  const struck = answers.filter(({ status }) => status === 500).length;
  expect(struck).toBeGreaterThan(30);
  expect(struck).toBeLessThan(90);
});

test('the limit holds for each operation of the app, whoever calls, and is reported', async () => {
  sandbox.control.configure({ limitRequests: 5, limitWindowRealMs: 400, limiterFactor: 2 });
  const answers = await Promise.all(Array.from({ length: 16 }, (_, index) => (index % 2 ? kopi : teh).userInfo('open_id')));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.body).toMatchObject({ data: {}, error: { code: 'rate_limit_exceeded' } });
  expect(refused?.headers.has('retry-after')).toBe(false);
  expect((await kopi.video('list', 'id')).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 450));
  expect((await kopi.userInfo('open_id')).status).toBe(200);
  expect(sandbox.control.limits()).toEqual([
    { api: 'user.info', requests: 17, refused: 6, highest: 16, limit: 10, windowMs: 400 },
    { api: 'video.list', requests: 1, refused: 0, highest: 1, limit: 10, windowMs: 400 },
  ]);
  sandbox.control.resetLimits();
  expect(sandbox.control.limits()).toEqual([]);
});

test('the limit may also be read as one for each account', async () => {
  sandbox.control.configure({ limitRequests: 1, limitPerAccount: true });
  const statuses = [];
  for (const client of [kopi, kopi, teh, teh]) statuses.push((await client.userInfo('open_id')).status);
  expect(statuses).toEqual([200, 429, 200, 429]);
});

test('the control API does the same over HTTP and explains what it does not know', async () => {
  const post = async (path: string, body: unknown) =>
    (await fetch(`${sandbox.url}/_control/${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
  const get = async (path: string) => (await (await fetch(`${sandbox.url}/_control/${path}`)).json()).result;
  expect(await post('faults', { kind: 'rate-limited', next: 1 })).toMatchObject({ ok: true, result: { kind: 'rate-limited' } });
  expect((await kopi.userInfo('open_id')).status).toBe(429);
  expect(await post('faults', { kind: 'earthquake' })).toMatchObject({ ok: false, error: expect.stringContaining('earthquake') });
  expect(await post('settings', { growthStepMs: 'long' })).toMatchObject({ ok: false });
  expect(await post('settings', { tokenProfile: 'eternal' })).toMatchObject({ ok: false, error: expect.stringContaining('legacy') });
  expect((await post('accounts', { count: 20, videos: 3 })).result).toHaveLength(20);
  expect(await post('accounts', { username: 'kopi' })).toMatchObject({ ok: false, error: expect.stringContaining('taken') });
  expect(await get('accounts?limit=2&offset=1')).toMatchObject([{ username: 'teh' }, { videos: 3 }]);
  expect(await get('account?account=kopi')).toMatchObject({ username: 'kopi', scopes: expect.arrayContaining(['video.list']) });
  const [newest] = await get('videos?account=kopi&limit=1');
  expect(await post('visibility', { account: 'kopi', id: newest.id, visibility: 'private' })).toMatchObject({ ok: true });
  expect((await get('videos?account=kopi&limit=1'))[0].id).not.toBe(newest.id);
  const { result: clock } = await post('clock', { now: '2026-01-01T00:00:00Z', factor: 0 });
  expect(clock).toEqual({ nowMs: Date.UTC(2026, 0, 1), factor: 0 });
  expect((await post('advance', { ms: 1_000 })).result.nowMs).toBe(Date.UTC(2026, 0, 1) + 1_000);
  expect(await get('overview')).toMatchObject({ accountCount: 22, connectedCount: 2 });
  expect((await fetch(`${sandbox.url}/_control/nothing`)).status).toBe(404);
});
