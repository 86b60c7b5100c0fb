import type { Database, Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { findComponents } from '../../catalog/index.ts';
import { lockPlaces } from '../moves/lock-places.ts';
import { writeMovements } from '../moves/write-movements.ts';
import { atsOf } from '../publish-quantity.ts';
import { publishRequest } from '../request-publish.ts';
import { findSkuStock } from '../sku-store.ts';
import type { StockDeps } from '../stock-deps.ts';
import { publishStockJob } from '../stock-jobs.ts';
import { readKnown } from './read-known.ts';

export interface Resolution {
  readonly tenantId: string;
  readonly variantId: string;
  /** `ours`: publish our number again. `theirs`: what they show becomes the count. */
  readonly choice: 'ours' | 'theirs';
  readonly actor: string;
}

/** Settles one conflict. Throws `NOT_FOUND`, and `CONFLICT` with words when that way is not open. */
export async function resolveConflict(tx: Tx, deps: StockDeps, resolution: Resolution): Promise<void> {
  const { tenantId, variantId, choice } = resolution;
  const [known] = await readKnown(tx, tenantId, { variantIds: [variantId] });
  if (!known?.drift) throw new HubError('NOT_FOUND', { message: 'There is no such conflict any more' });
  if (choice === 'theirs') await takeTheirs(tx, deps, resolution, known.drift.seen);
  else if (!known.isPublishing)
    throw new HubError('CONFLICT', { message: 'This shop does not take its stock from here: switch publishing on first' });
  await deps.jobs.enqueueMany(tx, publishStockJob, tenantId, known.isPublishing ? [publishRequest(variantId, true)] : []);
  await tx.execute(sql`delete from stock_drift where tenant_id = ${tenantId} and variant_id = ${variantId}`);
}

/** Counts so many units at the default location that what can be sold is what they show. */
async function takeTheirs(tx: Tx, deps: StockDeps, { tenantId, variantId, actor }: Resolution, seen: number): Promise<void> {
  const parts = (await findComponents(tx, tenantId, [variantId])).get(variantId) ?? [];
  const [part] = parts;
  if (!part || parts.length > 1 || part.quantity > 1) {
    throw new HubError('CONFLICT', { message: 'A bundle cannot be counted at a marketplace: count its parts' });
  }
  const { places } = await lockPlaces(tx, tenantId, part.skuId);
  const sku = (await findSkuStock(tx, tenantId, [part.skuId])).get(part.skuId);
  if (!sku) throw new HubError('NOT_FOUND', { message: 'There is no such SKU' });
  if (sku.mode === 'guaranteed') {
    throw new HubError('CONFLICT', { message: 'In guaranteed mode a marketplace shows its share only: count the shelf' });
  }
  const quantity = seen - (atsOf(sku) - (sku.mode === 'buffered' ? sku.buffer : 0));
  const [usual] = places;
  if (usual.onHand + quantity < 0) {
    throw new HubError('CONFLICT', { message: 'The default location would hold less than nothing: count the shelf' });
  }
  if (quantity === 0) return;
  const reason = `as shown at the marketplace: ${seen}`;
  await writeMovements(tx, deps, tenantId, [{ skuId: part.skuId, locationId: usual.locationId, kind: 'count', quantity, reason, actor }]);
}

/** Settles many, each in a transaction of its own. */
export async function resolveConflicts(
  deps: StockDeps & { readonly db: Database },
  resolutions: readonly Resolution[],
): Promise<{ variantId: string; isDone: boolean; message: string }[]> {
  const results: { variantId: string; isDone: boolean; message: string }[] = [];
  for (const one of resolutions) {
    try {
      await deps.db.asTenant(one.tenantId, (tx) => resolveConflict(tx, deps, one));
      results.push({ variantId: one.variantId, isDone: true, message: '' });
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      results.push({ variantId: one.variantId, isDone: false, message: error.message });
    }
  }
  return results;
}
