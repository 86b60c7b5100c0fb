import type { Tx } from '@shopfleet/db';
import { HubError, Together } from '@shopfleet/kernel';
import type { Platform, ShopAccess } from '@shopfleet/platform-kit';
import { needsPerson } from './connection-status.ts';
import { findConnectionOfShop } from './connection-store.ts';
import type { RefreshDeps } from './refresh-connection.ts';
import type { ShopRow } from './shop-row.ts';
import { findShop } from './shop-store.ts';
import { tokenSourceOf } from './token-source.ts';

export interface OpenShop {
  readonly shop: ShopRow;
  readonly platform: Platform;
  readonly access: ShopAccess;
}

/**
 * Everything that is needed to call a marketplace for a shop. Throws `NOT_FOUND` for a shop that this tenant does not have, and
 * `NEEDS_RECONNECT` when a person must act first. `access.token()` may later fail as `auth-expired` for the same reason.
 */
export function openShop(deps: RefreshDeps, tenantId: string, shopId: string): Promise<OpenShop> {
  return deps.db.asTenant(tenantId, (tx) => openShopIn(tx, deps, shopId));
}

/** `openShop` for a process: those who ask at the same time are answered in one transaction. */
export function createShopOpener(deps: RefreshDeps): (tenantId: string, shopId: string) => Promise<OpenShop> {
  const together = new Together<string, PromiseSettledResult<OpenShop>>((tenantId, shopIds) => openShops(deps, tenantId, shopIds));
  return async (tenantId, shopId) => {
    const opened = await together.add(tenantId, shopId);
    if (opened.status === 'rejected') throw opened.reason;
    return opened.value;
  };
}

function openShops(deps: RefreshDeps, tenantId: string, shopIds: readonly string[]): Promise<PromiseSettledResult<OpenShop>[]> {
  return deps.db.asTenant(tenantId, (tx) => {
    const opening = new Map([...new Set(shopIds)].map((shopId) => [shopId, openShopIn(tx, deps, shopId)]));
    return Promise.allSettled(shopIds.map((shopId) => opening.get(shopId) as Promise<OpenShop>));
  });
}

/** `openShop` inside a transaction of the tenant. */
export async function openShopIn(tx: Tx, deps: RefreshDeps, shopId: string): Promise<OpenShop> {
  const shop = await requireConnected(tx, shopId);
  const platform = deps.platforms.get(shop.platform);
  if (!platform) throw new HubError('PLATFORM_UNSUPPORTED', { message: `${shop.platform} is not installed in this hub` });
  return { shop, platform, access: accessOf(deps, shop) };
}

/** A shop that may be called for. Throws `NOT_FOUND`, and `NEEDS_RECONNECT` when a person must act first. */
export async function requireConnected(tx: Tx, shopId: string): Promise<ShopRow> {
  const [shop, connection] = await Promise.all([findShop(tx, shopId), findConnectionOfShop(tx, shopId)]);
  if (!shop) throw new HubError('NOT_FOUND', { message: 'There is no such shop' });
  if (!shop.isActive || !connection || needsPerson(connection.status)) {
    throw new HubError('NEEDS_RECONNECT', { message: connection?.statusReason || `${shop.name} is disconnected; connect it again` });
  }
  return shop;
}

export function accessOf(deps: RefreshDeps, shop: ShopRow): ShopAccess {
  return {
    externalId: shop.externalId,
    region: shop.region,
    addressKey: shop.addressKey,
    token: (refused) => tokenSourceOf(deps.db).get(deps, shop.tenantId, shop.connectionId, refused),
  };
}
