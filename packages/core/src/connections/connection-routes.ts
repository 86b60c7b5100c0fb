import { shopRoutes } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import type { Context } from 'hono';
import { callerOf, type HubApp, type HubEnv, pageLanguage } from '../edge/index.ts';
import { beginConnection } from './begin-connection.ts';
import { callbackPage } from './callback-page.ts';
import { changeShopSettings } from './change-shop-settings.ts';
import { checkConnection } from './check-connection.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { listConnections } from './connection-store.ts';
import { connectionView, shopView } from './connection-view.ts';
import { disconnectConnection } from './disconnect-connection.ts';
import { platformBySlug } from './find-platform.ts';
import { finishConnection } from './finish-connection.ts';
import { pickConnection } from './pick-connection.ts';
import { readIfMatch } from './read-if-match.ts';
import { listShops, listShopsOfConnection } from './shop-store.ts';

/** Everything about shops and connections that can be asked over HTTP. */
export function registerConnectionRoutes(app: HubApp, deps: ConnectionDeps): void {
  const { db, platforms } = deps;

  app.openapi(shopRoutes.listShops, async (c) => c.json({ items: await shopViews(deps, callerOf(c).tenantId) }, 200));

  app.openapi(shopRoutes.changeShop, async (c) => {
    const caller = callerOf(c);
    const { shopId } = c.req.valid('param');
    const version = readIfMatch(c.req.valid('header')['if-match']);
    await changeShopSettings(deps, caller, shopId, {
      changes: c.req.valid('json'),
      ...(version === undefined ? {} : { version }),
    });
    const shop = (await shopViews(deps, caller.tenantId)).find(({ id }) => id === shopId);
    if (!shop) throw new HubError('NOT_FOUND');
    return c.json(shop, 200);
  });

  app.openapi(shopRoutes.changeConnectionSettings, async (c) => {
    const caller = callerOf(c);
    const platform = platformBySlug(platforms, c.req.valid('param').platform);
    const changes = c.req.valid('json');
    const shops = await db.asTenant(caller.tenantId, async (tx) =>
      listShopsOfConnection(tx, await pickConnection(tx, platform, c.req.valid('query').connectionId)),
    );
    const own = shops.filter((shop) => shop.isActive).map((shop) => shop.id);
    for (const shopId of own) await changeShopSettings(deps, caller, shopId, { changes });
    return c.json({ items: (await shopViews(deps, caller.tenantId)).filter(({ id }) => own.includes(id)) }, 200);
  });

  app.openapi(shopRoutes.connectShop, async (c) => {
    const { platform, region } = c.req.valid('json');
    const begun = await beginConnection(deps, callerOf(c), { slug: platform, ...(region === undefined ? {} : { region }) });
    return c.json({ authUrl: begun.authUrl, expiresAt: begun.expiresAt.toISOString() }, 200);
  });

  app.openapi(shopRoutes.connectPlatform, async (c) => {
    const begun = await beginConnection(deps, callerOf(c), { slug: c.req.valid('param').platform });
    return c.json({ authUrl: begun.authUrl, expiresAt: begun.expiresAt.toISOString() }, 200);
  });

  app.openapi(shopRoutes.platformCallback, async (c) => answerCallback(c, deps, c.req.valid('param').platform));

  app.openapi(shopRoutes.listConnections, async (c) => {
    const items = await db.asTenant(callerOf(c).tenantId, async (tx) => {
      const shops = await listShops(tx);
      const ofShops = (await listConnections(tx)).filter(({ platform }) => !platforms.get(platform)?.content);
      return ofShops.map((connection) => connectionView(platforms, connection, shops));
    });
    return c.json({ items }, 200);
  });

  app.openapi(shopRoutes.disconnectPlatform, async (c) => {
    const caller = callerOf(c);
    const platform = platformBySlug(platforms, c.req.valid('param').platform);
    const id = await db.asTenant(caller.tenantId, (tx) => pickConnection(tx, platform, c.req.valid('query').connectionId));
    await disconnectConnection(deps, caller, id);
    return c.body(null, 204);
  });

  app.openapi(shopRoutes.testConnection, async (c) => {
    const { tenantId } = callerOf(c);
    const platform = platformBySlug(platforms, c.req.valid('param').platform);
    const id = await db.asTenant(tenantId, (tx) => pickConnection(tx, platform, c.req.valid('query').connectionId));
    const { connection, ...check } = await checkConnection(deps, tenantId, id);
    const shops = await db.asTenant(tenantId, (tx) => listShopsOfConnection(tx, id));
    return c.json({ ...check, connection: connectionView(platforms, connection, shops) }, 200);
  });
}

async function shopViews({ db, platforms, readActivity }: ConnectionDeps, tenantId: string) {
  return db.asTenant(tenantId, async (tx) => {
    const connections = new Map((await listConnections(tx)).map((connection) => [connection.id, connection]));
    const activity = await readActivity?.(tx);
    return (await listShops(tx)).map((shop) => shopView(platforms, shop, connections.get(shop.connectionId), activity?.get(shop.id)));
  });
}

/** The seller's browser: always a page, never a problem document. */
async function answerCallback(c: Context<HubEnv>, deps: ConnectionDeps, slug: string) {
  const language = pageLanguage(c.req.header('accept-language'));
  const homeUrl = `${deps.publicUrl}/shops`;
  c.header('cache-control', 'no-store');
  c.header('referrer-policy', 'no-referrer');
  try {
    const { platformTitle, shops } = await finishConnection(deps, c.get('caller'), { slug, query: c.req.query() });
    const names = shops.map(({ name, region }) => `${name} (${region})`);
    return c.html(callbackPage({ kind: 'connected', platformTitle, shops: names }, language, homeUrl), 200);
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return c.html(callbackPage({ kind: 'refused', code: error.code, message: error.message }, language, homeUrl), 400);
  }
}
