import type { Tx } from '@shopfleet/db';
import type { Secret } from '@shopfleet/kernel';
import type { RefreshDeps } from '../connections/index.ts';

/** What outlets and their accounts need from the composition root. */
export interface ContentDeps extends RefreshDeps {
  /** Where browsers reach the hub. */
  readonly publicUrl: string;
  /** Signs states and links; the same in every process. */
  readonly consentSecret: Secret;
  /** Where the platform sends people back to, to the letter. */
  readonly redirectUrl: string;
  /** Whether a store's code alone lets anybody connect an account for it. Off in production: codes can be guessed. */
  readonly isGuessedCodeAllowed: boolean;
  /** Of outlets that name none. */
  readonly defaultTimeZone: string;
  /** Inside the connecting transaction: the first reading is due. */
  readonly onAccountConnected?: (tx: Tx, account: { tenantId: string; accountId: string; isNew: boolean }) => Promise<void>;
}
