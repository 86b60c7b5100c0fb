import { appSlotWaitMs, hasConnection, listShops, slotWaitMs } from '@shopfleet/core/connections';
import type { Database, Tx } from '@shopfleet/db';
import type { Platform } from '@shopfleet/platform-kit';

export interface OutboundBudget {
  readonly platform: string;
  /** Whose calls share this budget: a shop, or `application` where the platform counts all of them together. */
  readonly key: string;
  readonly requestsPerSecond: number;
  /** How long the next call would wait. */
  readonly waitMs: number;
}

type Platforms = ReadonlyMap<string, Platform>;

/** What each active shop of the tenant, and each application that reads its accounts, may call, and how busy it is. */
export function readOutboundBudgets(db: Database, platforms: Platforms) {
  return (tenantId: string): Promise<OutboundBudget[]> =>
    db.asTenant(tenantId, async (tx) => [...(await shopBudgets(tx, platforms)), ...(await applicationBudgets(tx, platforms))]);
}

async function shopBudgets(tx: Tx, platforms: Platforms): Promise<OutboundBudget[]> {
  const budgets: OutboundBudget[] = [];
  for (const shop of await listShops(tx)) {
    const platform = platforms.get(shop.platform);
    if (!platform || !shop.isActive) continue;
    const waitMs = await slotWaitMs(tx, shop.platform, shop.externalId);
    budgets.push({ platform: shop.platform, key: shop.id, requestsPerSecond: platform.manifest.requestsPerSecond, waitMs });
  }
  return budgets;
}

async function applicationBudgets(tx: Tx, platforms: Platforms): Promise<OutboundBudget[]> {
  const budgets: OutboundBudget[] = [];
  for (const [name, { content }] of platforms) {
    if (!content || !(await hasConnection(tx, name))) continue;
    const { requests, windowSeconds } = content.limit;
    budgets.push({
      platform: name,
      key: 'application',
      requestsPerSecond: requests / windowSeconds,
      waitMs: await appSlotWaitMs(tx, name),
    });
  }
  return budgets;
}
