import { RetryAt } from '@shopfleet/jobs';
import { crashPoint } from '@shopfleet/kernel';
import { findPublishable } from '../../catalog/index.ts';
import { type OpenedShop, pollOrdersJob, readCursor } from '../../sync/index.ts';
import { seeWatermark } from '../claims/claim.ts';
import { loadClaims, saveClaims } from '../claims/claim-store.ts';
import { lockClaims } from '../claims/lock-claims.ts';
import { requestPublish } from '../request-publish.ts';
import type { PublishStockDeps } from './publish-deps.ts';

const lookAgainMs = 2_000;
const minuteMs = 60_000;

/**
 * Guaranteed mode: when every order that the shop's marketplace made before it accepted a number has been seen, the claim falls to what is
 * left of that number, and others may have the rest. Asks for the orders to be read until that is so.
 */
export async function drainClaim(deps: PublishStockDeps, tenantId: string, variantId: string): Promise<void> {
  const found = await deps.db.asTenant(tenantId, async (tx) => {
    const stored = (await loadClaims(tx, tenantId, [variantId])).get(variantId);
    const variant = (await findPublishable(tx, tenantId, [variantId])).get(variantId);
    if (stored?.claim.push?.acceptedAtMs === undefined || !variant) return undefined;
    const cursor = await readCursor(tx, variant.shopId, 'orders');
    return { shopId: variant.shopId, cursor, dueMs: stored.claim.push.acceptedAtMs + stored.lagSeconds * 1_000 };
  });
  if (!found) return;
  const { cursor, dueMs, shopId } = found;
  const seenUntilMs = cursor.until === undefined ? 0 : new Date(cursor.until).getTime();
  if (seenUntilMs < dueMs) {
    const lastRunMs = cursor.lastRunAt === undefined ? 0 : new Date(cursor.lastRunAt).getTime();
    await askForOrders(deps, tenantId, { shopId, fromMs: Math.max(dueMs, lastRunMs + (await leastPauseMs(deps, tenantId, shopId))) });
  }
  crashPoint('stock.before-drain');
  await deps.db.asTenant(tenantId, async (tx) => {
    const locked = await lockClaims(tx, deps.clock, tenantId, variantId);
    const stored = locked?.stored.get(variantId);
    if (!locked || !stored) return;
    const claim = seeWatermark(stored.claim, seenUntilMs, stored.lagSeconds * 1_000);
    if (claim === stored.claim) return;
    await saveClaims(tx, tenantId, new Map([[variantId, { ...stored, claim }]]));
    await requestPublish(tx, deps, tenantId, locked.skuIds);
  });
}

/** Has the orders read as soon as that proves something and the marketplace allows it, and comes back then. */
async function askForOrders(
  deps: PublishStockDeps,
  tenantId: string,
  { shopId, fromMs }: { shopId: string; fromMs: number },
): Promise<never> {
  const nowMs = deps.clock.now().getTime();
  if (fromMs > nowMs) throw new RetryAt(new Date(fromMs), 'Orders of that time are not listed yet');
  await deps.db.asTenant(tenantId, (tx) => deps.jobs.enqueue(tx, pollOrdersJob, tenantId, { shopId }, { dedupeKey: shopId }));
  throw new RetryAt(new Date(nowMs + lookAgainMs), 'The orders are being read');
}

async function leastPauseMs(deps: PublishStockDeps, tenantId: string, shopId: string): Promise<number> {
  let opened: OpenedShop;
  try {
    opened = await deps.openShop(tenantId, shopId);
  } catch {
    // Without a connection nothing can be read: it is looked at again when it may be back.
    throw new RetryAt(new Date(deps.clock.now().getTime() + minuteMs), 'The shop cannot be read now');
  }
  return (opened.platform.manifest.orderPolling?.leastMinutes ?? 0) * minuteMs;
}
