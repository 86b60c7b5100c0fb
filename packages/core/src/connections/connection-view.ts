import type { shopRoutes } from '@shopfleet/contracts';
import type { Platform } from '@shopfleet/platform-kit';
import type { z } from 'zod';
import type { ShopActivity } from './connection-deps.ts';
import type { ConnectionRow } from './connection-row.ts';
import type { ShopRow } from './shop-row.ts';

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
export function shopView(
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
