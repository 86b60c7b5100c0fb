import { HubError } from '@shopfleet/kernel';
import { type Actor, recordAudit } from '../audit/index.ts';
import { announce } from '../edge/index.ts';
import { disconnectConnection } from './disconnect-connection.ts';
import type { RefreshDeps } from './refresh-connection.ts';
import { deactivateShop, findShop, listShopsOfConnection } from './shop-store.ts';

/**
 * Ends one shop and keeps its history; the others of its connection go on, and with the last one the connection ends too. Throws
 * `NOT_FOUND` when `platform` has no such active shop here.
 */
export async function removeShop(
  deps: RefreshDeps,
  caller: { readonly tenantId: string; readonly actor: Actor },
  { platform, shopId }: { readonly platform: string; readonly shopId: string },
): Promise<void> {
  const { tenantId, actor } = caller;
  const lastOf = await deps.db.asTenant(tenantId, async (tx) => {
    const shop = await findShop(tx, shopId);
    if (!shop?.isActive || shop.platform !== platform) throw new HubError('NOT_FOUND', { message: 'There is no such connected shop' });
    const siblings = (await listShopsOfConnection(tx, shop.connectionId)).filter((one) => one.isActive && one.id !== shopId);
    if (siblings.length === 0) return shop.connectionId;
    await deactivateShop(tx, shopId, deps.clock.now());
    await announce(tx, deps.clock, tenantId, { topic: 'shop', id: shopId, what: 'disconnected' });
    await recordAudit(tx, deps.clock, tenantId, { actor, action: 'shop.removed', subject: { kind: 'shop', id: shopId } });
    return undefined;
  });
  if (lastOf !== undefined) await disconnectConnection(deps, caller, lastOf);
}
