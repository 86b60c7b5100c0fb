import type { Database, Tx } from '@shopfleet/db';
import type { Clock, Log, Sealer } from '@shopfleet/kernel';
import type { LabelPool } from '@shopfleet/labels';
import type { BlobStore } from '../files/index.ts';

/** A label that came out of a printer, or that a person says came out. */
export interface LabelPrinted {
  readonly tenantId: string;
  readonly printJobId: string;
  readonly packageId: string;
  readonly orderId: string | null;
  readonly printerName: string;
  readonly at: Date;
}

export interface PrintingDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly files: BlobStore;
  readonly sealer: Sealer;
  readonly labels: Pick<LabelPool, 'convertLabel'>;
  readonly publicUrl: string;
  /** Jobs that one printer gets in a window; default 3,000 in 300 s, a brake for runaways. More wait, and do not expire. */
  readonly printRate?: { readonly jobs: number; readonly seconds: number };
  /** Runs in the transaction that stores the printer's word. */
  readonly onLabelPrinted: (tx: Tx, printed: LabelPrinted) => Promise<void>;
}
