import type { Database, Tx } from '@shopfleet/db';
import { GiveUp, type Jobs, RetryAt } from '@shopfleet/jobs';
import { type Clock, HubError } from '@shopfleet/kernel';
import { isPassing, PlatformFailure } from '@shopfleet/platform-kit';
import { findComponents, findPublishable, notePublished, notePublishProblem, type PublishableVariant } from '../catalog/index.ts';
import { announce } from '../edge/index.ts';
import type { OpenShop } from '../sync/index.ts';
import { type PublishInput, quantityToPublish } from './publish-quantity.ts';
import { findSkuStock } from './sku-store.ts';
import { publishStockJob } from './stock-jobs.ts';

export interface PublishStockDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly openShop: OpenShop;
}

export const stockJobKinds = [publishStockJob] as const;

/** Pushes stock as it changes; pushes of one variant leave one after the other. */
export function startStockJobs(deps: PublishStockDeps & { readonly jobs: Jobs }): void {
  deps.jobs.work(publishStockJob, ({ tenantId, data }) => publishStock(deps, tenantId, data.variantId), { concurrency: 8 });
}

/** Tells the marketplace how many units of a variant can be ordered now, and keeps what it accepted or why it refused. */
export async function publishStock(deps: PublishStockDeps, tenantId: string, variantId: string): Promise<void> {
  const push = await deps.db.asTenant(tenantId, (tx) => workOut(tx, tenantId, variantId));
  if (!push) return;
  const { variant, quantity } = push;
  try {
    const { platform, access } = await deps.openShop(tenantId, variant.shopId);
    if (!platform.stock) throw new HubError('PLATFORM_UNSUPPORTED', { message: `${platform.manifest.title} takes no stock from us` });
    const { externalListingId, externalVariantId } = variant;
    await platform.stock.writeStock(access, { externalListingId, externalVariantId, quantity });
  } catch (error) {
    await deps.db.asTenant(tenantId, (tx) => notePublishProblem(tx, tenantId, variantId, messageOf(error)));
    throw translated(error);
  }
  await deps.db.asTenant(tenantId, async (tx) => {
    await notePublished(tx, deps.clock, tenantId, variantId, quantity);
    await announce(tx, deps.clock, tenantId, { topic: 'stock', id: variantId, what: 'published' });
  });
}

async function workOut(
  tx: Tx,
  tenantId: string,
  variantId: string,
): Promise<{ variant: PublishableVariant; quantity: number } | undefined> {
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
  return { variant, quantity: quantityToPublish(inputs) };
}

/** A refusal is final until the stock changes again; weather passes. An absolute number may be sent again without harm. */
function translated(error: unknown): unknown {
  if (error instanceof HubError) return new GiveUp(error.message, error);
  if (!(error instanceof PlatformFailure)) return error;
  const { message, retryAt } = error;
  const isWeather = error.kind === 'unexpected' || isPassing(error);
  if (!isWeather) return new GiveUp(message, error);
  return retryAt ? new RetryAt(retryAt, message) : error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
