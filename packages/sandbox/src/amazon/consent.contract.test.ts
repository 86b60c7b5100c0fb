import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AmazonSandbox, startAmazonSandbox } from './start.ts';
import { quick, RawClient } from './testing/raw-client.ts';

let sandbox: AmazonSandbox;
let client: RawClient;
const callback = 'https://hub.example.com/connect/amazon/callback';
const minute = 60_000;

beforeEach(async () => {
  sandbox = await startAmazonSandbox({ settings: { ...quick, redirectUrl: callback } });
  client = new RawClient(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

async function decide(decision: string, url = sandbox.consentUrl, more: Record<string, string> = {}): Promise<URL> {
  const body = new URLSearchParams({ decision, ...more });
  const response = await fetch(`${url}&state=st_1`, { method: 'POST', body, redirect: 'manual' });
  expect(response.status).toBe(302);
  return new URL(response.headers.get('location') ?? '');
}

const exchange = (code: string | null, redirectUri = callback) =>
  client.oauth({ grant_type: 'authorization_code', code: code ?? '', redirect_uri: redirectUri });

test('sends the seller back with a code, the state and the seller’s id', async () => {
  const page = await (await fetch(`${sandbox.consentUrl}&state=a"b`)).text();
  expect(page).toContain('a&quot;b');
  const back = await decide('accept');
  expect(back.searchParams.get('state')).toBe('st_1');
  expect(sandbox.control.shops().map(({ sellerId }) => sellerId)).toContain(back.searchParams.get('selling_partner_id'));
  const { status, body } = await exchange(back.searchParams.get('spapi_oauth_code'));
  expect(status).toBe(200);
  expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
  expect(body.access_token).toMatch(/^Atza\|/);
  expect(body.refresh_token).toMatch(/^Atzr\|/);
});

test('shows the sellers of the region whose Seller Central was opened', async () => {
  const page = await (await fetch(`${sandbox.consentUrls.EU}&state=x`)).text();
  expect(page).toContain('Brew &amp; Bean');
  expect(page).not.toContain('Lone Star');
  expect((await fetch(`${sandbox.consentUrl}&redirect_uri=https%3A%2F%2Felsewhere.example.com`)).status).toBe(400);
  expect((await fetch(sandbox.consentUrl.replace('0001', '0009'))).status).toBe(400);
});

test('sends a refusal back without a code', async () => {
  const back = await decide('refuse');
  expect(back.searchParams.get('spapi_oauth_code')).toBeNull();
  expect(back.searchParams.get('error')).toBe('access_denied');
});

test('takes a code once, for five minutes, with the redirect address it was given to', async () => {
  const code = (await decide('accept')).searchParams.get('spapi_oauth_code');
  expect((await exchange(code, 'https://elsewhere.example.com')).body.error).toBe('invalid_grant');
  expect((await exchange(code)).status).toBe(200);
  expect((await exchange(code)).body).toMatchObject({ error: 'invalid_grant' });
  const late = sandbox.control.authorize().spapi_oauth_code;
  await sandbox.control.advance(5 * minute);
  expect((await exchange(late)).body.error).toBe('invalid_grant');
});

test('tells a wrong application from a lost seller', async () => {
  const connected = await RawClient.connect(sandbox);
  const wrong = await connected.oauth({ grant_type: 'refresh_token', refresh_token: connected.refreshToken, client_secret: 'other' });
  expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_client']);
  expect((await connected.refresh()).body.refresh_token).toBe(connected.refreshToken);
  sandbox.control.revoke(connected.sellerId);
  const lost = await connected.refresh();
  expect([lost.status, lost.body.error]).toEqual([400, 'invalid_grant']);
  expect((await connected.oauth({ grant_type: 'password' })).body.error).toBe('unsupported_grant_type');
});

test('gives tokens of the application’s own for known scopes only', async () => {
  const { body } = await client.oauth({ grant_type: 'client_credentials', scope: 'sellingpartnerapi::notifications' });
  expect(body).toMatchObject({ scope: 'sellingpartnerapi::notifications', expires_in: 3600 });
  expect((await client.oauth({ grant_type: 'client_credentials', scope: 'everything' })).body.error).toBe('invalid_scope');
  expect((await client.oauth({ grant_type: 'client_credentials' })).body.error).toBe('invalid_request');
});

test('says in the details whether a token is over or was never good', async () => {
  const connected = await RawClient.connect(sandbox);
  const path = '/sellers/v1/marketplaceParticipations';
  expect((await connected.call('GET', path)).status).toBe(200);
  sandbox.control.expireTokens();
  const over = await connected.call('GET', path);
  expect(over.status).toBe(403);
  expect(over.body.errors[0]).toMatchObject({ code: 'Unauthorized', details: 'The access token you provided has expired.' });
  expect((await connected.call('GET', path, { token: 'Atza|x' })).body.errors[0].details).toContain('revoked, malformed or invalid');
  expect(over.headers.get('x-amzn-errortype')).toContain('Unauthorized');
  expect(over.headers.get('x-amzn-ratelimit-limit')).toBeNull();
});

test('lists every marketplace of the account, also those where nothing is sold, and refuses the host of another region', async () => {
  const connected = await RawClient.connect(sandbox, 'CA');
  const { body } = await connected.call('GET', '/sellers/v1/marketplaceParticipations', { baseUrl: sandbox.apiUrls.NA });
  // biome-ignore lint/suspicious/noExplicitAny: an answer by its documented shape
  const seen = body.payload.map((entry: any) => [entry.marketplace.countryCode, entry.participation.isParticipating]);
  expect(seen).toEqual([
    ['US', true],
    ['CA', true],
    ['MX', false],
  ]);
  const elsewhere = await connected.call('GET', '/sellers/v1/marketplaceParticipations', { baseUrl: sandbox.apiUrls.EU });
  expect(elsewhere.status).toBe(403);
});
