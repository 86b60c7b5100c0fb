import { GiveUp, RetryAt } from '@shopfleet/jobs';
import { HubError } from '@shopfleet/kernel';
import { isPassing, PlatformFailure } from '@shopfleet/platform-kit';
import type { PublishableVariant } from '../../catalog/index.ts';
import { noteConnectionFailure } from '../../connections/index.ts';
import { needsReconnect, type OpenedShop } from '../../sync/index.ts';
import type { PublishStockDeps } from './publish-deps.ts';

export type PushOutcome =
  | { readonly kind: 'accepted' }
  /** It did not take effect: the marketplace refused it, or it never left. */
  | { readonly kind: 'refused'; readonly error: unknown }
  /** It left, and nobody can tell. */
  | { readonly kind: 'doubt'; readonly error: unknown };

/** Tells the marketplace the number, once. */
export async function pushNumber({ platform, access }: OpenedShop, variant: PublishableVariant, quantity: number): Promise<PushOutcome> {
  const { externalListingId, externalVariantId } = variant;
  if (!platform.stock) {
    return {
      kind: 'refused',
      error: new HubError('PLATFORM_UNSUPPORTED', { message: `${platform.manifest.title} takes no stock from us` }),
    };
  }
  try {
    await platform.stock.writeStock(access, { externalListingId, externalVariantId, quantity });
    return { kind: 'accepted' };
  } catch (error) {
    return { kind: isRefusal(error) ? 'refused' : 'doubt', error };
  }
}

/** A write that may have arrived fails as `outcome-unknown`; whatever nobody foresaw may have arrived as well. */
function isRefusal(error: unknown): boolean {
  if (error instanceof HubError) return true;
  return error instanceof PlatformFailure && error.kind !== 'outcome-unknown' && error.kind !== 'unexpected';
}

/**
 * Ends a push that was not accepted: throws what the job does next. To wait for a person is not a failure of the job: the connection is
 * told, and when the shop is back all its numbers are pushed.
 */
export async function endPush(deps: PublishStockDeps, shop: { tenantId: string; shopId: string }, error: unknown): Promise<void> {
  if (!needsReconnect(error)) throw jobErrorOf(error);
  if (error instanceof PlatformFailure) await noteConnectionFailure(deps, shop.tenantId, shop, error);
}

/** A refusal is final until the stock changes again; weather passes. An absolute number may be sent again without harm. */
export function jobErrorOf(error: unknown): unknown {
  if (error instanceof HubError) return new GiveUp(error.message, error);
  if (!(error instanceof PlatformFailure)) return error;
  const { message, retryAt } = error;
  const isWeather = error.kind === 'unexpected' || isPassing(error);
  if (!isWeather) return new GiveUp(message, error);
  return retryAt ? new RetryAt(retryAt, message, { behindOthers: true }) : error;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
