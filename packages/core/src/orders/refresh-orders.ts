import type { Database } from '@shopfleet/db';
import type { OpenShop } from '../sync/index.ts';
import { fetchOrders } from './fetch-orders.ts';
import { type ImportDeps, type ImportResult, importOrderBatch } from './import-orders.ts';

export interface RefreshDeps extends ImportDeps {
  readonly db: Database;
  readonly openShop: OpenShop;
}

/** Fetches the current state of these orders from the marketplace and takes it over, now. */
export async function importOrders(
  deps: RefreshDeps,
  tenantId: string,
  shopId: string,
  externalIds: readonly string[],
): Promise<ImportResult> {
  const opened = await deps.openShop(tenantId, shopId);
  const { orders } = await fetchOrders(opened, externalIds);
  const target = { tenantId, shopId, platform: opened.platform.manifest.platform };
  return deps.db.asTenant(tenantId, (tx) => importOrderBatch(tx, deps, target, orders));
}
