import type { Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import { sweepStockJob } from '../stock-jobs.ts';

/** Asks what marketplaces show for these variants to be read now (or after an instant). Answers of how many shops. */
export async function askToRead(
  tx: Tx,
  deps: { readonly jobs: Pick<Jobs, 'enqueueMany'> },
  tenantId: string,
  variants: readonly { variantId: string; shopId: string }[],
  startAfter?: Date,
): Promise<number> {
  const byShop = [...Map.groupBy(variants, ({ shopId }) => shopId)];
  const requests = byShop.map(([shopId, own]) => ({
    data: { shopId, variantIds: own.map(({ variantId }) => variantId) },
    ...(startAfter && { startAfter }),
  }));
  await deps.jobs.enqueueMany(tx, sweepStockJob, tenantId, requests);
  return byShop.length;
}
