import type { Tx } from '@shopfleet/db';
import type { JobRequest } from '@shopfleet/jobs';
import { sql } from 'drizzle-orm';
import { variantsOfSkus } from '../catalog/index.ts';
import type { StockDeps } from './stock-deps.ts';
import { type PublishRequest, publishStockJob } from './stock-jobs.ts';

/**
 * Asks for one push to each variant that these SKUs are part of, where the shop wants its stock published. `isForced`: also where the number
 * is thought to stand there already. Answers how many.
 */
export async function requestPublish(
  tx: Tx,
  deps: StockDeps,
  tenantId: string,
  skuIds: readonly string[],
  { except, isForced = false }: { except?: string; isForced?: boolean } = {},
): Promise<number> {
  if (skuIds.length === 0) return 0;
  const publishing = await publishingShops(tx, tenantId);
  if (publishing.size === 0) return 0;
  const variants = (await variantsOfSkus(tx, tenantId, skuIds)).filter(
    ({ variantId, shopId }) => publishing.has(shopId) && variantId !== except,
  );
  const requests = variants.map(({ variantId }) => publishRequest(variantId, isForced));
  await deps.jobs.enqueueMany(tx, publishStockJob, tenantId, requests);
  return requests.length;
}

/** The newest wins; but a push that is forced is not given up for one that is not. */
export function publishRequest(variantId: string, isForced: boolean): JobRequest<PublishRequest> {
  if (isForced) return { data: { variantId, isForced }, dedupeKey: `${variantId}:forced` };
  return { data: { variantId }, dedupeKey: variantId, replace: true };
}

async function publishingShops(tx: Tx, tenantId: string): Promise<ReadonlySet<string>> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from shop where tenant_id = ${tenantId} and is_active and settings @> '{"isStockPublishOn": true}'`);
  return new Set(rows.map((row) => row.id));
}
