import { expect } from 'vitest';
import type { ContentWorld } from './content-world.ts';
import { contentOf, failureOf, walkVideos } from './contract-steps.ts';
import type { ContractTests } from './contract-world.ts';

/** What must become of reading when the platform is in trouble. */
export const contentTroubleContract: ContractTests<ContentWorld> = {
  'refreshes an expired token once for many calls and carries on': async (world) => {
    const { access } = await world.connect(world.account);
    world.expireToken(world.account);
    await Promise.all(Array.from({ length: 10 }, () => contentOf(world).readProfile(access)));
    expect(world.refreshes()).toBe(1);
  },

  'takes a fresh token when one is refused in the middle of a walk': async (world) => {
    const { access } = await world.connect(world.account);
    const content = contentOf(world);
    const first = await content.listVideos(access, undefined);
    world.expireToken(world.account);
    const second = await content.listVideos(access, first.nextCursor);
    expect(second.videos.length).toBeGreaterThan(0);
    expect(world.refreshes()).toBe(1);
  },

  'says auth-expired when a fresh token is refused as well, and asks no third time': async (world) => {
    const { access } = await world.connect(world.account);
    world.cause({ kind: 'refused-token', on: 'profile', times: 50 });
    expect((await failureOf(contentOf(world).readProfile(access))).kind).toBe('auth-expired');
    expect([world.refreshes(), world.calls('profile')]).toEqual([1, 2]);
  },

  'waits and repeats a read when the platform says: too many': async (world) => {
    const { access } = await world.connect(world.account);
    for (const on of ['profile', 'list', 'query'] as const) world.cause({ kind: 'too-many', on, times: 1 });
    const { videos } = await walkVideos(world, access);
    const [id = ''] = videos.map(({ externalId }) => externalId);
    expect(await contentOf(world).queryVideos(access, [id])).toHaveLength(1);
    expect((await contentOf(world).readProfile(access)).externalId).toBe(world.account);
  },

  'says rate-limited, and until when, while the platform insists': async (world) => {
    const { access } = await world.connect(world.account);
    world.cause({ kind: 'too-many', on: 'profile', times: 50 });
    const failure = await failureOf(contentOf(world).readProfile(access));
    expect(failure.kind).toBe('rate-limited');
    expect(failure.retryAt).toBeInstanceOf(Date);
  },

  'repeats a read when the platform breaks, in words, in a page, or in silence': async (world) => {
    const { access } = await world.connect(world.account);
    for (const kind of ['broken', 'broken-page', 'silent'] as const) {
      world.cause({ kind, on: 'list', times: 1 });
      expect((await contentOf(world).listVideos(access, undefined)).videos.length).toBeGreaterThan(0);
    }
  },

  'says unavailable when the platform stays broken': async (world) => {
    const { access } = await world.connect(world.account);
    for (const kind of ['broken', 'broken-page'] as const) {
      world.cause({ kind, on: 'profile', times: 50 });
      expect((await failureOf(contentOf(world).readProfile(access))).kind).toBe('unavailable');
    }
  },

  'reads the other accounts while one is in trouble': async (world) => {
    const { access: sick } = await world.connect(world.account);
    const { access: well } = await world.connect(await world.newAccount());
    world.cause({ kind: 'refused-token', on: 'profile', times: 1_000, account: world.account });
    world.cause({ kind: 'broken', on: 'list', times: 1_000, account: world.account });
    for (let i = 0; i < 5; i++) {
      const failures = [contentOf(world).readProfile(sick), contentOf(world).listVideos(sick, undefined)].map(failureOf);
      expect((await contentOf(world).readProfile(well)).externalId).toBe(well.externalId);
      expect((await contentOf(world).listVideos(well, undefined)).videos.length).toBeGreaterThan(0);
      expect((await Promise.all(failures)).map(({ kind }) => kind)).toEqual(['auth-expired', 'unavailable']);
    }
  },

  'does not make anybody connect again because renewing failed for a moment': async (world) => {
    const { grant } = await world.connect(world.account);
    const token = grant.refreshToken ?? grant.accessToken;
    for (const kind of ['broken', 'broken-page', 'silent', 'too-many'] as const) {
      world.cause({ kind, on: 'refresh', times: 1 });
      expect(['unavailable', 'rate-limited', 'outcome-unknown']).toContain((await failureOf(world.platform.connect.refresh(token))).kind);
    }
    expect((await world.platform.connect.refresh(token)).accessToken.reveal()).not.toBe('');
  },

  'stops when its caller does': async (world) => {
    const { access } = await world.connect(world.account);
    world.cause({ kind: 'silent', on: 'profile', times: 50 });
    const leaving = new AbortController();
    const failed = failureOf(contentOf(world).readProfile(access, leaving.signal));
    setTimeout(() => leaving.abort(), 50);
    expect((await failed).kind).toBe('unavailable');
    expect(world.calls('profile')).toBe(1);
  },
};
