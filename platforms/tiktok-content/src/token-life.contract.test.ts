import { Secret } from '@shopfleet/kernel';
import { expect, it } from 'vitest';
import { loopbackRedirect, makeSandboxWorld, webRedirect } from './test/sandbox-world.ts';

const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: { kind?: string }) => error.kind ?? String(error),
  );

it.each([
  { tokenProfile: 'current' as const, accessSeconds: 7_200, refreshSeconds: 15_552_000 },
  { tokenProfile: 'legacy' as const, accessSeconds: 86_400, refreshSeconds: 31_536_000 },
])('takes lifetimes from the answer: $tokenProfile', async ({ tokenProfile, accessSeconds, refreshSeconds }) => {
  await using world = await makeSandboxWorld({ settings: { tokenProfile, refreshLifeRestarts: false } });
  const { grant } = await world.connect(world.account);
  const secondsLeft = (at: Date | undefined) => ((at?.getTime() ?? 0) - Date.now()) / 1_000;
  expect(secondsLeft(grant.accessExpiresAt)).toBeCloseTo(accessSeconds, -1);
  expect(secondsLeft(grant.refreshExpiresAt)).toBeCloseTo(refreshSeconds, -1);
  await world.sandbox.control.advance(1_800_000);
  const renewed = await world.platform.connect.refresh(grant.refreshToken ?? new Secret(''));
  expect(secondsLeft(renewed.accessExpiresAt)).toBeCloseTo(accessSeconds, -1);
  expect(secondsLeft(renewed.refreshExpiresAt)).toBeCloseTo(refreshSeconds - 1_800, -1);
});

it('wants the redirect and the verifier that the consent began with', async () => {
  await using world = await makeSandboxWorld({ redirectUrl: loopbackRedirect });
  const { connect } = world.platform;
  const { code, redirectUrl, verifier } = await world.consent(world.account);
  const another = verifier.replace('test', 'best');
  expect(await kindOf(connect.exchangeCode(code))).toBe('invalid');
  expect(await kindOf(connect.exchangeCode(code, { redirectUrl: webRedirect, verifier }))).toBe('invalid');
  expect(await kindOf(connect.exchangeCode(code, { redirectUrl, verifier: another }))).toBe('invalid');
  expect(await kindOf(connect.exchangeCode(code, { redirectUrl, verifier }))).toBe('ok');
});

it.each([false, true])(
  'tells a wrong secret and a broken endpoint from a refused account (errors under HTTP 200: %s)',
  async (oauthErrorsAs200) => {
    await using world = await makeSandboxWorld({ settings: { oauthErrorsAs200 } });
    const { connect } = world.platform;
    const { grant } = await world.connect(world.account);
    const token = grant.refreshToken ?? new Secret('');
    await using stranger = await makeSandboxWorld({
      adapter: { clientSecret: new Secret('wrong'), apiBaseUrl: world.sandbox.url, allowedOrigins: [world.sandbox.url] },
    });
    expect(await kindOf(stranger.platform.connect.refresh(token))).toBe('invalid');
    const { control } = world.sandbox;
    for (const [code, kind] of [
      ['temporarily_unavailable', 'unavailable'],
      ['unauthorized_client', 'invalid'],
      ['something_new', 'invalid'],
      ['invalid_grant', 'forbidden'],
    ] as const) {
      control.addFault({ kind: 'refuse', api: 'oauth.refresh', code, next: 1 });
      expect([code, await kindOf(connect.refresh(token))]).toEqual([code, kind]);
    }
    expect(await kindOf(connect.refresh(token))).toBe('ok');
  },
);

it('does not know what became of a renewal whose answer was lost, late, or a page of the gateway', async () => {
  for (const kind of ['cut-after-effect', 'timeout-after-effect', 'html-error-after-effect'] as const) {
    await using world = await makeSandboxWorld();
    const { connect } = world.platform;
    const { grant } = await world.connect(world.account);
    const token = grant.refreshToken ?? new Secret('');
    world.sandbox.control.addFault({ kind, api: 'oauth.refresh', next: 1 });
    expect(await kindOf(connect.refresh(token))).toBe('outcome-unknown');
    expect(world.refreshes()).toBe(1);
    expect(await kindOf(connect.refresh(token))).toBe('forbidden');
  }
});

it('sends nothing when it is too late for it', async () => {
  await using world = await makeSandboxWorld();
  const { grant } = await world.connect(world.account);
  expect(await kindOf(world.platform.connect.refresh(grant.refreshToken ?? new Secret(''), { mayLeave: () => false }))).toBe('unavailable');
  expect(world.refreshes()).toBe(0);
});

it('takes the event about its own revocation for no news, and knows a repeated event', async () => {
  await using world = await makeSandboxWorld();
  const { access } = await world.connect(world.account);
  await world.platform.content?.revoke(access);
  const { control } = world.sandbox;
  await control.webhooksSettled();
  control.resendWebhook(control.webhookLog()[0]?.id ?? '');
  await control.webhooksSettled();
  const events = await Promise.all(world.events().map((event) => world.platform.verifyWebhook(event)));
  expect(events).toHaveLength(2);
  expect(events[0]).toMatchObject({ isGenuine: true, event: { topic: 'authorization.removed', hint: { kind: 'nothing' } } });
  const keys = events.map((verdict) => (verdict.isGenuine ? verdict.event.dedupeKey : ''));
  expect(new Set(keys).size).toBe(1);
});
