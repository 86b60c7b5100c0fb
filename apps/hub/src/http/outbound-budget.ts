import { listShops, slotWaitMs } from '@shopfleet/core/connections';
import type { Database } from '@shopfleet/db';
import type { Platform } from '@shopfleet/platform-kit';

export interface OutboundBudget {
  readonly platform: string;
  /** The shop whose calls share this budget. */
  readonly key: string;
  readonly requestsPerSecond: number;
  /** How long the next call would wait. */
  readonly waitMs: number;
}

/** What each active shop of the tenant may call, and how busy it is. */
export function readOutboundBudgets(db: Database, platforms: ReadonlyMap<string, Platform>) {
  return (tenantId: string): Promise<OutboundBudget[]> =>
    db.asTenant(tenantId, async (tx) => {
      const budgets: OutboundBudget[] = [];
      for (const shop of await listShops(tx)) {
        const platform = platforms.get(shop.platform);
        if (!platform || !shop.isActive) continue;
        const waitMs = await slotWaitMs(tx, shop.platform, shop.externalId);
        budgets.push({ platform: shop.platform, key: shop.id, requestsPerSecond: platform.manifest.requestsPerSecond, waitMs });
      }
      return budgets;
    });
}
