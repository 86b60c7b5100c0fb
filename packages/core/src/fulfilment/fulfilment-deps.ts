import type { Database, Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import type { Clock, Log } from '@shopfleet/kernel';
import type { PlatformFailure } from '@shopfleet/platform-kit';
import type { BlobStore } from '../files/index.ts';
import type { OpenedShop } from '../sync/index.ts';
import type { PackageLabel } from './label-store.ts';

/** What came of asking for paper. */
export interface LabelQueued {
  readonly printJobId: string;
  /** `failed`: the label cannot be printed; `problem` says why. */
  readonly state: string;
  readonly problem: string;
  readonly printerName: string;
  readonly isNew: boolean;
}

/** A label that was fetched and is about to be kept. */
export interface LabelAhead extends Pick<PackageLabel, 'packageId' | 'shopId' | 'carrierName' | 'documentType' | 'format' | 'sha256'> {
  readonly tenantId: string;
  readonly bytes: Uint8Array;
  readonly expectedBarcode: string;
}

export interface FulfilmentDeps {
  readonly db: Database;
  readonly jobs: Pick<Jobs, 'enqueue' | 'enqueueMany'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly files: BlobStore;
  /** Throws `NEEDS_RECONNECT` or `NOT_FOUND`. */
  readonly openShop: (tx: Tx, shopId: string) => Promise<OpenedShop>;
  /** The grant may be the reason why a call failed. */
  readonly noteFailure: (tenantId: string, shopId: string, failure: PlatformFailure) => Promise<void>;
  /** Printing, a module above: sends a label to its printer, at most once. Throws `CONFLICT` when it cannot now. */
  readonly printLabel: (request: {
    tenantId: string;
    label: PackageLabel;
    orderNumber: string;
    requestedBy: string;
  }) => Promise<LabelQueued>;
  /** Printing: may begin to convert, so that `printLabel` finds it done. Only helps; never fails. */
  readonly beginLabel: (ahead: LabelAhead) => void;
  /** Printing: pulls back what is not printed yet; true when a label is, or may be, on paper. */
  readonly pullLabels: (tx: Tx, packageId: string, reason: string) => Promise<boolean>;
}
