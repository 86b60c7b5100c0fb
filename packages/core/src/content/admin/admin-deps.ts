import type { ContentDeps } from '../content-deps.ts';
import type { ContentSyncDeps } from '../sync/sync-deps.ts';

/** What the operators' surface needs from the composition root. */
export interface AdminDeps
  extends Pick<ContentSyncDeps, 'db' | 'clock' | 'jobs' | 'platforms' | 'sync'>,
    Pick<ContentDeps, 'publicUrl' | 'defaultTimeZone' | 'isGuessedCodeAllowed'> {
  /** How long a caller who asked for a sync is kept waiting for its end. */
  readonly waitForSyncMs: number;
}
