import { HubError } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';

/** How the reading of one account ended; words are for people. */
export type ReadingOutcome =
  | { readonly kind: 'done'; readonly message: string; readonly calls: number; readonly videos: number; readonly refreshed: number }
  | { readonly kind: 'skipped' | 'failed'; readonly message: string; readonly rawError: string; readonly isAccountsFault: boolean }
  | { readonly kind: 'again'; readonly message: string; readonly rawError: string; readonly retryAt: Date | undefined }
  /** Another worker took over, or the run was cancelled. */
  | { readonly kind: 'lost' };

export const needsReconnect = 'The account must be connected again';

export function skipped(message: string): ReadingOutcome {
  return { kind: 'skipped', message, rawError: '', isAccountsFault: true };
}

/** What follows from a failed call: another try, or the end of this account alone. */
export function outcomeOfFailure(error: unknown): ReadingOutcome {
  if (error instanceof HubError && ['NEEDS_RECONNECT', 'NOT_FOUND'].includes(error.code)) {
    // The connection itself shows it.
    return { kind: 'skipped', message: `${needsReconnect}: ${error.message}`, rawError: '', isAccountsFault: false };
  }
  const rawError = rawErrorOf(error);
  if (error instanceof HubError && error.code === 'PLATFORM_UNSUPPORTED') {
    return { kind: 'failed', message: error.message, rawError, isAccountsFault: false };
  }
  if (error instanceof PlatformFailure) {
    if (error.kind === 'auth-expired') return { kind: 'skipped', message: needsReconnect, rawError, isAccountsFault: true };
    if (error.kind === 'forbidden')
      return { kind: 'skipped', message: 'The account did not grant what is read here', rawError, isAccountsFault: true };
    if (['invalid', 'not-found', 'unsupported', 'conflict'].includes(error.kind))
      return { kind: 'failed', message: `The platform refused: ${error.message}`, rawError, isAccountsFault: true };
    return { kind: 'again', message: `The platform did not answer as it should: ${error.message}`, rawError, retryAt: error.retryAt };
  }
  return { kind: 'again', message: 'Something went wrong on our side', rawError, retryAt: undefined };
}

function rawErrorOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const details = error instanceof PlatformFailure ? [error.kind, error.vendorCode, error.requestId] : [error.name];
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${details.filter((part) => part !== undefined).join(' ')}: ${error.message}${cause}`.slice(0, 1_000);
}
