import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { findComponents, lockMappings } from '../../catalog/index.ts';
import { findSkuStock } from '../sku-store.ts';
import { lockLevels } from '../stock-store.ts';
import { beginClaims } from './claim-store.ts';
import { type ReadGroup, readGroup } from './read-group.ts';

/**
 * Locks the guaranteed SKUs that a variant is made of, so that no claim on them changes meanwhile, and reads all claims on them.
 * Undefined when none of its SKUs is guaranteed.
 */
export async function lockClaims(
  tx: Tx,
  clock: Clock,
  tenantId: string,
  variantId: string,
): Promise<(ReadGroup & { skuIds: string[] }) | undefined> {
  await lockMappings(tx, tenantId, 'shared');
  const parts = (await findComponents(tx, tenantId, [variantId])).get(variantId) ?? [];
  const all = parts.map(({ skuId }) => skuId);
  await lockLevels(tx, tenantId, all);
  const modes = await findSkuStock(tx, tenantId, all);
  const skuIds = all.filter((skuId) => modes.get(skuId)?.mode === 'guaranteed');
  if (skuIds.length === 0) return undefined;
  await beginClaims(tx, clock, tenantId, skuIds);
  return { ...(await readGroup(tx, clock, tenantId, skuIds)), skuIds };
}
