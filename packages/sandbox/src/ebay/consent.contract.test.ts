import { afterEach, beforeEach, expect, test } from 'vitest';
import vectors from '../../fixtures/ebay.vectors.json' with { type: 'json' };
import { scopeUrl } from './scopes.ts';
import { type EbaySandbox, startEbaySandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

const { oauth } = vectors;
const day = 86_400_000;
const scopes = ['', 'sell.inventory', 'sell.fulfillment', 'sell.account.readonly'];

let sandbox: EbaySandbox;
let caller: RawCaller;

beforeEach(async () => {
  sandbox = await startEbaySandbox({
    clientId: oauth.client_id,
    clientSecret: oauth.client_secret,
    ruName: oauth.ru_name,
    settings: { redirectUrl: 'http://127.0.0.1:1/callback?tenant=7' },
  });
  caller = new RawCaller(sandbox, sandbox.control.shops()[0]?.id ?? '');
});
afterEach(async () => {
  await sandbox.stop();
});

function consentUrl(changes: Readonly<Record<string, string>> = {}): string {
  const query = {
    client_id: oauth.client_id,
    redirect_uri: oauth.ru_name,
    response_type: 'code',
    scope: scopes.map(scopeUrl).join(' '),
    state: 'st_8f14e45f',
    ...changes,
  };
  return `${sandbox.consentUrl}?${new URLSearchParams(query)}`;
}

async function decide(decision: 'accept' | 'refuse', url = consentUrl()): Promise<URL> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ decision }), redirect: 'manual' });
  expect(response.status).toBe(302);
  return new URL(response.headers.get('location') ?? '');
}

const exchange = (code: string) => caller.tokens({ grant_type: 'authorization_code', code, redirect_uri: oauth.ru_name });
const refresh = (refreshToken: string, scope?: string) =>
  caller.tokens({ grant_type: 'refresh_token', refresh_token: refreshToken, ...(scope === undefined ? {} : { scope }) });

test('takes the address of the documentation, and sends the seller to the accept URL with code, state and life', async () => {
  const documented = new URL(oauth.authorize_url_sandbox);
  const page = await fetch(`${sandbox.consentUrl}${documented.search}`);
  expect(await page.text()).toContain('value="accept"');
  const back = await decide('accept', `${sandbox.consentUrl}${documented.search}`);
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ tenant: '7', state: 'st_8f14e45f', expires_in: '299' });
  const code = back.searchParams.get('code') ?? '';
  expect(code).toMatch(/^v\^1\.1#i\^1#/);
  expect(back.search).not.toContain('#');
  expect((await exchange(code)).status).toBe(200);
});

test('sends a refusal to the declined URL, without a code', async () => {
  sandbox.control.configure({ declinedUrl: 'http://127.0.0.1:1/declined' });
  const back = await decide('refuse');
  expect(back.pathname).toBe('/declined');
  expect(back.searchParams.has('code')).toBe(false);
});

test.each([
  ['one scope that the keyset lacks', { scope: `${scopeUrl('')} ${scopeUrl('sell.logistics')}` }, 'invalid_scope'],
  ['a URL instead of the RuName', { redirect_uri: 'https://hub.example.com/callback' }, 'invalid_request'],
  ['another application', { client_id: 'somebody' }, 'unauthorized_client'],
])('%s spoils the whole page', async (_name, changes, error) => {
  const response = await fetch(consentUrl(changes as Readonly<Record<string, string>>));
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(error);
});

test('a code works once, for 299 seconds, with the RuName of the consent', async () => {
  const { code } = sandbox.control.authorize();
  expect((await caller.tokens({ grant_type: 'authorization_code', code, redirect_uri: 'https://x' })).data.error).toBe('invalid_grant');
  expect((await exchange(code)).data).toMatchObject({
    expires_in: 7200,
    refresh_token: expect.any(String),
    refresh_token_expires_in: 47_304_000,
    token_type: 'User Access Token',
  });
  expect(await exchange(code)).toMatchObject({ status: 400, data: { error: 'invalid_grant' } });
  const late = sandbox.control.authorize().code;
  await sandbox.control.advance(300_000);
  expect((await exchange(late)).data.error).toBe('invalid_grant');
});

test('a code that was encoded twice is another code', async () => {
  const { code } = sandbox.control.authorize();
  expect((await exchange(encodeURIComponent(code))).data.error).toBe('invalid_grant');
});

test('refreshing brings no new refresh token, and the old one lives 18 months', async () => {
  const { data } = await exchange(sandbox.control.authorize().code);
  const again = await refresh(data.refresh_token);
  expect(again.data).toEqual({ access_token: expect.any(String), expires_in: 7200, token_type: 'User Access Token' });
  await sandbox.control.advance(540 * day);
  expect((await refresh(data.refresh_token)).status).toBe(200);
  await sandbox.control.advance(8 * day);
  expect(await refresh(data.refresh_token)).toMatchObject({ status: 400, data: oauth.token_error.body });
});

test('a scope that the seller did not grant spoils the refresh; fewer are fine', async () => {
  const { data } = await exchange(sandbox.control.authorize(undefined, ['', 'sell.fulfillment']).code);
  expect((await refresh(data.refresh_token, `${scopeUrl('sell.fulfillment')} ${scopeUrl('sell.inventory')}`)).data.error).toBe(
    'invalid_scope',
  );
  const fewer = await refresh(data.refresh_token, scopeUrl(''));
  expect(fewer.status).toBe(200);
  expect(await caller.call('GET', '/sell/fulfillment/v1/order', { token: fewer.data.access_token })).toMatchObject({
    status: 403,
    code: 1100,
  });
});

test('an application gets a token of its own for what the keyset has', async () => {
  expect((await caller.tokens({ grant_type: 'client_credentials', scope: scopeUrl('') })).data).toMatchObject({
    token_type: 'Application Access Token',
    expires_in: 7200,
  });
  expect((await caller.tokens({ grant_type: 'client_credentials', scope: scopeUrl('sell.logistics') })).data.error).toBe('invalid_scope');
});

test('knows its application by the Basic header alone', async () => {
  const form = { grant_type: 'client_credentials', scope: scopeUrl('') };
  expect((await caller.tokens(form, { authorization: oauth.basic_authorization })).status).toBe(200);
  expect(await caller.tokens(form, { authorization: 'Basic d3Jvbmc6d3Jvbmc=' })).toMatchObject({
    status: 401,
    data: { error: 'invalid_client' },
  });
  expect((await caller.tokens({ grant_type: 'password' })).data.error).toBe('unsupported_grant_type');
});

test('the token endpoint has daily limits too', async () => {
  sandbox.control.configure({ clientCredentialsPerDay: 1 });
  const form = { grant_type: 'client_credentials', scope: scopeUrl('') };
  expect((await caller.tokens(form)).status).toBe(200);
  expect((await caller.tokens(form)).status).toBe(429);
  await sandbox.control.advance(day);
  expect((await caller.tokens(form)).status).toBe(200);
});

test('says who the user is, and ends a consent at once', async () => {
  const { data } = await exchange(sandbox.control.authorize(caller.shopId).code);
  const user = () => caller.call('GET', '/commerce/identity/v1/user/', { token: data.access_token });
  expect((await user()).data).toMatchObject({ userId: caller.shopId, username: 'lonestar_roasters', registrationMarketplaceId: 'EBAY_US' });
  sandbox.control.revoke(caller.shopId);
  expect(await user()).toMatchObject({ status: 401, code: 1001 });
  expect((await refresh(data.refresh_token)).data.error).toBe('invalid_grant');
  expect(sandbox.control.shops()[0]).toMatchObject({ isAuthorized: false });
});
