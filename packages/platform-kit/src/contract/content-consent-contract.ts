import { expect } from 'vitest';
import type { ContentWorld } from './content-world.ts';
import { contentOf, failureOf } from './contract-steps.ts';
import type { ContractTests } from './contract-world.ts';

/** What connecting, renewing and ending must do. */
export const contentConsentContract: ContractTests<ContentWorld> = {
  'grants everything that was asked for, to the account that consented': async (world) => {
    const { grant } = await world.connect(world.account);
    expect(grant.externalAccountId).toBe(world.account);
    expect(grant.scopes.toSorted()).toEqual(world.platform.manifest.auth.scopes.toSorted());
    expect(contentOf(world).granted(grant.scopes)).toEqual({ profile: true, counters: true, videos: true });
    expect(grant.accessExpiresAt.getTime()).toBeGreaterThan(Date.now());
    expect(grant.refreshExpiresAt?.getTime()).toBeGreaterThan(grant.accessExpiresAt.getTime());
    await world.platform.connect.probe?.(grant.accessToken, world.account);
    expect(await world.platform.connect.listShops(grant.accessToken, world.account)).toEqual([]);
  },

  'grants no more than what was ticked, and reads no more than what was granted': async (world) => {
    const content = contentOf(world);
    const [first = ''] = world.platform.manifest.auth.scopes;
    const { grant, access } = await world.connect(world.account, [first]);
    expect(grant.scopes).toEqual([first]);
    const { profile, counters, videos } = content.granted(grant.scopes);
    expect([profile, counters && videos]).toEqual([true, false]);
    const read = await content.readProfile(access);
    expect(read.displayName).toBe(world.profile(world.account).name);
    expect([read.handle, read.bio, read.isVerified, read.counters]).toEqual([undefined, undefined, undefined, undefined]);
    expect((await failureOf(content.listVideos(access, undefined))).kind).toBe('forbidden');
  },

  'reads from the redirect that a person refused': async (world) => {
    expect(world.platform.connect.readCallback(await world.refuse(world.account))).toHaveProperty('denied');
  },

  'exchanges a code once': async (world) => {
    const { code, ...proof } = await world.consent(world.account);
    await world.platform.connect.exchangeCode(code, proof);
    expect((await failureOf(world.platform.connect.exchangeCode(code, proof))).kind).toBe('forbidden');
  },

  'renews to a new pair that works, and says forbidden to a refresh token that is void': async (world) => {
    const { connect, manifest } = world.platform;
    const { grant } = await world.connect(world.account);
    if (!grant.refreshToken) throw new Error('the grant has no refresh token');
    const renewed = await connect.refresh(grant.refreshToken);
    expect(renewed.accessToken.reveal()).not.toBe(grant.accessToken.reveal());
    expect(renewed.scopes.toSorted()).toEqual(grant.scopes.toSorted());
    await connect.probe?.(renewed.accessToken, world.account);
    if (manifest.auth.refreshTokens === 'reusable') return;
    expect((await failureOf(connect.refresh(grant.refreshToken))).kind).toBe('forbidden');
  },

  'ends the grant at the platform, also when the access token had expired': async (world) => {
    const content = contentOf(world);
    const { access, grant } = await world.connect(world.account);
    world.expireToken(world.account);
    await content.revoke(access);
    expect((await failureOf(world.platform.connect.refresh(grant.refreshToken ?? (await access.token())))).kind).toBe('forbidden');
    expect(['auth-expired', 'forbidden']).toContain((await failureOf(content.readProfile(access))).kind);
  },

  'knows the account of a genuine event that its grant ended, and refuses a changed one': async (world) => {
    await world.connect(world.account);
    const event = await world.removeApp(world.account);
    expect(await world.platform.verifyWebhook(event)).toMatchObject({
      isGenuine: true,
      event: { externalShopId: world.account, hint: { kind: 'authorization-ended' } },
    });
    const changed = Uint8Array.from(event.rawBody, (byte, index) => (index === 10 ? byte ^ 1 : byte));
    expect(await world.platform.verifyWebhook({ ...event, rawBody: changed })).toEqual({ isGenuine: false, reason: 'signature' });
    expect(await world.platform.verifyWebhook({ ...event, headers: {} })).toEqual({ isGenuine: false, reason: 'signature' });
  },
};
