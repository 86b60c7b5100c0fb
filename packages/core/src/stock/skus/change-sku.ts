import { isUniqueViolation, type Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { lockMappings, mapAutomatically } from '../../catalog/index.ts';
import { announce } from '../../edge/index.ts';
import { followChange } from '../follow-change.ts';
import { followMappings } from '../follow-mappings.ts';
import type { StockDeps } from '../stock-deps.ts';
import type { SkuFields } from './sku-row.ts';
import { lockSku, type StoredSku, updateSkus } from './sku-store.ts';

/**
 * Changes what the seller keeps of a SKU; what is left out stays. Throws `NOT_FOUND`, `PRECONDITION_FAILED` when it is not the version
 * that the caller read, `CONFLICT` when the new code is taken.
 */
export async function changeSku(
  tx: Tx,
  deps: StockDeps,
  input: { tenantId: string; skuId: string; version: number | undefined; changes: Partial<SkuFields>; actor: Actor },
): Promise<void> {
  const { tenantId, skuId, version, changes, actor } = input;
  await lockMappings(tx, tenantId, 'exclusive');
  const sku = await lockSku(tx, tenantId, skuId);
  if (!sku) throw new HubError('NOT_FOUND', { message: 'There is no such SKU' });
  if (version !== undefined && version !== sku.version) {
    throw new HubError('PRECONDITION_FAILED', { message: `Somebody changed ${sku.code} in the meantime; read it again` });
  }
  const changed = changedFields(sku, changes);
  if (Object.keys(changed).length === 0) return;
  await write(tx, deps, tenantId, { ...sku, ...changed });
  if (changed.code !== undefined || changed.barcode !== undefined) {
    await followMappings(tx, deps, tenantId, { variantIds: await mapAutomatically(tx, deps.clock, tenantId, { skuIds: [skuId] }) });
  }
  if (changed.safetyStock !== undefined || changed.lowStockAt !== undefined) await followChange(tx, deps, tenantId, [skuId]);
  await announce(tx, deps.clock, tenantId, { topic: 'stock', id: skuId, what: 'changed' });
  const before = Object.fromEntries(Object.keys(changed).map((name) => [name, Reflect.get(sku, name)]));
  await recordAudit(tx, deps.clock, tenantId, {
    actor,
    action: 'sku.changed',
    subject: { kind: 'sku', id: skuId },
    detail: { before, after: changed },
  });
}

async function write(tx: Tx, deps: StockDeps, tenantId: string, sku: StoredSku): Promise<void> {
  try {
    await updateSkus(tx, tenantId, [sku], deps.clock.now());
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new HubError('CONFLICT', { message: `There is a SKU with the code ${sku.code} already`, cause: error });
  }
}

/** The fields whose value is another one now. */
export function changedFields(sku: SkuFields, changes: Partial<SkuFields>): Partial<SkuFields> {
  const changed = Object.entries(changes).filter(([name, value]) => value !== undefined && Reflect.get(sku, name) !== value);
  return Object.fromEntries(changed);
}
