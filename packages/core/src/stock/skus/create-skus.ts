import { isUniqueViolation, type Tx } from '@shopfleet/db';
import { HubError, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { lockMappings, mapAutomatically } from '../../catalog/index.ts';
import { followMappings } from '../follow-mappings.ts';
import { defaultLocation } from '../location-store.ts';
import type { StockDeps } from '../stock-deps.ts';
import type { SkuFields } from './sku-row.ts';
import { insertSkus } from './sku-store.ts';

export interface SkuToMake extends SkuFields {
  readonly publishMode: 'mirror' | 'buffered' | 'guaranteed';
  readonly buffer: number;
  /** The first count. */
  readonly onHand: number;
}

/**
 * Makes SKUs with their first counts, maps the variants with the same seller code or barcode to them, and turns what waited for
 * those into real reservations. Answers their ids in order. Throws `CONFLICT` when a code is taken.
 */
export async function createSkus(
  tx: Tx,
  deps: StockDeps,
  input: { tenantId: string; actor: string; skus: readonly SkuToMake[] },
): Promise<string[]> {
  const { tenantId, actor } = input;
  await lockMappings(tx, tenantId, 'exclusive');
  const at = deps.clock.now();
  const skus = input.skus.map((sku) => ({ ...sku, id: newId('sku', at.getTime()) }));
  if (skus.length === 0) return [];
  await insertUnique(tx, tenantId, skus, at);
  await countFirst(tx, deps, { tenantId, actor, skus, at });
  const skuIds = skus.map(({ id }) => id);
  const mapped = await mapAutomatically(tx, deps.clock, tenantId, { skuIds });
  await followMappings(tx, deps, tenantId, { variantIds: mapped });
  return skuIds;
}

async function insertUnique(tx: Tx, tenantId: string, skus: Parameters<typeof insertSkus>[2], at: Date): Promise<void> {
  try {
    await insertSkus(tx, tenantId, skus, at);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const [only, ...others] = skus;
    const message = others.length === 0 ? `There is a SKU with the code ${only?.code} already` : 'One of these codes is taken';
    throw new HubError('CONFLICT', { message, cause: error });
  }
}

/** Nothing is promised of a new SKU: its first count needs no more than a movement and the level it makes. */
async function countFirst(
  tx: Tx,
  deps: StockDeps,
  { tenantId, actor, skus, at }: { tenantId: string; actor: string; skus: readonly (SkuToMake & { id: string })[]; at: Date },
): Promise<void> {
  const locationId = await defaultLocation(tx, deps.clock, tenantId);
  const rows = skus.map(({ id, onHand }) => ({ id, on_hand: onHand, movement: newId('stockMovement', at.getTime()) }));
  const counts = JSON.stringify(rows);
  await tx.execute(sql`
    insert into stock_movement (tenant_id, id, sku_id, location_id, kind, quantity, cause_kind, cause_id, actor, reason, at)
    select ${tenantId}, r.movement, r.id, ${locationId}, 'receipt', r.on_hand, 'receipt', r.movement, ${actor}, 'first count', ${at.toISOString()}
    from jsonb_to_recordset(${counts}::jsonb) as r(id text, on_hand integer, movement text) where r.on_hand > 0`);
  await tx.execute(sql`
    insert into stock_level (tenant_id, sku_id, location_id, on_hand)
    select ${tenantId}, r.id, ${locationId}, r.on_hand from jsonb_to_recordset(${counts}::jsonb) as r(id text, on_hand integer)`);
}
