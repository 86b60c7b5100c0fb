import { afterEach, beforeEach, expect, test } from 'vitest';
import vectors from '../../fixtures/tiktok-content.vectors.json' with { type: 'json' };
import { startTikTokContentSandbox, type TikTokContentSandbox } from './start.ts';
import { challengeOf, loopbackRedirect, RawClient, verifier, webRedirect } from './testing/raw-client.ts';

let sandbox: TikTokContentSandbox;
let client: RawClient;

beforeEach(async () => {
  sandbox = await startTikTokContentSandbox({ accounts: 3 });
  client = new RawClient(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

const look = async (query: Record<string, string | undefined>, init: RequestInit = {}) => {
  const response = await fetch(client.authorizeUrl(query), { redirect: 'manual', ...init });
  return { status: response.status, location: response.headers.get('location'), html: await response.text() };
};
const desktop = { redirect_uri: loopbackRedirect, code_challenge: challengeOf(verifier), code_challenge_method: 'S256' };

test.each([
  ['client_key', { client_key: 'somebody' }],
  ['redirect_uri', { redirect_uri: 'https://evil.example.com/auth/tiktok/callback' }],
  ['redirect_uri', { redirect_uri: `${webRedirect}/` }],
  ['redirect_uri', { redirect_uri: undefined }],
  ['response_type', { response_type: 'token' }],
  ['scope', { scope: 'user.info.basic,video.upload' }],
  ['scope', { scope: 'user.info.basic video.list' }],
  ['state', { state: undefined }],
  ['code_challenge', { redirect_uri: loopbackRedirect }],
  ['code_challenge', { ...desktop, code_challenge: challengeOf(verifier, 'base64url') }],
  ['code_challenge', { ...desktop, code_challenge: challengeOf(verifier).toUpperCase() }],
  ['code_challenge_method', { ...desktop, code_challenge_method: 'plain' }],
])('a wrong %s is told on a page of its own, without a redirect', async (parameter, query) => {
  const { status, location, html } = await look(query);
  expect(status).toBe(400);
  expect(location).toBeNull();
  expect(html).toContain(`<code>${parameter}</code>`);
});

test('a scope that the app is not approved for refuses the whole request', async () => {
  sandbox.control.configure({ approvedScopes: ['user.info.basic'] });
  expect((await look({})).html).toContain('invalid_scope');
  expect((await look({ scope: 'user.info.basic' })).status).toBe(200);
});

test('the page has one tick box for each scope and lets one choose who logs in', async () => {
  const { status, html } = await look({ scope: 'user.info.basic,video.list' });
  expect(status).toBe(200);
  expect(html.match(/type="checkbox"/g)).toHaveLength(2);
  for (const { username } of sandbox.control.accounts()) expect(html).toContain(`@${username}`);
  expect(html).toContain('value="allow"');
  expect(html).toContain('value="deny"');
});

test('the address of the vectors is accepted as it stands', async () => {
  const own = new URL(vectors.requests.authorize_url.value);
  own.searchParams.set('client_key', sandbox.clientKey);
  sandbox.control.configure({ redirectUris: [own.searchParams.get('redirect_uri') ?? ''] });
  expect((await fetch(`${sandbox.url}${own.pathname}${own.search}`)).status).toBe(200);
});

test('allowing brings a code with * and !, the scopes and the state; the chosen account stands behind it', async () => {
  const [, second] = sandbox.control.accounts();
  const { status, location } = await client.decide({ decision: 'allow', account: second?.username ?? '' });
  expect(status).toBe(302);
  expect(location).toMatch(/code=[^&]*%2A\d%21\d+\.va/);
  const back = new URL(location).searchParams;
  expect(back.get('state')).toBe('st_0001');
  expect(back.get('scopes')).toBe('user.info.basic,user.info.profile,user.info.stats,video.list');
  expect((await client.exchange(back.get('code') ?? '')).body.open_id).toBe(second?.openId);
});

test('what was not ticked is not granted', async () => {
  const form = [
    ['decision', 'allow'],
    ['boxes', '1'],
    ['scope', 'user.info.basic'],
    ['scope', 'video.list'],
  ];
  const back = new URL((await client.decide(form)).location).searchParams;
  expect(back.get('scopes')).toBe('user.info.basic,video.list');
  expect((await client.exchange(back.get('code') ?? '')).body.scope).toBe('user.info.basic,video.list');
});

test.each([
  ['denying', [['decision', 'deny']]],
  [
    'allowing nothing',
    [
      ['decision', 'allow'],
      ['boxes', '1'],
    ],
  ],
])('%s sends access_denied back', async (_, form) => {
  const back = new URL((await client.decide(form)).location).searchParams;
  expect(Object.fromEntries(back)).toMatchObject({ error: 'access_denied', state: 'st_0001' });
  expect(back.has('code')).toBe(false);
});

test('a visitor may log in as somebody new', async () => {
  const back = new URL((await client.decide({ decision: 'allow', new_username: 'warung_kita' })).location).searchParams;
  const { body } = await client.exchange(back.get('code') ?? '');
  expect(sandbox.control.account('warung_kita')).toMatchObject({ openId: body.open_id, scopes: expect.arrayContaining(['video.list']) });
  expect((await client.decide({ decision: 'allow', new_username: 'No Name!' })).status).toBe(400);
});

test('who consented before passes at once, unless the page is asked for or more scopes are', async () => {
  const { username, openId } = sandbox.control.createAccount({ username: 'kopi' });
  const first = new URL((await client.decide({ decision: 'allow', account: username }, { scope: 'user.info.basic' })).location);
  await client.exchange(first.searchParams.get('code') ?? '');
  const cookie = { headers: { cookie: `tiktok_sandbox_user=${openId}` } };
  expect((await look({ scope: 'user.info.basic', disable_auto_auth: '0' }, cookie)).status).toBe(302);
  expect((await look({ scope: 'user.info.basic' }, cookie)).location).toContain('code=');
  expect((await look({ scope: 'user.info.basic', disable_auto_auth: '1' }, cookie)).status).toBe(200);
  expect((await look({ scope: 'user.info.basic,video.list' }, cookie)).status).toBe(200);
  expect((await look({ scope: 'user.info.basic' })).status).toBe(200);
});

test('tests may skip the page, and name the account', async () => {
  sandbox.control.configure({ autoConsent: 'allow' });
  const { openId, username } = sandbox.control.createAccount();
  const { location } = await look({ login_hint: username, disable_auto_auth: '1' });
  const code = new URL(location ?? '').searchParams.get('code') ?? '';
  expect((await client.exchange(code)).body.open_id).toBe(openId);
  sandbox.control.configure({ autoConsent: 'deny' });
  expect((await look({})).location).toContain('error=access_denied');
});

test('only target users log in while the app is in its own sandbox mode', async () => {
  const [first, second] = sandbox.control.accounts();
  sandbox.control.configure({ targetUsers: [first?.username ?? ''] });
  expect((await client.decide({ decision: 'allow', account: first?.openId ?? '' })).status).toBe(302);
  expect((await client.decide({ decision: 'allow', account: second?.openId ?? '' })).html).toContain('non_sandbox_target');
});

test('a desktop address is served on any port and proves its verifier', async () => {
  const back = async () => new URL((await client.decide({ decision: 'allow' }, desktop)).location).searchParams.get('code') ?? '';
  const [good, bad, none] = [await back(), await back(), await back()];
  expect((await client.exchange(good, loopbackRedirect, { code_verifier: verifier })).status).toBe(200);
  for (const answer of [
    await client.exchange(bad, loopbackRedirect, { code_verifier: `${verifier}x` }),
    await client.exchange(none, loopbackRedirect),
  ]) {
    expect(answer.body).toMatchObject({ error: 'invalid_request', error_description: 'Code verifier or code challenge is invalid.' });
  }
});

test.each(vectors.pkce.vectors)(
  'a web address that sends a challenge proves it in either form: $id',
  async ({ code_verifier, code_challenge_hex, code_challenge_base64url }) => {
    for (const challenge of [code_challenge_hex, code_challenge_base64url]) {
      const { location } = await client.decide({ decision: 'allow' }, { code_challenge: challenge, code_challenge_method: 'S256' });
      const code = new URL(location).searchParams.get('code') ?? '';
      expect((await client.exchange(code, webRedirect, { code_verifier })).status).toBe(200);
    }
  },
);

test.each([
  ['http://hub.example.com/callback', /https/],
  ['http://127.0.0.1/callback', /port/],
  ['https://hub.example.com/callback?tenant=1', /query/],
  ['https://hub.example.com:*/callback', /https, or on loopback/],
  ['/callback', /absolute/],
])('%s cannot be registered', (uri, message) => {
  expect(() => sandbox.control.configure({ redirectUris: [uri] })).toThrow(message);
});
