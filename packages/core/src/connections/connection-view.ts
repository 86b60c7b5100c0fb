import type { shopRoutes } from '@shopfleet/contracts';
import type { Platform } from '@shopfleet/platform-kit';
import type { z } from 'zod';
import type { ConnectionDeps, ShopActivity } from './connection-deps.ts';
import type { ConnectionRow } from './connection-row.ts';
import { listConnections } from './connection-store.ts';
import type { ShopRow } from './shop-row.ts';
import { listShops } from './shop-store.ts';

type Platforms = ReadonlyMap<string, Platform>;
const iso = (at: Date | undefined): string | null => at?.toISOString() ?? null;
const titleOf = (platforms: Platforms, platform: string): string => platforms.get(platform)?.manifest.title ?? platform;

/** A connection as the API shows it. */
export function connectionView(
  platforms: Platforms,
  connection: ConnectionRow,
  shops: readonly ShopRow[],
): z.infer<typeof shopRoutes.connectionSchema> {
  const own = shops.filter((shop) => shop.connectionId === connection.id && shop.isActive);
  return {
    id: connection.id,
    platform: connection.platform,
    platformTitle: titleOf(platforms, connection.platform),
    accountName: connection.accountName,
    status: connection.status,
    statusReason: connection.statusReason,
    scopes: [...connection.scopes],
    accessExpiresAt: iso(connection.accessExpiresAt),
    refreshExpiresAt: iso(connection.refreshExpiresAt),
    refreshedAt: iso(connection.refreshedAt),
    checkedAt: iso(connection.checkedAt),
    shops: own.map(({ id, name, region }) => ({ id, name, region })),
  };
}

/** A shop as the API shows it: its own facts, its connection's health, and what other modules know of its activity. */
function shopView(
  platforms: Platforms,
  shop: ShopRow,
  connection: ConnectionRow | undefined,
  activity: ShopActivity | undefined,
): z.infer<typeof shopRoutes.shopSchema> {
  return {
    id: shop.id,
    connectionId: shop.connectionId,
    platform: shop.platform,
    platformTitle: titleOf(platforms, shop.platform),
    region: shop.region,
    externalId: shop.externalId,
    name: shop.name,
    status: shop.isActive && connection ? connection.status : 'disconnected',
    statusReason: connection?.statusReason ?? '',
    accessExpiresAt: iso(connection?.accessExpiresAt),
    refreshExpiresAt: iso(connection?.refreshExpiresAt),
    lastEventAt: iso(activity?.lastEventAt),
    openOrders: activity?.openOrders ?? 0,
    sync: activity ? [...activity.sync] : [],
    settings: shop.settings,
    settingsVersion: shop.settingsVersion,
    connectedAt: shop.createdAt.toISOString(),
  };
}

/** Every shop of an organisation as the API shows it. */
export async function shopViews(
  { db, platforms, readActivity }: Pick<ConnectionDeps, 'db' | 'platforms' | 'readActivity'>,
  tenantId: string,
) {
  return db.asTenant(tenantId, async (tx) => {
    const connections = new Map((await listConnections(tx)).map((connection) => [connection.id, connection]));
    const activity = await readActivity?.(tx);
    return (await listShops(tx)).map((shop) => shopView(platforms, shop, connections.get(shop.connectionId), activity?.get(shop.id)));
  });
}
