import type { Database, Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { listActiveShops } from '../../connections/index.ts';
import { judgeFailure, needsReconnect, type OpenShop } from '../../sync/index.ts';
import { sweepStockJob } from '../stock-jobs.ts';
import { keepSeen } from './keep-seen.ts';

export interface SweepDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueueMany'>;
  readonly openShop: OpenShop;
}

/** Variants of a shop read at once: every few minutes those that were looked at longest ago, so that no marketplace feels it. */
const pageSize = 50;

/**
 * Reads what a marketplace shows for some variants, those looked at longest ago unless named, and judges the differences. A shop that
 * must be connected again is left alone.
 */
export async function sweepStock(
  deps: SweepDeps,
  tenantId: string,
  { shopId, variantIds }: { shopId: string; variantIds?: readonly string[] | undefined },
  isLastTry = false,
): Promise<void> {
  const ids = await deps.db.asTenant(tenantId, (tx) => variantsToSweep(tx, tenantId, shopId, variantIds));
  if (ids.length === 0) return;
  try {
    const { platform, access } = await deps.openShop(tenantId, shopId);
    if (!platform.stock) return;
    for (let from = 0; from < ids.length; from += pageSize) {
      const quantities = await platform.stock.readStock(access, ids.slice(from, from + pageSize));
      await keepSeen(deps, { tenantId, shopId, quantities });
    }
  } catch (failure) {
    const { error } = await judgeFailure(deps, { tenantId, shopId }, failure, isLastTry);
    if (!needsReconnect(error)) throw error;
  }
}

async function variantsToSweep(tx: Tx, tenantId: string, shopId: string, variantIds: readonly string[] | undefined): Promise<string[]> {
  const which = variantIds === undefined ? sql`true` : sql`v.id = any(${sql.param([...variantIds])}::text[])`;
  const { rows } = await tx.execute<{ external_id: string }>(sql`
    select v.external_id from listing_variant v
    where v.tenant_id = ${tenantId} and v.shop_id = ${shopId} and v.gone_at is null and ${which}
      and exists (select from sku_mapping m where m.tenant_id = v.tenant_id and m.variant_id = v.id)
    order by v.seen_at nulls first limit ${variantIds === undefined ? pageSize : variantIds.length}`);
  return rows.map((row) => row.external_id);
}

/** Asks for the next part of the sweep of every shop whose stock may be read. */
export async function tickSweep(deps: SweepDeps): Promise<void> {
  const shops = await deps.db.asSystem((tx) => listActiveShops(tx));
  const reading = shops.filter((shop) => shop.settings.isStockSyncOn);
  for (const [tenantId, own] of Map.groupBy(reading, (shop) => shop.tenantId)) {
    const requests = own.map((shop) => ({ data: { shopId: shop.id }, dedupeKey: shop.id }));
    await deps.db.asTenant(tenantId, (tx) => deps.jobs.enqueueMany(tx, sweepStockJob, tenantId, requests));
  }
}
