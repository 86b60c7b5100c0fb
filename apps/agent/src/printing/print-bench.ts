import type { AgentPrinter } from '@shopfleet/contracts/agent-protocol';
import type { Clock } from '@shopfleet/kernel';
import type { PrinterDriver } from '../drivers/printer-driver.ts';
import type { DocumentStore } from '../journal/document-store.ts';
import type { JobRef } from '../journal/job-book.ts';
import type { Pause } from './pause.ts';
import type { PrintRecord } from './print-record.ts';
import type { Tuning } from './tuning.ts';

/** What the print loop of one printer works with. */
export interface PrintBench {
  readonly printer: AgentPrinter;
  readonly driver: PrinterDriver;
  readonly record: PrintRecord;
  readonly documents: DocumentStore;
  readonly clock: Clock;
  readonly tuning: Tuning;
  readonly pause: Pause;
  readonly isStopping: () => boolean;
  readonly isCancelled: (ref: JobRef) => boolean;
  /** Says what the printer waits for, for people; undefined when it goes on. */
  readonly setWaiting: (why: string | undefined) => void;
}
