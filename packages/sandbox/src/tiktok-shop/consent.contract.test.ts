import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTikTokShopSandbox, type TikTokShopSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: TikTokShopSandbox;
let caller: RawCaller;
const day = 86_400_000;

beforeEach(async () => {
  sandbox = await startTikTokShopSandbox({ settings: { redirectUrl: 'http://127.0.0.1:1/callback?tenant=7' } });
  caller = new RawCaller(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

async function decide(decision: 'accept' | 'refuse'): Promise<URL> {
  const form = new URLSearchParams({ decision });
  const response = await fetch(`${sandbox.consentUrl}&state=st4te`, { method: 'POST', body: form, redirect: 'manual' });
  expect(response.status).toBe(302);
  return new URL(response.headers.get('location') ?? '');
}

const exchange = (code: string | null) => caller.tokens('get', { auth_code: code ?? '', grant_type: 'authorized_code' });
const refresh = (token: string) => caller.tokens('refresh', { refresh_token: token, grant_type: 'refresh_token' });

test('shows a form, and sends the seller back with a code and the state', async () => {
  const page = await (await fetch(`${sandbox.consentUrl}&state=a"b`)).text();
  expect(page).toContain('value="accept"');
  expect(page).toContain('a&quot;b');
  const back = await decide('accept');
  expect(back.searchParams.get('state')).toBe('st4te');
  expect(back.searchParams.get('tenant')).toBe('7');
  expect((await exchange(back.searchParams.get('code'))).code).toBe(0);
});

test('sends a refusal back without a code', async () => {
  const back = await decide('refuse');
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ code: 'null', error: 'auth_denied', state: 'st4te' });
});

test('takes a code once, and for thirty minutes', async () => {
  const { code } = sandbox.control.authorize();
  expect((await exchange(code)).code).toBe(0);
  expect((await exchange(code)).code).toBe(36004004);
  const late = sandbox.control.authorize().code;
  await sandbox.control.advance(31 * 60_000);
  expect((await exchange(late)).code).toBe(36004004);
});

test('gives absolute expiry times and ends the token on the movable clock', async () => {
  const { data } = await exchange(sandbox.control.authorize().code);
  expect(data.access_token_expire_in - Date.now() / 1000).toBeCloseTo(7 * 86_400, -2);
  caller.token = data.access_token;
  expect((await caller.call('GET', '/authorization/202309/shops')).code).toBe(0);
  await sandbox.control.advance(7 * day + 1_000);
  expect((await caller.call('GET', '/authorization/202309/shops')).code).toBe(105002);
  caller.token = (await refresh(data.refresh_token)).data.access_token;
  expect((await caller.call('GET', '/authorization/202309/shops')).code).toBe(0);
});

test('keeps the refresh token, or rotates it and counts each use of the old one', async () => {
  const { data } = await exchange(sandbox.control.authorize().code);
  expect((await refresh(data.refresh_token)).data.refresh_token).toBe(data.refresh_token);
  sandbox.control.configure({ rotateRefreshTokens: true });
  const rotated = await refresh(data.refresh_token);
  expect(rotated.data.refresh_token).not.toBe(data.refresh_token);
  expect((await refresh(data.refresh_token)).code).toBe(36004004);
  expect(sandbox.control.counters()).toMatchObject({ tokenRefreshes: 3, refreshTokenReuses: 1 });
});

test('wants the right grant type and the right secret', async () => {
  const { code } = sandbox.control.authorize();
  expect((await caller.tokens('get', { auth_code: code, grant_type: 'authorization_code' })).code).toBe(98001004);
  expect((await caller.tokens('get', { auth_code: code, grant_type: 'authorized_code', app_secret: 'x' })).code).toBe(36009004);
});

test('ends access when the seller takes the consent back', async () => {
  const connected = await RawCaller.connect(sandbox);
  sandbox.control.deauthorize('7494000000000000001');
  expect((await connected.call('GET', '/authorization/202309/shops')).code).toBe(105002);
});

test('can lose the answer to a refresh that rotated the token', async () => {
  sandbox.control.configure({ rotateRefreshTokens: true });
  const { data } = await exchange(sandbox.control.authorize().code);
  sandbox.control.addFault({ kind: 'cut-after-effect', api: 'tokens.refresh' });
  await expect(refresh(data.refresh_token)).rejects.toThrow('fetch failed');
  expect((await refresh(data.refresh_token)).code).toBe(36004004);
});
