import { isUniqueViolation, type Tx } from '@shopfleet/db';
import { HubError, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { lockMappings, mapByCode } from '../catalog/index.ts';
import { defaultLocation } from './location-store.ts';
import { adjustStock } from './move-stock.ts';
import { realisePending } from './realise-pending.ts';
import type { StockDeps } from './stock-deps.ts';

export interface NewSku {
  readonly tenantId: string;
  readonly code: string;
  readonly name: string;
  readonly barcode?: string | undefined;
  readonly publishMode: 'mirror' | 'buffered';
  readonly buffer: number;
  readonly safetyStock: number;
  readonly onHand: number;
  readonly actor: string;
}

/**
 * Makes a SKU with its first count, maps the variants with the same seller code to it, and turns what was pending for them into
 * real reservations. Throws `CONFLICT` when the code is taken.
 */
export async function createSku(tx: Tx, deps: StockDeps, sku: NewSku): Promise<string> {
  const { tenantId } = sku;
  await lockMappings(tx, tenantId, 'exclusive');
  const at = deps.clock.now();
  const skuId = newId('sku', at.getTime());
  await insertSku(tx, skuId, sku, at);
  const locationId = await defaultLocation(tx, deps.clock, tenantId);
  await tx.execute(sql`insert into stock_level (tenant_id, sku_id, location_id) values (${tenantId}, ${skuId}, ${locationId})`);
  if (sku.onHand > 0) {
    await adjustStock(tx, deps, { tenantId, skuId, kind: 'receipt', quantity: sku.onHand, reason: 'first count', actor: sku.actor });
  }
  await realisePending(tx, deps, tenantId, await mapByCode(tx, tenantId, { skuId }));
  return skuId;
}

async function insertSku(tx: Tx, skuId: string, sku: NewSku, at: Date): Promise<void> {
  try {
    await tx.execute(sql`
      insert into sku (tenant_id, id, code, name, barcode, publish_mode, buffer, safety_stock, created_at, updated_at)
      values (${sku.tenantId}, ${skuId}, ${sku.code}, ${sku.name}, ${sku.barcode ?? null}, ${sku.publishMode}, ${sku.buffer},
        ${sku.safetyStock}, ${at.toISOString()}, ${at.toISOString()})`);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new HubError('CONFLICT', { message: `There is a SKU with the code ${sku.code} already`, cause: error });
  }
}
