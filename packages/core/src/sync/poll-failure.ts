import type { Database } from '@shopfleet/db';
import { GiveUp, RetryAt } from '@shopfleet/jobs';
import { type Clock, HubError } from '@shopfleet/kernel';
import { isPassing, PlatformFailure } from '@shopfleet/platform-kit';
import { noteConnectionFailure } from '../connections/index.ts';

interface FailureDeps {
  readonly db: Database;
  readonly clock: Clock;
}

/** What becomes of work that a marketplace did not let us do. */
export type FailureVerdict = { readonly isOver: boolean; readonly error: Error; readonly reason: string };

/**
 * Sorts a failure: the marketplace says when to come back (`RetryAt`), it may pass (the error itself), or no retry can help
 * (`GiveUp`). Tells the connection what concerns it. `isLastTry`: also a passing failure is final now.
 */
export async function judgeFailure(
  deps: FailureDeps,
  shop: { tenantId: string; shopId: string },
  failure: unknown,
  isLastTry: boolean,
): Promise<FailureVerdict> {
  const error = failure instanceof Error ? failure : new Error(String(failure));
  const reason = error.message;
  if (error instanceof RetryAt) return { isOver: false, error, reason };
  if (error instanceof PlatformFailure) {
    if (error.retryAt && isPassing(error))
      return { isOver: false, error: new RetryAt(error.retryAt, reason, { behindOthers: true }), reason };
    await noteConnectionFailure(deps, shop.tenantId, { shopId: shop.shopId }, error);
    if (error.kind === 'unexpected' || isPassing(error)) return { isOver: isLastTry, error, reason };
    return { isOver: true, error: new GiveUp(reason, error), reason };
  }
  if (error instanceof HubError) return { isOver: true, error: new GiveUp(reason, error), reason };
  return { isOver: isLastTry, error, reason };
}

/** True when only a person can help, by connecting the shop again: waiting for that is not a failure of the job. */
export function needsReconnect(error: unknown): boolean {
  if (error instanceof GiveUp) return needsReconnect(error.cause);
  return (
    (error instanceof HubError && error.code === 'NEEDS_RECONNECT') || (error instanceof PlatformFailure && error.kind === 'auth-expired')
  );
}
