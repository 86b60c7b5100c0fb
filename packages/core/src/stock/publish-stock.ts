import { crashPoint } from '@shopfleet/kernel';
import { findPublishable, notePublished, notePublishProblem, type PublishableVariant } from '../catalog/index.ts';
import { announce } from '../edge/index.ts';
import type { OpenedShop } from '../sync/index.ts';
import { publishClaimed } from './publishing/publish-claimed.ts';
import type { PublishStockDeps } from './publishing/publish-deps.ts';
import { endPush, messageOf, type PushOutcome, pushNumber } from './publishing/push-outcome.ts';
import { newPushNumber, notePushAnswered, notePushSent, standingNumbers } from './publishing/push-store.ts';
import { workOutNumbers } from './publishing/work-out-numbers.ts';
import type { PublishRequest } from './stock-jobs.ts';

/**
 * Tells the marketplace how many units of a variant can be ordered now, and keeps what it accepted or why it refused. Says nothing when
 * the number stands there already, unless forced to; and nothing when the shop does not take its stock from here any more.
 */
export async function publishStock(deps: PublishStockDeps, tenantId: string, request: PublishRequest): Promise<void> {
  const { variantId, isForced = false } = request;
  const number = newPushNumber();
  const found = await deps.db.asTenant(tenantId, async (tx) => {
    const variant = await findPublishable(tx, tenantId, variantId);
    const now = (await workOutNumbers(tx, tenantId, [variantId])).get(variantId);
    if (!variant?.isPublishing || !now) return undefined;
    if (now.isGuaranteed) return { ...now, variant };
    const { quantity } = now;
    if (!isForced && (await standingNumbers(tx, tenantId, [variantId])).get(variantId) === quantity) return undefined;
    await notePushSent(tx, deps.clock, tenantId, { variantId, number, quantity });
    return { ...now, variant };
  });
  if (!found) return;
  if (found.isGuaranteed) return publishClaimed(deps, tenantId, { variant: found.variant, isForced });
  crashPoint('stock.after-push-noted');
  const outcome = await openAndPush(deps, tenantId, found);
  crashPoint('stock.after-push-answered');
  await deps.db.asTenant(tenantId, async (tx) => {
    if (outcome.kind !== 'doubt') await notePushAnswered(tx, tenantId, variantId, number);
    if (outcome.kind !== 'accepted') return notePublishProblem(tx, tenantId, variantId, messageOf(outcome.error));
    await notePublished(tx, deps.clock, tenantId, variantId, found.quantity);
    await announce(tx, deps.clock, tenantId, { topic: 'stock', id: variantId, what: 'published' });
  });
  if (outcome.kind !== 'accepted') await endPush(deps, { tenantId, shopId: found.variant.shopId }, outcome.error);
}

interface PlainPush {
  readonly variant: PublishableVariant;
  readonly quantity: number;
}

async function openAndPush(deps: PublishStockDeps, tenantId: string, { variant, quantity }: PlainPush): Promise<PushOutcome> {
  let opened: OpenedShop;
  try {
    opened = await deps.openShop(tenantId, variant.shopId);
  } catch (error) {
    return { kind: 'refused', error };
  }
  return pushNumber(opened, variant, quantity);
}
