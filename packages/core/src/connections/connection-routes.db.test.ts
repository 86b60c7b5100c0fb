import { OpenAPIHono } from '@hono/zod-openapi';
import { shopRoutes } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller, HubApp, HubEnv } from '../edge/index.ts';
import { registerChannelRoutes } from './channel-routes.ts';
import { registerConnectionRoutes } from './connection-routes.ts';
import { type ConnectionWorld, createConnectionWorld } from './test/connection-world.ts';
import { shopNamed } from './test/memory-platform.ts';

const [slug = '', otherSlug = ''] = shopRoutes.platformSlugs;
let world: ConnectionWorld;
let owner: Caller;
let visitor: Caller | undefined;
let app: HubApp;

beforeAll(async () => {
  world = await createConnectionWorld([slug, otherSlug]);
  owner = await world.signUp('Owner');
  app = new OpenAPIHono<HubEnv>();
  app.use(async (c, next) => {
    c.set('caller', visitor);
    await next();
  });
  app.onError((error, c) => {
    if (error instanceof HubError) return c.json({ code: error.code }, error.status as 400);
    throw error;
  });
  registerConnectionRoutes(app, world.deps);
  registerChannelRoutes(app, world.deps);
  visitor = owner;
});
afterAll(() => world[Symbol.asyncDispose]());

async function begin(): Promise<string> {
  const answer = await app.request('/api/shops/connect', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ platform: slug }),
  });
  const { authUrl } = (await answer.json()) as { authUrl: string };
  return new URL(authUrl).searchParams.get('state') ?? '';
}

it('connects, lists, tests, changes and disconnects a shop over HTTP', async () => {
  const code = world.market.consent('http', [{ ...shopNamed('7001'), name: '<b>Kopi & Teh</b>' }]);
  const page = await app.request(`/api/v1/platforms/callback/${slug}?state=${await begin()}&code=${code}`);
  expect(page.status).toBe(200);
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(await page.text()).toContain('&lt;b&gt;Kopi &amp; Teh&lt;/b&gt; (ID)');

  const { items } = shopRoutes.listShops.responses[200].content['application/json'].schema.parse(
    await (await app.request('/api/shops')).json(),
  );
  expect(items).toMatchObject([{ status: 'connected', externalId: '7001', settingsVersion: 1, openOrders: 0 }]);

  const tested = await app.request(`/api/v1/platforms/connections/${slug}/test`, { method: 'POST' });
  expect(await tested.json()).toMatchObject({ isWorking: true, connection: { platform: 'market_a' } });

  const change = (version: string) =>
    app.request(`/api/shops/${items[0]?.id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'if-match': version },
      body: JSON.stringify({ orderSyncMinutes: 10 }),
    });
  expect(await (await change('"1"')).json()).toMatchObject({ settings: { orderSyncMinutes: 10 }, settingsVersion: 2 });
  expect((await change('"1"')).status).toBe(412);
  expect((await change('one')).status).toBe(400);

  expect((await app.request(`/api/v1/platforms/connections/${slug}`, { method: 'DELETE' })).status).toBe(204);
  expect((await app.request(`/api/v1/platforms/connections/${slug}`, { method: 'DELETE' })).status).toBe(404);
  expect(await (await app.request('/api/shops')).json()).toMatchObject({ items: [{ status: 'disconnected' }] });
  expect(await (await app.request('/api/v1/platforms/connections')).json()).toMatchObject({ items: [{ status: 'revoked', shops: [] }] });
});

it('does the same by the name of the marketplace, and ends a connection with its last shop', async () => {
  const begun = (await (await app.request(`/api/oauth/${slug}/authorize`)).json()) as { authUrl: string };
  const state = new URL(begun.authUrl).searchParams.get('state') ?? '';
  const code = world.market.consent('channel', [shopNamed('7101'), shopNamed('7102')]);
  expect((await app.request(`/api/oauth/${slug}/callback?state=${state}&code=${code}`)).status).toBe(200);
  const shopsOf = async (name: string) =>
    ((await (await app.request(`/api/oauth/${name}/shops`)).json()) as { items: { id: string; externalId: string; status: string }[] })
      .items;
  const own = (await shopsOf(slug)).filter(({ externalId }) => externalId.startsWith('710'));
  expect(own).toHaveLength(2);
  expect(await shopsOf(otherSlug)).toEqual([]);

  const renewed = await app.request(`/api/oauth/${slug}/refresh`, { method: 'POST' });
  expect(await renewed.json()).toMatchObject({ platform: 'market_a', status: 'connected', shops: [{}, {}] });

  const remove = (name: string, id: string) => app.request(`/api/oauth/${name}/shops/${id}`, { method: 'DELETE' });
  expect((await remove(otherSlug, own[0]?.id ?? '')).status).toBe(404);
  expect((await remove(slug, own[0]?.id ?? '')).status).toBe(204);
  expect((await remove(slug, own[0]?.id ?? '')).status).toBe(404);
  const states = async () => (await shopsOf(slug)).filter(({ externalId }) => externalId.startsWith('710')).map(({ status }) => status);
  expect((await states()).toSorted()).toEqual(['connected', 'disconnected']);
  expect((await remove(slug, own[1]?.id ?? '')).status).toBe(204);
  expect(await states()).toEqual(['disconnected', 'disconnected']);
  expect((await app.request(`/api/oauth/${slug}/refresh`, { method: 'POST' })).status).toBe(404);
});

it('changes the settings of all shops of a connection', async () => {
  const code = world.market.consent('settings', [shopNamed('7201'), shopNamed('7202')]);
  await app.request(`/api/v1/platforms/callback/${slug}?state=${await begin()}&code=${code}`);
  const changed = await app.request(`/api/v1/platforms/connections/${slug}/settings`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ isStockSyncOn: false, listingSyncMinutes: 720 }),
  });
  const { items } = shopRoutes.changeConnectionSettings.responses[200].content['application/json'].schema.parse(await changed.json());
  expect(items.map(({ settings }) => [settings.isStockSyncOn, settings.listingSyncMinutes])).toEqual([
    [false, 720],
    [false, 720],
  ]);
  await app.request(`/api/v1/platforms/connections/${slug}`, { method: 'DELETE' });
});

it('shows the seller a page with the reason and what to do, in the language of the browser', async () => {
  const visit = (language: string) =>
    app.request(`/api/v1/platforms/callback/${slug}?state=made-up&code=c`, { headers: { 'accept-language': language } });
  const english = await visit('en-GB,en;q=0.9');
  expect(english.status).toBe(400);
  expect(english.headers.get('content-type')).toContain('text/html');
  const text = await english.text();
  expect(text).toContain('Not connected');
  expect(text).toContain('OAUTH_STATE_INVALID');
  expect(await (await visit('id-ID')).text()).toContain('Tidak terhubung');
});

it('never echoes what a visitor put into the address', async () => {
  const page = await app.request(`/api/v1/platforms/callback/${slug}?state=${await begin()}&error=%3Cscript%3Ealert(1)%3C/script%3E`);
  expect(page.status).toBe(400);
  expect(await page.text()).not.toContain('<script');
});

it('answers 422 for a marketplace that this hub runs without', async () => {
  const missing = shopRoutes.platformSlugs.find((name) => name !== slug && name !== otherSlug);
  expect((await app.request(`/api/v1/platforms/connect/${missing}`)).status).toBe(422);
});
