import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from './test/browser.ts';
import { type ContentWorld, createContentWorld } from './test/content-world.ts';

interface Account {
  id: string;
  outletId: string;
  status: string;
  statusReason: string;
  handle: string;
  missingScopes: string[];
  can: object;
  accessExpiresAt: string;
  timeZone: string;
}
interface Outlet {
  id: string;
  code: string;
  status: string;
  accounts: Account[];
  openInvitations: number;
}

let world: ContentWorld;
let number = 0;
beforeAll(async () => {
  world = await createContentWorld();
  world.sandbox.control.configure({ webhookUrl: `${world.hub.url}/api/v1/platforms/webhook/tiktok-content` });
});
afterAll(() => world[Symbol.asyncDispose]());

/** A new outlet, and a new account of the platform. */
async function newOutlet(): Promise<{ outlet: Outlet; username: string; openId: string }> {
  number += 1;
  const outlet = await world.call<Outlet>('POST', '/api/outlets', {
    code: `S-${number}`,
    name: `Kopi <${number}>`,
    picName: 'Dewi',
    timeZone: 'Asia/Makassar',
  });
  const { username, openId } = world.sandbox.control.createAccount({ videos: 2 });
  return { outlet, username, openId };
}
const invite = async (outletId: string, json: object = {}) =>
  world.call<{ id: string; link: string; message: { en: string; id: string } }>('POST', `/api/outlets/${outletId}/invitations`, json);
const read = (outlet: { id: string }) => world.call<Outlet>('GET', `/api/outlets/${outlet.id}`);
const statusOf = async (outlet: { id: string }) => (await read(outlet)).status;
const audits = async (action: string) =>
  (
    await world.hub.database.query<{ detail: Record<string, unknown> }>(
      'select detail from audit_entry where action = $1 order by at, number',
      [action],
    )
  ).map(({ detail }) => detail);

describe('a link', () => {
  test('shows who asks and for which store, in the language of the browser, and connects the account on the way back', async () => {
    const { outlet, username, openId } = await newOutlet();
    const { link, message } = await invite(outlet.id);
    expect(message.id).toContain(link);
    const dewi = new Browser(world, { language: 'id-ID,id;q=0.9' });
    const page = await dewi.open(link);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`Hubungkan TikTok untuk Kopi &lt;${number}&gt;`);
    expect(page.text).not.toContain('<script');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect((await new Browser(world).open(link)).text).toMatch(/Organisation \d+<\/b> asks to read/);

    const begun = await dewi.open(`${link}&begin=1`);
    expect(begun.status).toBe(302);
    const query = new URL(begun.location).searchParams;
    expect(query.get('code_challenge')).toMatch(/^[0-9a-f]{64}$/);
    expect(query.get('redirect_uri')).toBe(`${world.hub.url}/auth/tiktok/callback`);
    const cookie = begun.headers.getSetCookie().join();
    expect(cookie).toMatch(/^shopfleet_connect=[\w-]{43}; Max-Age=900; Path=\/; HttpOnly; SameSite=Lax$/);

    const done = await dewi.open(await dewi.decide(begun.location, { account: username }));
    expect(done.status).toBe(200);
    expect(done.text).toContain(`<b>@${username}</b> kini melapor untuk <b>Kopi &lt;${number}&gt;</b>`);
    expect(await read(outlet)).toMatchObject({
      status: 'CONNECTED',
      openInvitations: 0,
      accounts: [
        {
          externalId: openId,
          handle: username,
          timeZone: 'Asia/Makassar',
          missingScopes: [],
          can: { profile: true, counters: true, videos: true },
        },
      ],
    });
    expect((await audits('connection.connected')).at(-1)).toMatchObject({ by: 'link', outletId: outlet.id });
  });

  test('is not used up by whoever opens it, and once used says so', async () => {
    const { outlet, username } = await newOutlet();
    const { link } = await invite(outlet.id, { kind: 'single-use' });
    for (let i = 0; i < 5; i++) expect((await new Browser(world).open(link)).status).toBe(200);
    for (let i = 0; i < 3; i++) expect((await new Browser(world).open(`${link}&begin=1`)).status).toBe(302);
    expect((await new Browser(world).connect(link, { account: username })).status).toBe(200);
    const again = await new Browser(world).open(link);
    expect([again.status, again.text.includes('INVITATION_USED')]).toEqual([409, true]);
  });

  test('that was denied connects nothing and works again', async () => {
    const { outlet, username } = await newOutlet();
    const { link } = await invite(outlet.id, { kind: 'single-use' });
    const browser = new Browser(world);
    const denied = await browser.connect(link, { account: username, decision: 'deny' });
    expect([denied.status, denied.text.includes('OAUTH_DENIED')]).toEqual([400, true]);
    expect(await statusOf(outlet)).toBe('NOT_CONNECTED');
    expect((await audits('connection.refused')).at(-1)).toMatchObject({ code: 'OAUTH_DENIED', outletId: outlet.id });
    expect((await browser.connect(link, { account: username })).status).toBe(200);
  });

  test('says on the page what was not allowed, and keeps the account with what it gave', async () => {
    const { outlet, username } = await newOutlet();
    const { link } = await invite(outlet.id);
    const done = await new Browser(world).connect(link, { account: username, scopes: ['user.info.basic'] });
    expect(done.text).toContain('Not allowed, and so not shown: follower numbers, videos.');
    expect((await read(outlet)).accounts).toMatchObject([
      {
        status: 'CONNECTED',
        can: { profile: true, counters: false, videos: false },
        missingScopes: ['user.info.profile', 'user.info.stats', 'video.list'],
      },
    ]);
    // Nothing of what they gave is lost, and the same link gives the rest.
    expect((await new Browser(world).connect(link, { account: username })).status).toBe(200);
    expect((await read(outlet)).accounts).toMatchObject([{ missingScopes: [], can: { videos: true } }]);
    expect((await new Browser(world).open(link)).status).toBe(409);
  });

  test('that connects one more account needs to be single-use; a repeatable one rests while its outlet is connected', async () => {
    const { outlet, username } = await newOutlet();
    const repeatable = await invite(outlet.id);
    const second = await invite(outlet.id, { kind: 'single-use' });
    await new Browser(world).connect(repeatable.link, { account: username });
    expect((await new Browser(world).open(repeatable.link)).status).toBe(409);
    const { username: other } = world.sandbox.control.createAccount();
    expect((await new Browser(world).connect(second.link, { account: other })).status).toBe(200);
    expect((await read(outlet)).accounts.map(({ handle }) => handle)).toEqual([username, other]);
  });

  test('that is expired, taken back, cut off or made up is refused with its own words', async () => {
    const { outlet } = await newOutlet();
    const { id, link } = await invite(outlet.id);
    const seen = async (address: string) => {
      const { status, text } = await new Browser(world).open(address);
      return `${status} ${/[A-Z]+_[A-Z]+/.exec(text)?.[0]}`;
    };
    expect(await seen(link.slice(0, -1))).toBe('404 INVITATION_INVALID');
    expect(await seen(`${world.hub.url}/connect/tiktok?token=made-up`)).toBe('404 INVITATION_INVALID');
    expect(await seen(`${link}&store_code=S-0`)).toBe('404 INVITATION_INVALID');
    await world.hub.database.query('update outlet_invitation set expires_at = now() where id = $1', [id]);
    expect(await seen(link)).toBe('409 INVITATION_EXPIRED');
    const fresh = await invite(outlet.id);
    const begun = new Browser(world);
    const { location } = await begun.open(`${fresh.link}&begin=1`);
    const { status } = await world.hub.fetchAs(world.user, `/api/outlets/${outlet.id}/invitations/${fresh.id}`, { method: 'DELETE' });
    expect(status).toBe(204);
    expect(await seen(fresh.link)).toBe('409 INVITATION_REVOKED');
    const { username } = world.sandbox.control.createAccount();
    const late = await begun.open(await begun.decide(location, { account: username }));
    expect([late.status, late.text.includes('INVITATION_REVOKED')]).toEqual([400, true]);
    expect(await statusOf(outlet)).toBe('NOT_CONNECTED');
  });
});

describe('an account', () => {
  async function connected() {
    const made = await newOutlet();
    const { link } = await invite(made.outlet.id);
    await new Browser(world).connect(link, { account: made.username });
    const [account] = (await read(made.outlet)).accounts;
    if (!account) throw new Error('no account');
    return { ...made, link, account };
  }

  test('that its owner ends at the platform needs to be connected again within seconds, and keeps id and history when it is', async () => {
    const { outlet, openId, username, link, account } = await connected();
    await world.hub.database.query(
      "insert into content_day (tenant_id, account_id, day, followers) values ($1, $2, '2026-01-01', 7) on conflict do nothing",
      [world.user.tenantId, account.id],
    );
    world.sandbox.control.removeAuthorization(openId);
    await expect.poll(() => statusOf(outlet), { timeout: 10_000 }).toBe('NEED_RECONNECT');
    expect((await read(outlet)).accounts[0]?.statusReason).toBe('The authorization was ended on the other side');
    expect((await new Browser(world).connect(link, { account: username })).status).toBe(200);
    expect(await read(outlet)).toMatchObject({ status: 'CONNECTED', accounts: [{ id: account.id, statusReason: '' }] });
    const days = await world.hub.database.query('select followers from content_day where account_id = $1 and followers = 7', [account.id]);
    expect(days).toHaveLength(1);

    // The same message once more, late: the account was connected again since, and a call shows it.
    world.sandbox.control.sendWebhook(openId, 'authorization.removed', { reason: 4 });
    await world.sandbox.control.webhooksSettled();
    await world.hub.jobs.settle();
    expect(await statusOf(outlet)).toBe('CONNECTED');
  });

  test('is disconnected: revoked at the platform even when its token has ended, tokens wiped, account kept', async () => {
    const { outlet, openId, account } = await connected();
    world.sandbox.control.expireTokens(openId);
    expect(await world.call('DELETE', `/api/tiktok/auth/disconnect/${account.id}`)).toEqual({ isRevoked: true });
    expect(world.sandbox.control.account(openId)).toMatchObject({ scopes: [] });
    expect(await read(outlet)).toMatchObject({ status: 'NOT_CONNECTED', accounts: [{ id: account.id, status: 'NOT_CONNECTED' }] });
    const [row] = await world.hub.database.query('select access_token, refresh_token from connection where external_account_id = $1', [
      openId,
    ]);
    expect(row).toEqual({ access_token: null, refresh_token: null });
    expect(await world.call('DELETE', `/api/tiktok/auth/disconnect/${account.id}`)).toEqual({ isRevoked: false });
    const refresh = await world.hub.fetchAs(world.user, `/api/tiktok/auth/refresh/${account.id}`, { method: 'POST' });
    expect([refresh.status, await refresh.json()]).toMatchObject([409, { code: 'NEEDS_RECONNECT' }]);
  });

  test('is refreshed on demand, and asks for a person when the platform refuses', async () => {
    const { outlet, openId, account } = await connected();
    await world.sandbox.control.advance(60_000);
    const before = world.sandbox.control.counters().tokenRefreshes;
    const fresh = await world.call<Account>('POST', `/api/tiktok/auth/refresh/${account.id}`);
    expect(world.sandbox.control.counters().tokenRefreshes).toBe(before + 1);
    expect(fresh.status).toBe('CONNECTED');
    world.sandbox.control.configure({ webhookUrl: '' });
    world.sandbox.control.removeAuthorization(openId);
    world.sandbox.control.configure({ webhookUrl: `${world.hub.url}/api/v1/platforms/webhook/tiktok-content` });
    const refused = await world.hub.fetchAs(world.user, `/api/tiktok/auth/refresh/${account.id}`, { method: 'POST' });
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'NEEDS_RECONNECT' }]);
    expect(await statusOf(outlet)).toBe('NEED_RECONNECT');
    expect(await world.call('GET', `/api/tiktok/auth/status/${account.id}`)).toMatchObject({ status: 'NEED_RECONNECT' });
  });

  test('is moved to another outlet by an operator, and by nobody else', async () => {
    const { account, username, outlet } = await connected();
    const other = await newOutlet();
    const { link } = await invite(other.outlet.id);
    const stranger = await new Browser(world).connect(link, { account: username });
    expect([stranger.status, stranger.text.includes('ACCOUNT_ALREADY_CONNECTED')]).toEqual([400, true]);
    expect((await audits('connection.refused')).at(-1)).toMatchObject({ code: 'ACCOUNT_ALREADY_CONNECTED', outletId: other.outlet.id });
    expect([await statusOf(outlet), await statusOf(other.outlet)]).toEqual(['CONNECTED', 'NOT_CONNECTED']);
    expect((await new Browser(world).open(link)).status).toBe(200);

    const operator = new Browser(world, { session: world.user });
    const { location } = await operator.open(`/connect/tiktok?store_code=${other.outlet.code.toLowerCase()}`);
    const done = await operator.open(await operator.decide(location, { account: username }));
    expect(done.status).toBe(200);
    expect(done.text).toContain('/content/outlets');
    expect([await statusOf(outlet), await statusOf(other.outlet)]).toEqual(['NOT_CONNECTED', 'CONNECTED']);
    expect((await read(other.outlet)).accounts).toMatchObject([{ id: account.id }]);
    const back = await world.call<Account>('PATCH', `/api/content/accounts/${account.id}`, {
      outletId: outlet.id,
      timeZone: 'Asia/Jayapura',
    });
    expect(back).toMatchObject({ id: account.id, outletId: outlet.id, timeZone: 'Asia/Jayapura', status: 'CONNECTED' });
  });

  test('of another organisation is refused, and free once it is disconnected there', async () => {
    const { account, username } = await connected();
    const rival = await world.hub.register();
    const start = async () => {
      const answer = await world.hub.fetchAs(rival, '/api/tiktok/auth/start', { method: 'POST', json: {} });
      return (await answer.json()) as { authUrl: string };
    };
    const browser = new Browser(world, { session: rival });
    const connect = async () => browser.open(await browser.decide((await start()).authUrl, { account: username }));
    const refused = await connect();
    expect([refused.status, refused.text.includes('ACCOUNT_ALREADY_CONNECTED')]).toEqual([400, true]);
    expect(await world.hub.database.query('select 1 from connection where tenant_id = $1', [rival.tenantId])).toEqual([]);
    expect(await world.call('GET', `/api/tiktok/auth/status/${account.id}`)).toMatchObject({ status: 'CONNECTED' });
    await world.call('DELETE', `/api/tiktok/auth/disconnect/${account.id}`);
    expect((await connect()).status).toBe(200);
  });

  test('does not show among the connections of shops', async () => {
    await connected();
    expect(await world.call('GET', '/api/v1/platforms/connections')).toEqual({ items: [] });
  });
});
