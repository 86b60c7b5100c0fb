import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTikTokContentSandbox, type TikTokContentSandbox } from './start.ts';
import { RawClient, webRedirect } from './testing/raw-client.ts';

let sandbox: TikTokContentSandbox;
let client: RawClient;
let account: string;

beforeEach(async () => {
  sandbox = await startTikTokContentSandbox({ accounts: 1 });
  client = new RawClient(sandbox);
  account = sandbox.control.accounts()[0]?.openId ?? '';
});
afterEach(async () => {
  await sandbox.stop();
});

const codeOf = () => sandbox.control.authorize(account, { redirectUri: webRedirect }).code;
const works = async (token: string) => {
  client.token = token;
  return (await client.userInfo('open_id')).status === 200;
};

test.each([
  ['current', 7_200, 15_552_000],
  ['legacy', 86_400, 31_536_000],
] as const)('profile %s: the pair lives %d and %d seconds', async (tokenProfile, access, refresh) => {
  sandbox.control.configure({ tokenProfile });
  const { status, body } = await client.exchange(codeOf());
  expect(status).toBe(200);
  expect(body).toEqual({
    access_token: expect.stringMatching(/^act\.\S+\*\d!\d+$/),
    expires_in: access,
    open_id: account,
    refresh_expires_in: refresh,
    refresh_token: expect.stringMatching(/^rft\.\S+$/),
    scope: 'user.info.basic,user.info.profile,user.info.stats,video.list',
    token_type: 'Bearer',
  });
  expect(await works(body.access_token)).toBe(true);
  await sandbox.control.advance(access * 1000);
  expect(await works(body.access_token)).toBe(false);
  expect((await client.refresh(body.refresh_token)).status).toBe(200);
});

test('a code works once, and for ten minutes', async () => {
  const code = codeOf();
  expect((await client.exchange(code)).status).toBe(200);
  const expired = { status: 400, body: { error: 'invalid_grant', error_description: 'Authorization code is expired.' } };
  expect(await client.exchange(code)).toMatchObject(expired);
  const late = codeOf();
  await sandbox.control.advance(600_000);
  expect(await client.exchange(late)).toMatchObject(expired);
  expect(await client.exchange('foreign*1!4600.va')).toMatchObject(expired);
});

test('a refresh rotates the pair: the old refresh token is dead at once, the old access token lives on', async () => {
  const first = (await client.exchange(codeOf())).body;
  const second = (await client.refresh(first.refresh_token)).body;
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect(second.access_token).not.toBe(first.access_token);
  expect([await works(first.access_token), await works(second.access_token)]).toEqual([true, true]);
  const answer = await client.refresh(first.refresh_token);
  expect(answer).toMatchObject({
    status: 400,
    body: {
      error: 'invalid_grant',
      error_description: 'Refresh token is invalid or expired.',
      log_id: expect.stringMatching(/^\d{14}[0-9A-F]+$/),
    },
  });
  expect(sandbox.control.counters()).toMatchObject({ tokenRefreshes: 2, refreshTokenReuses: 1 });
  expect(sandbox.control.refreshTokenReuses()).toEqual([{ openId: account, reuses: 1 }]);
  expect((await client.refresh(second.refresh_token)).status).toBe(200);
});

test('of many refreshes at once exactly one gets a pair', async () => {
  const { refresh_token } = (await client.exchange(codeOf())).body;
  const answers = await Promise.all(Array.from({ length: 10 }, () => client.refresh(refresh_token)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(sandbox.control.counters().refreshTokenReuses).toBe(9);
});

test('a strict platform ends the whole grant when a used token comes again', async () => {
  sandbox.control.configure({ reuseEndsGrant: true });
  const first = (await client.exchange(codeOf())).body;
  const second = (await client.refresh(first.refresh_token)).body;
  await client.refresh(first.refresh_token);
  expect(await works(second.access_token)).toBe(false);
  expect((await client.refresh(second.refresh_token)).body.error).toBe('invalid_grant');
});

test('the span of the refresh token starts again, or counts down where the switch says so', async () => {
  const first = (await client.exchange(codeOf())).body;
  await sandbox.control.advance(1_000_000);
  const second = (await client.refresh(first.refresh_token)).body;
  expect(second.refresh_expires_in).toBe(15_552_000);
  sandbox.control.configure({ refreshLifeRestarts: false });
  await sandbox.control.advance(1_000_000);
  expect((await client.refresh(second.refresh_token)).body.refresh_expires_in).toBeLessThanOrEqual(15_551_000);
});

test.each([
  [
    'another redirect',
    { redirect_uri: `${webRedirect}/x` },
    400,
    'invalid_request',
    'Redirect_uri is not matched with the uri when requesting code.',
  ],
  ['a wrong secret', { client_secret: 'x' }, 401, 'invalid_client', 'Client key or secret is incorrect.'],
  ['a wrong key', { client_key: 'x' }, 401, 'invalid_client', 'Client key or secret is incorrect.'],
  ['another grant type', { grant_type: 'password' }, 400, 'unsupported_grant_type', 'The grant type is not supported.'],
  ['no code', { code: '' }, 400, 'invalid_request', 'The request parameters are malformed.'],
])('%s is refused in the OAuth shape', async (_, change, status, error, description) => {
  const answer = await client.exchange(codeOf(), webRedirect, change);
  expect(answer).toMatchObject({ status, body: { error, error_description: description, log_id: expect.any(String) } });
});

test('a missing secret and a JSON body are refused', async () => {
  const { clientKey, clientSecret, url } = sandbox;
  const fields = { client_key: clientKey, grant_type: 'refresh_token', refresh_token: 'rft.x' };
  const form = await fetch(`${url}/v2/oauth/token/`, { method: 'POST', body: new URLSearchParams(fields) });
  expect(await form.json()).toMatchObject({ error: 'invalid_request', error_description: 'Client secret is missed in request.' });
  const json = await fetch(`${url}/v2/oauth/token/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...fields, client_secret: clientSecret }),
  });
  expect(await json.json()).toMatchObject({ error: 'invalid_request', error_description: 'The request parameters are malformed.' });
});

test('errors come with status 200 where the switch says so, with the same body', async () => {
  sandbox.control.configure({ oauthErrorsAs200: true });
  expect(await client.refresh('rft.unknown')).toMatchObject({ status: 200, body: { error: 'invalid_grant' } });
});

test('revoking answers with an empty body and ends the grant', async () => {
  const tokens = (await client.exchange(codeOf())).body;
  expect(await client.oauth('revoke', { token: tokens.access_token })).toMatchObject({ status: 200, body: '' });
  expect(await works(tokens.access_token)).toBe(false);
  expect((await client.refresh(tokens.refresh_token)).body.error).toBe('invalid_grant');
  expect((await client.oauth('revoke', { token: tokens.access_token })).status).toBe(400);
  expect(sandbox.control.account(account).scopes).toEqual([]);
});

test('a path without its last slash does not exist', async () => {
  const response = await fetch(`${sandbox.url}/v2/oauth/token`, { method: 'POST', body: new URLSearchParams({}) });
  expect(response.status).toBe(404);
});
