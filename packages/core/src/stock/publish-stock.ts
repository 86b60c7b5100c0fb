import type { Tx } from '@shopfleet/db';
import { crashPoint } from '@shopfleet/kernel';
import { findComponents, findPublishable, notePublished, notePublishProblem, type PublishableVariant } from '../catalog/index.ts';
import { announce } from '../edge/index.ts';
import type { OpenedShop } from '../sync/index.ts';
import { type PublishInput, quantityToPublish } from './publish-quantity.ts';
import { publishClaimed } from './publishing/publish-claimed.ts';
import type { PublishStockDeps } from './publishing/publish-deps.ts';
import { jobErrorOf, messageOf, type PushOutcome, pushNumber } from './publishing/push-outcome.ts';
import { isShownAlready, newPushNumber, notePushAnswered, notePushSent } from './publishing/push-store.ts';
import { findSkuStock } from './sku-store.ts';
import type { PublishRequest } from './stock-jobs.ts';

/**
 * Tells the marketplace how many units of a variant can be ordered now, and keeps what it accepted or why it refused. Says nothing when
 * the number stands there already, unless forced to.
 */
export async function publishStock(deps: PublishStockDeps, tenantId: string, request: PublishRequest): Promise<void> {
  const { variantId, isForced = false } = request;
  const number = newPushNumber();
  const found = await deps.db.asTenant(tenantId, async (tx) => {
    const now = await workOut(tx, tenantId, variantId);
    if (!now || now.isGuaranteed) return now;
    if (!isForced && (await isShownAlready(tx, tenantId, variantId, now.quantity))) return undefined;
    await notePushSent(tx, deps.clock, tenantId, { variantId, number, quantity: now.quantity });
    return now;
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
  if (outcome.kind !== 'accepted') throw jobErrorOf(outcome.error);
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

interface PlainPush {
  readonly variant: PublishableVariant;
  readonly isGuaranteed: false;
  readonly quantity: number;
}

type WorkedOut = { readonly variant: PublishableVariant; readonly isGuaranteed: true } | PlainPush;

async function workOut(tx: Tx, tenantId: string, variantId: string): Promise<WorkedOut | undefined> {
  const variant = await findPublishable(tx, tenantId, variantId);
  const components = (await findComponents(tx, tenantId, [variantId])).get(variantId);
  if (!variant || !components) return undefined;
  const stock = await findSkuStock(
    tx,
    tenantId,
    components.map((component) => component.skuId),
  );
  const inputs: PublishInput[] = components.flatMap(({ skuId, quantity }) => {
    const sku = stock.get(skuId);
    return sku ? [{ ...sku, perUnit: quantity }] : [];
  });
  if (inputs.some((input) => input.mode === 'guaranteed')) return { variant, isGuaranteed: true };
  return { variant, isGuaranteed: false, quantity: quantityToPublish(inputs) };
}
