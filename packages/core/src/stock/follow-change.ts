import type { Tx } from '@shopfleet/db';
import { noteLowStock } from './low-stock/note-low-stock.ts';
import { requestPublish } from './request-publish.ts';
import type { StockDeps } from './stock-deps.ts';

/** What follows when the units of SKUs changed: the marketplaces are told, and so is whoever wants to know when little is left. */
export async function followChange(tx: Tx, deps: StockDeps, tenantId: string, skuIds: readonly string[]): Promise<void> {
  if (skuIds.length === 0) return;
  await noteLowStock(tx, deps.clock, tenantId, skuIds);
  await requestPublish(tx, deps, tenantId, skuIds);
}
