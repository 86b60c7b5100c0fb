import { Secret } from '@shopfleet/kernel';
import { noLimit } from '@shopfleet/platform-kit';
import { startShopeeSandbox } from '@shopfleet/sandbox';
import { expect, it } from 'vitest';
import { createShopee } from './shopee.ts';
import { failureOf } from './test/sandbox-world.ts';

async function startWorld(partnerKey?: string) {
  const sandbox = await startShopeeSandbox();
  const platform = createShopee({
    partnerId: sandbox.partnerId,
    partnerKey: new Secret(partnerKey ?? sandbox.partnerKey),
    callbackUrl: 'https://hub.example.com/push',
    limiter: noLimit,
    apiBaseUrl: sandbox.apiUrl,
    authorizationUrl: new URL('/auth', sandbox.authUrl).href,
    allowedOrigins: [sandbox.apiUrl],
    http: { backoff: { baseMs: 20, maxMs: 100 } },
  });
  const stop = async () => {
    await platform.close();
    await sandbox.stop();
  };
  return { sandbox, connect: platform.connect, [Symbol.asyncDispose]: stop };
}

const proofOf = (account: string) => ({ redirectUrl: 'https://hub.example.com/back', verifier: '', account });

it('a code is exchanged once, for the shop that gave it', async () => {
  await using world = await startWorld();
  const { connect, sandbox } = world;
  const [shop, other] = sandbox.control.shops();
  const { code = '' } = sandbox.control.authorize(shop?.id);
  expect((await failureOf(connect.exchangeCode(code, proofOf(other?.id ?? '')))).kind).toBe('forbidden');
  const { code: fresh = '' } = sandbox.control.authorize(shop?.id);
  const grant = await connect.exchangeCode(fresh, proofOf(shop?.id ?? ''));
  expect(grant.accessExpiresAt.getTime() - Date.now()).toBeGreaterThan(3 * 3_600_000);
  expect(await connect.listShops(grant.accessToken, grant.externalAccountId)).toEqual([
    { externalId: shop?.id, name: shop?.name, region: shop?.region, addressKey: '' },
  ]);
  await connect.probe?.(grant.accessToken, grant.externalAccountId);
  expect((await failureOf(connect.exchangeCode(fresh, proofOf(shop?.id ?? '')))).kind).toBe('forbidden');
});

it('the consent page leads back with state, code and shop', async () => {
  await using world = await startWorld();
  const { connect, sandbox } = world;
  const id = sandbox.control.shops()[1]?.id ?? '';
  const redirectUrl = 'https://hub.example.com/back?of=shopee';
  const page = connect.authorizationUrl({ state: 'state-1', redirectUrl });
  expect((await fetch(page)).status).toBe(200);
  const form = new URLSearchParams({ decision: 'accept', account: id, days: '30' });
  const answer = await fetch(page, { method: 'POST', body: form, redirect: 'manual' });
  const back = Object.fromEntries(new URL(answer.headers.get('location') ?? '').searchParams);
  expect(back).toMatchObject({ state: 'state-1', of: 'shopee' });
  const read = connect.readCallback(back);
  if ('denied' in read) throw new Error(read.denied);
  expect(read.account).toBe(id);
  expect((await connect.exchangeCode(read.code, proofOf(id))).externalAccountId).toBe(id);
});

it('a refresh gives a new pair, and the old refresh token is void', async () => {
  await using world = await startWorld();
  const { connect, sandbox } = world;
  const id = sandbox.control.shops()[0]?.id ?? '';
  const grant = await connect.exchangeCode(sandbox.control.authorize(id).code ?? '', proofOf(id));
  const old = grant.refreshToken ?? new Secret('');
  const renewed = await connect.refresh(old, { externalAccountId: id });
  expect(renewed.accessToken.reveal()).not.toBe(grant.accessToken.reveal());
  expect(renewed.refreshToken?.reveal()).not.toBe(old.reveal());
  await connect.probe?.(renewed.accessToken, id);
  expect((await failureOf(connect.refresh(old, { externalAccountId: id }))).kind).toBe('forbidden');
  sandbox.control.revoke(id);
  expect((await failureOf(connect.refresh(renewed.refreshToken ?? old, { externalAccountId: id }))).kind).toBe('forbidden');
});

it('a consent of a main account opens all its shops with one pair, and each is renewed alone from then on', async () => {
  await using world = await startWorld();
  const { connect, sandbox } = world;
  const shops = sandbox.control.shops().map(({ id }) => id);
  const answer = connect.readCallback(sandbox.control.authorize(sandbox.control.shops()[0]?.mainAccountId));
  if ('denied' in answer) throw new Error(answer.denied);
  const grant = await connect.exchangeCode(answer.code, proofOf(answer.account ?? ''));
  expect(grant.externalAccountIds).toEqual(shops);
  for (const id of shops) expect(await connect.listShops(grant.accessToken, id)).toMatchObject([{ externalId: id }]);
  const first = grant.refreshToken ?? new Secret('');
  for (const id of shops) {
    const own = await connect.refresh(first, { externalAccountId: id });
    expect(own.externalAccountId).toBe(id);
    await connect.probe?.(own.accessToken, id);
    const others = shops.filter((other) => other !== id);
    for (const other of others) await expect(connect.probe?.(own.accessToken, other)).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await connect.refresh(own.refreshToken ?? first, { externalAccountId: id })).accessToken.reveal()).not.toBe('');
  }
});

it('a wrong key never makes a seller connect again', async () => {
  await using world = await startWorld('a key that is not ours');
  const { connect, sandbox } = world;
  const id = sandbox.control.shops()[0]?.id ?? '';
  expect((await failureOf(connect.refresh(new Secret('r'), { externalAccountId: id }))).kind).toBe('invalid');
  expect((await failureOf(connect.exchangeCode('c', proofOf(id)))).kind).toBe('invalid');
});

it('a token call that breaks may have taken effect, or says when to come back', async () => {
  await using world = await startWorld();
  const { connect, sandbox } = world;
  const id = sandbox.control.shops()[0]?.id ?? '';
  const grant = await connect.exchangeCode(sandbox.control.authorize(id).code ?? '', proofOf(id));
  const refresh = () => connect.refresh(grant.refreshToken ?? new Secret(''), { externalAccountId: id });
  sandbox.control.addFault({ kind: 'rate-limited', api: 'auth.access_token/get', next: 1 });
  expect((await failureOf(refresh())).kind).toBe('rate-limited');
  sandbox.control.clearFaults();
  for (const api of ['auth.access_token.get', 'auth.access_token/get'])
    sandbox.control.addFault({ kind: 'cut-before-effect', api, next: 1 });
  expect((await failureOf(refresh())).kind).toBe('outcome-unknown');
  sandbox.control.clearFaults();
  expect((await refresh()).accessToken.reveal()).not.toBe('');
});
