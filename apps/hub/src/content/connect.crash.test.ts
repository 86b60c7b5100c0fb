import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serveProgram } from '../test/hub-program.ts';
import { Browser } from './test/browser.ts';
import { type ContentWorld, createContentWorld } from './test/content-world.ts';

interface Outlet {
  id: string;
  status: string;
  accounts: { id: string; status: string }[];
}

let world: ContentWorld;
let outlet: Outlet;
let username: string;
let number = 0;
beforeAll(async () => {
  world = await createContentWorld();
});
beforeEach(async () => {
  number += 1;
  // The mortal hub limits visitors as in production.
  await world.hub.database.query('delete from inbound_limit');
  outlet = await world.call('POST', '/api/outlets', { code: `C-${number}`, name: 'Kopi', picName: 'Dewi' });
  username = world.sandbox.control.createAccount().username;
});
afterAll(() => world[Symbol.asyncDispose]());

const read = () => world.call<Outlet>('GET', `/api/outlets/${outlet.id}`);
const invite = async () =>
  (await world.call<{ link: string }>('POST', `/api/outlets/${outlet.id}/invitations`, { kind: 'single-use' })).link;

/** Somebody follows the link in a second process of the hub, which dies at the point while the platform leads them back. */
async function connectAndDie(link: string, point: string): Promise<void> {
  const { hub, sandbox } = world;
  const env = {
    DATABASE_URL: hub.database.url,
    DATA_DIR: hub.config.dataDirectory,
    TOKEN_ENC_KEY: hub.config.tokenKeys[0].reveal(),
    STATE_SECRET: hub.config.stateSecret.reveal(),
    CRON_ENABLED: 'false',
    TIKTOK_CLIENT_KEY: sandbox.clientKey,
    TIKTOK_CLIENT_SECRET: sandbox.clientSecret,
    TIKTOK_CONTENT_API_BASE_URL: sandbox.apiUrl,
    TIKTOK_CONTENT_AUTHORIZATION_URL: sandbox.authorizeUrl,
    TIKTOK_CONTENT_ALLOWED_ORIGINS: sandbox.url,
  };
  await using mortal = await serveProgram(env, ['--role', 'api'], point);
  const died = once(mortal.child, 'exit');
  const browser = new Browser(world);
  const path = link.slice(new URL(link).origin.length);
  await expect(browser.connect(`${mortal.url}${path}`, { account: username })).rejects.toThrow('fetch failed');
  expect((await died)[1]).toBe('SIGKILL');
}

describe('a hub that dies while somebody connects an account', () => {
  test.each(['connections.before-code-exchange', 'connections.after-code-exchange'])(
    'at %s leaves the store unconnected and the link open, and the next try connects it',
    async (point) => {
      const link = await invite();
      await connectAndDie(link, point);
      expect(await read()).toMatchObject({ status: 'NOT_CONNECTED', accounts: [] });
      expect((await new Browser(world).connect(link, { account: username })).status).toBe(200);
      expect(await read()).toMatchObject({ status: 'CONNECTED', accounts: [{ status: 'CONNECTED' }] });
      expect(world.sandbox.control.refreshTokenReuses()).toEqual([]);
    },
  );

  test('at connections.after-account-stored has connected it', async () => {
    const link = await invite();
    await connectAndDie(link, 'connections.after-account-stored');
    const { status, accounts } = await read();
    expect([status, accounts.length]).toEqual(['CONNECTED', 1]);
    expect((await new Browser(world).open(link)).text).toContain('INVITATION_USED');
    expect(await world.call('POST', `/api/tiktok/auth/refresh/${accounts[0]?.id}`)).toMatchObject({ status: 'CONNECTED' });
  });

  test.each(['connections.before-code-exchange', 'connections.after-code-exchange', 'connections.after-account-stored'])(
    'that is connected already, at %s, keeps it: it works on, or asks to be connected again',
    async (point) => {
      await new Browser(world).connect(await invite(), { account: username });
      const before = (await read()).accounts[0];
      const link = await invite();
      await connectAndDie(link, point);
      // Whether a second consent ends the tokens of the first is the platform's to say; either way it shows.
      const refreshed = await world.hub.fetchAs(world.user, `/api/tiktok/auth/refresh/${before?.id}`, { method: 'POST' });
      const { status, accounts } = await read();
      expect(accounts).toMatchObject([{ id: before?.id }]);
      expect(status).toBe(refreshed.status === 200 ? 'CONNECTED' : 'NEED_RECONNECT');
      if (status === 'CONNECTED') return;
      await new Browser(world).connect(await invite(), { account: username });
      expect(await read()).toMatchObject({ status: 'CONNECTED', accounts: [{ id: before?.id }] });
    },
  );
});
