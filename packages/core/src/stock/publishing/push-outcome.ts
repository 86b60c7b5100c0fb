import { GiveUp, RetryAt } from '@shopfleet/jobs';
import { HubError } from '@shopfleet/kernel';
import { isPassing, PlatformFailure } from '@shopfleet/platform-kit';
import type { PublishableVariant } from '../../catalog/index.ts';
import type { OpenedShop } from '../../sync/index.ts';

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

/** A refusal is final until the stock changes again; weather passes. An absolute number may be sent again without harm. */
export function jobErrorOf(error: unknown): unknown {
  if (error instanceof HubError) return new GiveUp(error.message, error);
  if (!(error instanceof PlatformFailure)) return error;
  const { message, retryAt } = error;
  const isWeather = error.kind === 'unexpected' || isPassing(error);
  if (!isWeather) return new GiveUp(message, error);
  return retryAt ? new RetryAt(retryAt, message) : error;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
