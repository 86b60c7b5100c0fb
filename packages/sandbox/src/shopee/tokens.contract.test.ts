import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ShopeeSandbox, startShopeeSandbox } from './start.ts';
import { RawCaller } from './testing/raw-caller.ts';

let sandbox: ShopeeSandbox;
let caller: RawCaller;
const day = 86_400_000;
const mainAccount = '1204555';

beforeEach(async () => {
  sandbox = await startShopeeSandbox();
  caller = await RawCaller.connect(sandbox);
});
afterEach(() => sandbox.stop());

const works = async (token: string): Promise<string> =>
  (await caller.get('logistics/get_tracking_number', { order_sn: 'x' }, { token })).error;
const alive = 'logistics.invalid_error';
const dead = 'invalid_acceess_token';

test('a code gives a flat pair once, within ten minutes, to its own shop', async () => {
  const { code = '' } = sandbox.control.authorize('727720655');
  expect(await caller.exchange({ code, shop_id: 226354871 })).toMatchObject({ error: 'invalid_shop_id' });
  expect(await caller.exchange({ code, main_account_id: 1204555 })).toMatchObject({ error: 'invalid_main_acount_id' });
  expect(await caller.exchange({ code })).toMatchObject({ error: 'error_param' });
  const answer = await caller.exchange({ code, shop_id: 727720655 });
  expect(answer).toMatchObject({ error: '', expire_in: 14_400, access_token: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect(answer).not.toHaveProperty('response');
  expect(await caller.exchange({ code, shop_id: 727720655 })).toMatchObject({ error: 'error_auth', message: 'Invalid code' });
  const late = sandbox.control.authorize('727720655');
  await sandbox.control.advance(600_000);
  expect(await caller.exchange({ code: late.code, shop_id: 727720655 })).toMatchObject({ error: 'error_auth' });
});

test('access tokens end after four hours; after a refresh the former one has five minutes', async () => {
  const first = caller.token;
  const answer = await caller.refresh();
  expect(answer).toMatchObject({ error: '', shop_id: 226354871, partner_id: sandbox.partnerId, expire_in: 14_400 });
  expect(await works(first)).toBe(alive);
  await sandbox.control.advance(300_000);
  expect(await works(first)).toBe(dead);
  expect(await works(answer.access_token)).toBe(alive);
  await sandbox.control.advance(4 * 3_600_000);
  expect(await works(answer.access_token)).toBe(dead);
});

test('a refresh token works once', async () => {
  const { refresh_token: next } = await caller.refresh();
  expect(await caller.refresh()).toMatchObject({ error: 'error_auth', message: 'Invalid refresh_token.' });
  expect(await caller.refresh(next)).toMatchObject({ error: '' });
  expect(sandbox.control.counters()).toMatchObject({ tokenRefreshes: 3, refreshTokenReuses: 1 });
});

test('with the grace that one answer of the vendor promises, a used one gives the same pair again', async () => {
  sandbox.control.configure({ refreshGraceSeconds: 14_400 });
  const [one, two] = [await caller.refresh(), await caller.refresh()];
  expect([two.access_token, two.refresh_token]).toEqual([one.access_token, one.refresh_token]);
  await sandbox.control.advance(4 * 3_600_000);
  expect(await caller.refresh()).toMatchObject({ error: 'error_auth' });
});

test('a refresh token belongs to its shop and ends after thirty days', async () => {
  expect(await caller.refresh(caller.refreshToken, { shop_id: 727720655 })).toMatchObject({ error: 'error_shop_refresh_token' });
  expect(await caller.refresh('unknown')).toMatchObject({ error: 'error_auth' });
  await sandbox.control.advance(30 * day);
  expect(await caller.refresh()).toMatchObject({ error: 'refresh_token_expired' });
});

test('the consent ends when the seller says so, and when its span is over', async () => {
  sandbox.control.revoke('226354871');
  expect(await works(caller.token)).toBe('shop_no_linked');
  expect(await caller.refresh()).toMatchObject({ error: 'shop_no_linked' });
  const { code } = sandbox.control.authorize('226354871', 7);
  const { refresh_token: token } = await caller.exchange({ code, shop_id: 226354871 });
  await sandbox.control.advance(7 * day);
  expect(await caller.refresh(token)).toMatchObject({ error: 'shop_access_expired' });
});

test('a main account gets one pair for all shops, whose refresh token works once for each', async () => {
  const { code, main_account_id } = sandbox.control.authorize(mainAccount);
  expect(main_account_id).toBe(mainAccount);
  const answer = await caller.exchange({ code, main_account_id: 1204555 });
  expect(answer).toMatchObject({ error: '', shop_id_list: [226354871, 727720655], merchant_id_list: [] });
  const token = answer.refresh_token;
  const own = await caller.refresh(token, { shop_id: 226354871 });
  expect(own).toMatchObject({ error: '' });
  expect(await caller.refresh(token, { shop_id: 727720655 })).toMatchObject({ error: '', shop_id: 727720655 });
  expect(await caller.refresh(token, { shop_id: 226354871 })).toMatchObject({ error: 'error_auth' });
  expect(await caller.refresh(own.refresh_token, { shop_id: 727720655 })).toMatchObject({ error: 'error_shop_refresh_token' });
});

const accept = (url: string, account: string, decision = 'accept'): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ decision, account, days: '90' }), redirect: 'manual' });

test('the plain link shows a page, and leads back with code, shop and state', async () => {
  const link = `${sandbox.consentUrl}&state=s1&redirect_uri=${encodeURIComponent('https://hub.example.com/back?x=1')}`;
  expect(await (await fetch(link)).text()).toContain('Authorize this app');
  const location = new URL((await accept(link, '727720655')).headers.get('location') ?? '');
  expect(location.origin + location.pathname).toBe('https://hub.example.com/back');
  const { x, code, shop_id, state } = Object.fromEntries(location.searchParams);
  expect({ x, shop_id, state }).toEqual({ x: '1', shop_id: '727720655', state: 's1' });
  expect(await caller.exchange({ code, shop_id: 727720655 })).toMatchObject({ error: '' });
  expect((await accept(link, '727720655', 'refuse')).headers.get('location')).toBeNull();
});

function signedLink(path: string, timestamp = Math.floor(Date.now() / 1000)): string {
  const sign = createHmac('sha256', sandbox.partnerKey).update(`${sandbox.partnerId}${path}${timestamp}`).digest('hex');
  const redirect = encodeURIComponent('https://hub.example.com/back?state=s2');
  return `${sandbox.apiUrl}${path}?partner_id=${sandbox.partnerId}&timestamp=${timestamp}&sign=${sign}&redirect=${redirect}`;
}

test('the signed link does the same for five minutes, and takes consent back', async () => {
  const location = new URL((await accept(signedLink('/api/v2/shop/auth_partner'), mainAccount)).headers.get('location') ?? '');
  expect(Object.fromEntries(location.searchParams)).toEqual({ state: 's2', code: expect.any(String), main_account_id: mainAccount });
  const old = await fetch(signedLink('/api/v2/shop/auth_partner', Math.floor(Date.now() / 1000) - 400));
  expect(await old.json()).toMatchObject({ error: 'error_param' });
  expect(await (await fetch(signedLink('/api/v2/shop/auth_partner').replace('sign=', 'sign=0'))).json()).toMatchObject({
    error: 'error_sign',
  });
  await accept(signedLink('/api/v2/shop/cancel_auth_partner'), '226354871');
  expect(await works(caller.token)).toBe('shop_no_linked');
});

test('refuses to lead back to a domain that the app did not declare', async () => {
  sandbox.control.configure({ redirectDomain: 'hub.example.com' });
  const link = `${sandbox.consentUrl}&redirect_uri=${encodeURIComponent('https://evil.example.com/')}`;
  expect(await (await fetch(link)).json()).toMatchObject({ code: 1, error: 'error_param', msg: expect.stringContaining('domain') });
});
