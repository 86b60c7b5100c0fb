import { oauthRoutes } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { callerOf, type HubApp } from '../edge/index.ts';
import { answerCallback } from './answer-callback.ts';
import { beginConnection } from './begin-connection.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { findConnection } from './connection-store.ts';
import { connectionView, shopViews } from './connection-view.ts';
import { platformBySlug } from './find-platform.ts';
import { pickConnection } from './pick-connection.ts';
import { refreshNow } from './refresh-now.ts';
import { removeShop } from './remove-shop.ts';
import { listShopsOfConnection } from './shop-store.ts';

/** The same connections, asked for by the name of their marketplace. */
export function registerChannelRoutes(app: HubApp, deps: ConnectionDeps): void {
  const { db, platforms } = deps;

  app.openapi(oauthRoutes.authorizeChannel, async (c) => {
    const { region } = c.req.valid('query');
    const begun = await beginConnection(deps, callerOf(c), {
      slug: c.req.valid('param').channel,
      ...(region === undefined ? {} : { region }),
    });
    return c.json({ authUrl: begun.authUrl, expiresAt: begun.expiresAt.toISOString() }, 200);
  });

  app.openapi(oauthRoutes.channelCallback, async (c) => answerCallback(c, deps, c.req.valid('param').channel));

  app.openapi(oauthRoutes.channelShops, async (c) => {
    const { platform } = platformBySlug(platforms, c.req.valid('param').channel).manifest;
    const items = await shopViews(deps, callerOf(c).tenantId);
    return c.json({ items: items.filter((shop) => shop.platform === platform) }, 200);
  });

  app.openapi(oauthRoutes.refreshChannel, async (c) => {
    const { tenantId } = callerOf(c);
    const platform = platformBySlug(platforms, c.req.valid('param').channel);
    const id = await db.asTenant(tenantId, (tx) => pickConnection(tx, platform, c.req.valid('query').connectionId));
    await refreshNow(deps, tenantId, id).catch((cause: unknown) => {
      if (!(cause instanceof PlatformFailure)) throw cause;
      throw new HubError('PLATFORM_UNAVAILABLE', {
        message: `${platform.manifest.title} did not renew the access: ${cause.message}`,
        cause,
      });
    });
    return db.asTenant(tenantId, async (tx) => {
      const connection = await findConnection(tx, id);
      if (!connection) throw new HubError('NOT_FOUND', { message: 'There is no such connection' });
      return c.json(connectionView(platforms, connection, await listShopsOfConnection(tx, id)), 200);
    });
  });

  app.openapi(oauthRoutes.removeChannelShop, async (c) => {
    const { channel, shopId } = c.req.valid('param');
    const { platform } = platformBySlug(platforms, channel).manifest;
    await removeShop(deps, callerOf(c), { platform, shopId });
    return c.body(null, 204);
  });
}
