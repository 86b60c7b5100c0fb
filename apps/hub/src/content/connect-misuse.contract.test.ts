import { Secret } from '@shopfleet/kernel';
import type { TestUser } from '@shopfleet/test-kit/hub';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Browser, type Shown } from './test/browser.ts';
import { type ContentWorld, createContentWorld } from './test/content-world.ts';

const nowhere = 'http://127.0.0.1:9';
const shopApp = {
  appKey: 'other',
  appSecret: new Secret('other'),
  serviceId: 'other',
  apiBaseUrl: nowhere,
  authBaseUrl: nowhere,
  authorizationUrl: nowhere,
  allowedOrigins: [nowhere],
};

let world: ContentWorld;
let stranger: TestUser;
let outlet: { id: string; code: string };
let link: string;
let username: string;
let number = 0;
beforeAll(async () => {
  world = await createContentWorld({ config: { tiktokShop: shopApp } });
  stranger = await world.hub.register();
});
beforeEach(async () => {
  number += 1;
  outlet = await world.call('POST', '/api/outlets', { code: `M-${number}`, name: 'Kopi', picName: 'Dewi' });
  ({ link } = await world.call<{ link: string }>('POST', `/api/outlets/${outlet.id}/invitations`, {}));
  username = world.sandbox.control.createAccount().username;
});
afterAll(() => world[Symbol.asyncDispose]());

const codeOn = ({ text }: Shown): string => /<code>(\w+)<\/code>/.exec(text)?.[1] ?? 'none';
const lastRefusal = async () => {
  const [row] = await world.hub.database.query<{ tenant_id: string; code: string }>(
    "select tenant_id, detail ->> 'code' as code from audit_entry where action = 'connection.refused' order by at desc, number desc limit 1",
  );
  return row;
};
const isConnected = async () => {
  const rows = await world.hub.database.query('select 1 from content_account where outlet_id = $1', [outlet.id]);
  return rows.length > 0;
};

/** Begins in a browser and consents; gives where the platform leads it back. */
async function consented(browser: Browser, path = `${link}&begin=1`): Promise<string> {
  const { location } = await browser.open(path);
  return browser.decide(location, { account: username });
}

describe('a way back from the platform that', () => {
  test.each<[string, string, (browser: Browser) => Promise<Shown>]>([
    [
      'was gone before',
      'OAUTH_STATE_USED',
      async (browser) => {
        const back = await consented(browser);
        await browser.open(back.replace(/code=[^&]+/, 'error=access_denied'));
        return browser.open(back);
      },
    ],
    ['was begun in another browser', 'OAUTH_STATE_OTHER_SESSION', async (browser) => new Browser(world).open(await consented(browser))],
    [
      'was begun in another browser that knows a link of its own',
      'OAUTH_STATE_OTHER_SESSION',
      async (browser) => {
        const other = new Browser(world);
        await other.open(`${link}&begin=1`);
        return other.open(await consented(browser));
      },
    ],
    [
      'was begun by a link and comes back to somebody who is merely signed in',
      'OAUTH_STATE_OTHER_SESSION',
      async (browser) => new Browser(world, { session: world.user }).open(await consented(browser)),
    ],
    [
      'was begun by an operator in another session',
      'OAUTH_STATE_OTHER_SESSION',
      async () => {
        const member = await world.hub.registerMember(world.user, 'owner');
        const back = await consented(new Browser(world, { session: world.user }), `/connect/tiktok?store_code=${outlet.code}`);
        return new Browser(world, { session: member }).open(back);
      },
    ],
    [
      'was begun by an operator and comes back signed out',
      'OAUTH_STATE_OTHER_SESSION',
      async () =>
        new Browser(world).open(await consented(new Browser(world, { session: world.user }), `/connect/tiktok?store_code=${outlet.code}`)),
    ],
    [
      'was begun in another organisation',
      'OAUTH_STATE_OTHER_TENANT',
      async () => {
        const back = await consented(new Browser(world, { session: world.user }), `/connect/tiktok?store_code=${outlet.code}`);
        return new Browser(world, { session: stranger }).open(back);
      },
    ],
    [
      'was begun for another platform',
      'OAUTH_STATE_OTHER_PLATFORM',
      async () => {
        const { authUrl } = await world.call<{ authUrl: string }>('POST', '/api/shops/connect', { platform: 'tiktok' });
        const state = new URL(authUrl).searchParams.get('state');
        return new Browser(world, { session: world.user }).open(`/auth/tiktok/callback?state=${state}&code=x`);
      },
    ],
    [
      'took more than ten minutes',
      'OAUTH_STATE_EXPIRED',
      async (browser) => {
        const back = await consented(browser);
        const minutes = await world.hub.database.query<{ left: number }>(
          'select extract(epoch from expires_at - created_at)::int / 60 as left from oauth_state where used_at is null',
        );
        expect(minutes.every(({ left }) => left <= 10)).toBe(true);
        await world.hub.database.query('update oauth_state set expires_at = now() where used_at is null');
        return browser.open(back);
      },
    ],
  ])('%s is refused as %s, recorded, used up, and connects nothing', async (_how, expected, visit) => {
    const shown = await visit(new Browser(world));
    expect([shown.status, codeOn(shown)]).toEqual([400, expected]);
    expect(await lastRefusal()).toEqual({ tenant_id: world.user.tenantId, code: expected });
    expect(await isConnected()).toBe(false);
  });

  test('was shown once in the wrong browser is of no use in the right one any more', async () => {
    const browser = new Browser(world);
    const back = await consented(browser);
    await new Browser(world).open(back);
    expect(codeOn(await browser.open(back))).toBe('OAUTH_STATE_USED');
    expect(codeOn(await browser.connect(link, { account: username }))).toBe('none');
    expect(await isConnected()).toBe(true);
  });

  test.each(['', 'made-up', 'x.y', `${'a'.repeat(43)}.${'b'.repeat(22)}`, '%00', 'x'.repeat(5_000)])(
    'was never begun (%#) is refused',
    async (state) => {
      const shown = await new Browser(world, { session: world.user }).open(`/auth/tiktok/callback?state=${state}&code=c`);
      expect([shown.status, codeOn(shown)]).toEqual([400, 'OAUTH_STATE_INVALID']);
    },
  );

  test('works at both of its addresses, and a state of accounts opens no shop', async () => {
    const browser = new Browser(world, { session: world.user });
    const back = await consented(browser, `/connect/tiktok?store_code=${outlet.code}`);
    const asShop = await browser.open(back.replace('/auth/tiktok/callback', '/api/v1/platforms/callback/tiktok'));
    expect(codeOn(asShop)).toBe('OAUTH_STATE_OTHER_PLATFORM');
    const again = await consented(browser, `/connect/tiktok?store_code=${outlet.code}`);
    expect((await browser.open(again.replace('/auth/tiktok/callback', '/api/tiktok/auth/callback'))).status).toBe(200);
  });
});

describe('a store code alone', () => {
  test('lets nobody in, says the same whether or not there is such a store, and the store learns of it', async () => {
    const seen = async (code: string) => {
      const { status, text, location } = await new Browser(world).open(`/connect/tiktok?store_code=${code}`);
      return { status, text, location };
    };
    const known = await seen(outlet.code);
    expect(known).toMatchObject({ status: 401, location: '' });
    expect(known.text).toContain('UNAUTHORIZED');
    expect(await lastRefusal()).toEqual({ tenant_id: world.user.tenantId, code: 'UNAUTHORIZED' });
    expect(await seen('NO-SUCH')).toEqual(known);
    const answer = await world.hub.fetchAs(undefined, `/auth/url?store_code=${outlet.code}`);
    expect([answer.status, await answer.json()]).toMatchObject([401, { success: false, error: { code: 'UNAUTHORIZED' } }]);
    // Another organisation's operator does not find it, and one who may not connect is a visitor like any other.
    expect((await new Browser(world, { session: stranger }).open(`/connect/tiktok?store_code=${outlet.code}`)).status).toBe(404);
    const packer = await world.hub.registerMember(world.user, 'viewer');
    expect((await new Browser(world, { session: packer }).open(`/connect/tiktok?store_code=${outlet.code}`)).status).toBe(401);
    expect((await new Browser(world).open('/connect/tiktok')).status).toBe(400);
  });

  test('is enough with a link, for an operator, or where the hub says so', async () => {
    const token = new URL(link).searchParams.get('token');
    expect((await new Browser(world).open(`/connect/tiktok?store_code=${outlet.code}&token=${token}`)).status).toBe(302);
    const asOperator = await new Browser(world, { session: world.user }).open(`/auth/url?store_code=${outlet.code}`);
    const { success, authUrl, data } = JSON.parse(asOperator.text) as { success: boolean; authUrl: string; data: { authUrl: string } };
    expect([asOperator.status, success, data.authUrl === authUrl]).toEqual([200, true, true]);
    await using open = await createContentWorld({ config: { isStoreCodeEnough: true } });
    await open.call('POST', '/api/outlets', { code: 'OPEN-1', name: 'Kopi', picName: 'Dewi' });
    const visitor = new Browser(open);
    const { location } = await visitor.open('/connect/tiktok?store_code=open-1');
    const { username: account } = open.sandbox.control.createAccount();
    expect((await visitor.open(await visitor.decide(location, { account }))).status).toBe(200);
    expect((await new Browser(open).open('/connect/tiktok?store_code=OPEN-2')).status).toBe(404);
  });
});

test('who comes too often is told on a page, in their language, and a script in JSON', async () => {
  await using strict = await createContentWorld({ limits: { connect: { requests: 1, windowSeconds: 60 } } });
  await strict.hub.fetchAs(undefined, '/connect/tiktok');
  const page = await strict.hub.fetchAs(undefined, '/connect/tiktok', { headers: { accept: 'text/html', 'accept-language': 'id' } });
  expect([page.status, page.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)]);
  expect(await page.text()).toContain('Terlalu banyak orang sekaligus');
  const script = await strict.hub.fetchAs(undefined, '/auth/url?store_code=X');
  expect([script.status, await script.json()]).toMatchObject([429, { success: false, error: { code: 'RATE_LIMIT_EXCEEDED' } }]);
});
