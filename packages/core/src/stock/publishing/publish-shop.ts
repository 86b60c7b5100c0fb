import type { Tx } from '@shopfleet/db';
import { RetryAt } from '@shopfleet/jobs';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { findShop } from '../../connections/index.ts';
import { needsReconnect, pollOrdersJob, readCursor } from '../../sync/index.ts';
import { publishRequest } from '../request-publish.ts';
import type { StockDeps } from '../stock-deps.ts';
import { type PublishShopRequest, publishShopJob, publishStockJob } from '../stock-jobs.ts';
import type { PublishStockDeps } from './publish-deps.ts';
import { standingNumbers } from './push-store.ts';
import { workOutNumbers } from './work-out-numbers.ts';

const lookAgainMs = 2_000;
/** When its orders cannot be read for so long, the old numbers do more harm than new ones that know nothing of them. */
const waitAtMostMs = 15 * 60_000;
/** Variants looked at in one transaction. */
const batchSize = 200;

/** Of shops that may be pushed to again: one, or all of a connection. */
export type ShopsAgain = { readonly shopId: string } | { readonly connectionId: string };

/**
 * Shops that could not be pushed to can be again, those that take their stock from here: asks for their numbers, after the orders that
 * they took meanwhile have been read.
 */
export async function publishShopsAgain(tx: Tx, deps: StockDeps, tenantId: string, which: ShopsAgain): Promise<void> {
  const where = 'shopId' in which ? sql`id = ${which.shopId}` : sql`connection_id = ${which.connectionId}`;
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from shop where tenant_id = ${tenantId} and ${where} and is_active and settings @> '{"isStockPublishOn": true}'`);
  const since = deps.clock.now().toISOString();
  const ids = rows.map(({ id }) => id);
  await deps.jobs.enqueueMany(
    tx,
    publishShopJob,
    tenantId,
    ids.map((shopId) => ({ data: { shopId, since }, dedupeKey: shopId, replace: true })),
  );
  await deps.jobs.enqueueMany(
    tx,
    pollOrdersJob,
    tenantId,
    ids.map((shopId) => ({ data: { shopId }, dedupeKey: shopId })),
  );
}

/** Asks for the numbers of a shop as soon as the orders that it took before `since` have been read. */
export async function publishShop(deps: PublishStockDeps, tenantId: string, { shopId, since }: PublishShopRequest): Promise<void> {
  try {
    await deps.openShop(tenantId, shopId);
  } catch (error) {
    // Disconnected meanwhile: connecting it again asks anew.
    if (needsReconnect(error) || (error instanceof HubError && error.code === 'NOT_FOUND')) return;
    throw error;
  }
  if (since !== undefined && (await deps.db.asTenant(tenantId, (tx) => hasUnreadOrders(tx, deps, shopId, new Date(since))))) {
    throw new RetryAt(new Date(deps.clock.now().getTime() + lookAgainMs), 'The orders that the shop took meanwhile are being read');
  }
  let after: string | undefined = '';
  while (after !== undefined) after = await requestBatch(deps, tenantId, { shopId, after });
}

async function hasUnreadOrders(tx: Tx, { clock }: PublishStockDeps, shopId: string, since: Date): Promise<boolean> {
  if (clock.now().getTime() - since.getTime() >= waitAtMostMs) return false;
  const shop = await findShop(tx, shopId);
  if (!shop?.settings.isOrderSyncOn) return false;
  const { until } = await readCursor(tx, shopId, 'orders');
  return until === undefined || new Date(until) < since;
}

/**
 * Asks for one push to each of the next variants of a shop whose number there is not what it should be, or of which nobody can tell.
 * Answers the last variant it looked at, undefined when there are no more.
 */
async function requestBatch(
  deps: PublishStockDeps,
  tenantId: string,
  { shopId, after }: { shopId: string; after: string },
): Promise<string | undefined> {
  return deps.db.asTenant(tenantId, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select v.id from listing_variant v join shop s on s.tenant_id = v.tenant_id and s.id = v.shop_id
      where v.tenant_id = ${tenantId} and v.shop_id = ${shopId} and v.id > ${after} and v.gone_at is null and s.is_active
        and s.settings @> '{"isStockPublishOn": true}'
        and exists (select from sku_mapping m where m.tenant_id = v.tenant_id and m.variant_id = v.id)
      order by v.id limit ${batchSize}`);
    const ids = rows.map(({ id }) => id);
    const numbers = await workOutNumbers(tx, tenantId, ids);
    const standing = await standingNumbers(tx, tenantId, ids);
    const due = [...numbers].filter(([id, number]) => number.isGuaranteed || standing.get(id) !== number.quantity);
    await deps.jobs.enqueueMany(
      tx,
      publishStockJob,
      tenantId,
      due.map(([id]) => publishRequest(id, false)),
    );
    return ids.length < batchSize ? undefined : ids.at(-1);
  });
}
