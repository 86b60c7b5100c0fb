import { HubError } from '@shopfleet/kernel';
import { type Actor, recordAudit } from '../audit/index.ts';
import { announce } from '../edge/index.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import type { ShopRow, ShopSettings } from './shop-row.ts';
import { findShop, saveShopSettings } from './shop-store.ts';

/**
 * Changes some settings of a shop. With `version`, only over the version that the caller saw: throws `PRECONDITION_FAILED` when
 * somebody else was faster. Throws `NOT_FOUND`.
 */
export async function changeShopSettings(
  deps: Pick<ConnectionDeps, 'db' | 'clock' | 'onPublishingBegins'>,
  { tenantId, actor }: { tenantId: string; actor: Actor },
  shopId: string,
  input: { changes: { readonly [K in keyof ShopSettings]?: ShopSettings[K] | undefined }; version?: number },
): Promise<ShopRow> {
  return deps.db.asTenant(tenantId, async (tx) => {
    const shop = await findShop(tx, shopId);
    if (!shop) throw new HubError('NOT_FOUND', { message: 'There is no such shop' });
    const changes = Object.fromEntries(Object.entries(input.changes).filter(([, value]) => value !== undefined));
    const settings = { ...shop.settings, ...changes };
    const saved = await saveShopSettings(tx, shopId, settings, input.version ?? shop.settingsVersion);
    if (!saved) throw new HubError('PRECONDITION_FAILED', { message: 'The settings were changed in the meantime; read them again' });
    if (beginsPublishing(shop.settings, saved.settings)) await deps.onPublishingBegins?.(tx, { tenantId, shopId });
    await announce(tx, deps.clock, tenantId, { topic: 'shop', id: shopId, what: 'settings-changed' });
    await recordAudit(tx, deps.clock, tenantId, {
      actor,
      action: 'shop.settings-changed',
      subject: { kind: 'shop', id: shopId },
      detail: { changes },
    });
    return saved;
  });
}

/** Guaranteed stock is published only where orders are read: switching that on again counts too. */
function beginsPublishing(before: ShopSettings, after: ShopSettings): boolean {
  if (!after.isStockPublishOn) return false;
  return !before.isStockPublishOn || (after.isOrderSyncOn && !before.isOrderSyncOn);
}
