import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { variantsOfSkus } from '../catalog/index.ts';
import type { StockDeps } from './stock-deps.ts';
import { publishStockJob } from './stock-jobs.ts';

/** Asks for one push to each variant that these SKUs are part of, where the shop wants its stock published. */
export async function requestPublish(tx: Tx, deps: StockDeps, tenantId: string, skuIds: readonly string[]): Promise<void> {
  if (skuIds.length === 0) return;
  const publishing = await publishingShops(tx, tenantId);
  if (publishing.size === 0) return;
  const variants = await variantsOfSkus(tx, tenantId, skuIds);
  await deps.jobs.enqueueMany(
    tx,
    publishStockJob,
    tenantId,
    variants
      .filter((variant) => publishing.has(variant.shopId))
      .map(({ variantId }) => ({ data: { variantId }, dedupeKey: variantId, replace: true })),
  );
}

async function publishingShops(tx: Tx, tenantId: string): Promise<ReadonlySet<string>> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from shop where tenant_id = ${tenantId} and is_active and settings @> '{"isStockPublishOn": true}'`);
  return new Set(rows.map((row) => row.id));
}
