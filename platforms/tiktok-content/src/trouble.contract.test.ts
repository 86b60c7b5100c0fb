import type { PlatformFailure, WindowLimit } from '@shopfleet/platform-kit';
import { expect, it } from 'vitest';
import { makeSandboxWorld, type SandboxWorld } from './test/sandbox-world.ts';

function contentOf(world: SandboxWorld) {
  if (!world.platform.content) throw new Error('the platform has no content');
  return world.platform.content;
}

const failureOf = (work: Promise<unknown>): Promise<PlatformFailure> =>
  work.then(
    () => Promise.reject(new Error('was expected to fail')),
    (error: PlatformFailure) => error,
  );

it.each([
  [200, 'scope_not_authorized', 'forbidden'],
  [401, 'scope_not_authorized', 'forbidden'],
  [400, 'scope_permission_missed', 'forbidden'],
  [200, 'invalid_params', 'invalid'],
  [200, 'internal_error', 'unavailable'],
  [200, 'rate_limit_exceeded', 'rate-limited'],
  [200, 'access_token_invalid', 'auth-expired'],
  [200, 'something_new', 'unexpected'],
  [503, 'something_new', 'unavailable'],
] as const)('goes by the code of an error, not by its status: %i %s is %s, with the log id', async (status, code, kind) => {
  await using world = await makeSandboxWorld();
  const { access } = await world.connect(world.account);
  world.sandbox.control.addFault({ kind: 'refuse', api: 'user.info', status, code, next: 50 });
  const failure = await failureOf(contentOf(world).readProfile(access));
  expect(failure).toMatchObject({ kind, vendorCode: code, requestId: expect.stringMatching(/^\d{14}[0-9A-F]+$/i) });
});

it.each([
  [403, 'unavailable', 3],
  [404, 'unexpected', 1],
  [429, 'rate-limited', 3],
  [500, 'unavailable', 3],
])('goes by the status %i when there is nothing else, and never blames the account: %s', async (status, kind, calls) => {
  await using world = await makeSandboxWorld();
  const { access } = await world.connect(world.account);
  for (const fault of ['html-error', 'empty-error'] as const) {
    const before = world.calls('list');
    world.sandbox.control.clearFaults();
    world.sandbox.control.addFault({ kind: fault, api: 'video.list', status, next: 50 });
    expect((await failureOf(contentOf(world).listVideos(access, undefined))).kind).toBe(kind);
    expect(world.calls('list') - before).toBe(calls);
  }
});

it('counts each operation of the app apart, and the token calls by themselves', async () => {
  const asked: { key: string; limit: WindowLimit }[] = [];
  const limiter = {
    reserve: async (key: string, limit: WindowLimit) => {
      asked.push({ key, limit });
      return { leaveByMs: Number.POSITIVE_INFINITY };
    },
    block: async () => undefined,
  };
  await using world = await makeSandboxWorld({ adapter: { limiter, requestsPerMinute: 1_200 } });
  const { access } = await world.connect(world.account);
  const content = contentOf(world);
  await content.readProfile(access);
  const { videos } = await content.listVideos(access, undefined);
  await content.queryVideos(access, [videos[0]?.externalId ?? '']);
  await content.revoke(access);
  const full = { requests: 1_200, windowSeconds: 60 };
  const half = { requests: 600, windowSeconds: 60 };
  const keyOf = (operation: string) => `tiktok_content:${world.sandbox.clientKey}:${operation}`;
  expect(asked).toEqual([
    { key: keyOf('token.exchange'), limit: half },
    { key: keyOf('user.info'), limit: full },
    { key: keyOf('video.list'), limit: full },
    { key: keyOf('video.query'), limit: full },
    { key: keyOf('token.revoke'), limit: half },
  ]);
  expect(content.limit).toEqual(full);
});

it('has its token before it takes a slot: renewing one outlasts a slot', async () => {
  const steps: string[] = [];
  const limiter = {
    reserve: async () => {
      steps.push('slot');
      return { leaveByMs: Number.POSITIVE_INFINITY };
    },
    block: async () => undefined,
  };
  await using world = await makeSandboxWorld({ adapter: { limiter } });
  const { access } = await world.connect(world.account);
  steps.length = 0;
  const token: typeof access.token = (refused) => {
    steps.push('token');
    return access.token(refused);
  };
  await contentOf(world).readProfile({ ...access, token });
  expect(steps.slice(0, 2)).toEqual(['token', 'slot']);
});

it('pauses one operation when the platform fails in a row for everybody, leaves the others alone, and comes back', async () => {
  await using world = await makeSandboxWorld({
    adapter: { http: { backoff: { baseMs: 5, maxMs: 10 }, breaker: { failures: 20, openMs: 200 } } },
  });
  const { access } = await world.connect(world.account);
  const content = contentOf(world);
  const { control } = world.sandbox;
  control.addFault({ kind: 'internal-error', api: 'video.list', next: 1_000 });
  await Promise.all(Array.from({ length: 10 }, () => failureOf(content.listVideos(access, undefined))));
  const before = world.calls('list');
  const failure = await failureOf(content.listVideos(access, undefined));
  expect(failure).toMatchObject({ kind: 'unavailable', retryAt: expect.any(Date) });
  expect(world.calls('list')).toBe(before);
  expect((await content.readProfile(access)).externalId).toBe(world.account);
  control.clearFaults();
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect((await content.listVideos(access, undefined)).videos).toHaveLength(20);
});

it('reads many accounts at once', async () => {
  await using world = await makeSandboxWorld({ settings: { latencyRealMs: 100 } });
  const { access } = await world.connect(world.account);
  const startedMs = performance.now();
  const profiles = await Promise.all(Array.from({ length: 100 }, () => contentOf(world).readProfile(access)));
  expect(new Set(profiles.map(({ externalId }) => externalId))).toEqual(new Set([world.account]));
  expect(performance.now() - startedMs).toBeLessThan(2_500);
});
