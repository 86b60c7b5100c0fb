import { Secret } from '@shopfleet/kernel';
import { noLimit } from '@shopfleet/platform-kit';
import { startAmazonSandbox } from '@shopfleet/sandbox';
import { describe, expect, it } from 'vitest';
import { createAmazon } from './amazon.ts';
import { createSandboxPlatform, makeSandboxWorld } from './test/sandbox-world.ts';

const redirectUrl = 'https://hub.example/api/v1/platforms/callback/amazon';

describe('connecting a seller of Amazon', () => {
  it('sends the seller to the consent page of the own country, with what Amazon wants to see again', async () => {
    await using sandbox = await startAmazonSandbox();
    const platform = createSandboxPlatform(sandbox);
    const url = new URL(platform.connect.authorizationUrl({ state: 'st_1', redirectUrl, region: 'DE' }));
    expect(url.searchParams.get('redirect_uri')).toBe(redirectUrl);
    expect(url.searchParams.get('state')).toBe('st_1');
    expect(url.searchParams.get('application_id')).toBe(sandbox.applicationId);
    await platform.close();
    const { clientId, applicationId } = sandbox;
    const real = createAmazon({ clientId, applicationId, clientSecret: new Secret('s'), limiter: noLimit, isDraft: true });
    const page = new URL(real.connect.authorizationUrl({ state: 'st_1', redirectUrl, region: 'DE' }));
    expect([page.host, page.pathname, page.searchParams.get('version')]).toEqual([
      'sellercentral-europe.amazon.com',
      '/apps/authorize/consent',
      'beta',
    ]);
    await real.close();
  });

  it('opens one shop for each marketplace where the seller sells, of the region that was consented to', async () => {
    await using world = await makeSandboxWorld({ region: 'GB' });
    const { access, platform } = world;
    const shops = await platform.connect.listShops(await access.token(), access.externalId.split(':')[0] ?? '');
    expect(shops.map(({ externalId, region, addressKey }) => [externalId, region, addressKey])).toEqual([
      ['A3SBXEUBREWBEAN:A1F83G8C2ARO7P', 'GB', 'A1F83G8C2ARO7P'],
      ['A3SBXEUBREWBEAN:A1PA6795UKMFR9', 'DE', 'A1PA6795UKMFR9'],
    ]);
  });

  it('refreshes with the same token again and again', async () => {
    await using sandbox = await startAmazonSandbox();
    const platform = createSandboxPlatform(sandbox);
    const { spapi_oauth_code: code, selling_partner_id: account } = sandbox.control.authorize(undefined, redirectUrl);
    const grant = await platform.connect.exchangeCode(code, { redirectUrl, verifier: '', account });
    expect(grant).toMatchObject({ externalAccountId: account, refreshExpiresAt: undefined });
    const left = grant.accessExpiresAt.getTime() - Date.now();
    expect(left).toBeGreaterThan(3_500_000);
    const renewed = await platform.connect.refresh(grant.refreshToken ?? new Secret(''), { externalAccountId: account });
    expect(renewed.refreshToken?.reveal()).toBe(grant.refreshToken?.reveal());
    expect(renewed.accessToken.reveal()).not.toBe(grant.accessToken.reveal());
    await platform.connect.probe?.(renewed.accessToken, account);
    await expect(platform.connect.exchangeCode(code, { redirectUrl, verifier: '', account })).rejects.toMatchObject({
      kind: 'auth-expired',
    });
    await platform.close();
  });

  it('asks the seller again only when the seller ended it, not when our secret is wrong', async () => {
    await using world = await makeSandboxWorld();
    const { control } = world.sandbox;
    const { refreshToken, sellerId } = control.selfAuthorize(world.access.externalId);
    const stranger = createSandboxPlatform(world.sandbox, { clientSecret: new Secret('old') });
    await expect(stranger.connect.refresh(new Secret(refreshToken))).rejects.toMatchObject({ kind: 'invalid', fields: ['clientSecret'] });
    await stranger.close();
    control.revoke(sellerId);
    await expect(world.platform.connect.refresh(new Secret(refreshToken))).rejects.toMatchObject({ kind: 'auth-expired' });
    await expect(world.platform.orders?.fetchOrders(world.access, ['114-0000000-0000000'])).rejects.toMatchObject({ kind: 'auth-expired' });
  });

  it('connects the seller of a private application without a consent page', async () => {
    await using sandbox = await startAmazonSandbox();
    const { refreshToken, sellerId } = sandbox.control.selfAuthorize();
    const selfAuthorised = { refreshToken: new Secret(refreshToken), sellerId, marketplaceId: 'ATVPDKIKX0DER' };
    const platform = createSandboxPlatform(sandbox, { selfAuthorised });
    expect(platform.connect.ownAccount).toBe(sellerId);
    const page = new URL(platform.connect.authorizationUrl({ state: 'st_1', redirectUrl }));
    expect(page.origin + page.pathname).toBe(redirectUrl);
    const answer = platform.connect.readCallback(Object.fromEntries(page.searchParams));
    if ('denied' in answer) throw new Error(answer.denied);
    const grant = await platform.connect.exchangeCode(answer.code, { redirectUrl, verifier: '', account: answer.account ?? '' });
    expect(grant.refreshToken?.reveal()).toBe(refreshToken);
    expect((await platform.connect.listShops(grant.accessToken, sellerId)).map(({ region }) => region)).toEqual(['US', 'CA']);
    expect(sandbox.control.counters().callsByApi.getMarketplaceParticipations).toBe(1);
    await platform.close();
  });

  it.each([
    [
      { state: 's', selling_partner_id: 'A2', spapi_oauth_code: 'AN1' },
      { code: 'AN1', account: 'A2' },
    ],
    [{ state: 's', error: 'access_denied' }, { denied: 'The seller refused' }],
    [{ state: 's' }, { denied: 'Amazon sent no code' }],
    [{ state: 's', spapi_oauth_code: 'AN1' }, { denied: 'Amazon did not say which seller consented' }],
  ])('reads the redirect %j', async (query, expected) => {
    await using sandbox = await startAmazonSandbox();
    const platform = createSandboxPlatform(sandbox);
    expect(platform.connect.readCallback(query)).toEqual(expected);
    await platform.close();
  });
});
