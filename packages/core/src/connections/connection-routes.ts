import { shopRoutes } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import { callerOf, type HubApp } from '../edge/index.ts';
import { answerCallback } from './answer-callback.ts';
import { beginConnection } from './begin-connection.ts';
import { changeShopSettings } from './change-shop-settings.ts';
import { checkConnection } from './check-connection.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { listConnections } from './connection-store.ts';
import { connectionView, shopViews } from './connection-view.ts';
import { disconnectConnection } from './disconnect-connection.ts';
import { platformBySlug } from './find-platform.ts';
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
