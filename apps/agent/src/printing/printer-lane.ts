import type { AgentPrinter, PrinterReport } from '@shopfleet/contracts/agent-protocol';
import type { Clock, Log } from '@shopfleet/kernel';
import type { PrinterDriver } from '../drivers/printer-driver.ts';
import type { DocumentStore } from '../journal/document-store.ts';
import { type JobRef, keyOf } from '../journal/job-book.ts';
import { nextJob } from './next-job.ts';
import { Pause } from './pause.ts';
import { printJob } from './print-job.ts';
import type { PrintRecord } from './print-record.ts';
import type { Tuning } from './tuning.ts';

export interface LaneParts {
  readonly record: PrintRecord;
  readonly documents: DocumentStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly tuning: Tuning;
}

const idleMs = 60_000;
const afterErrorMs = 5_000;

/** One printer's line of jobs: one at a time, until stopped. */
export class PrinterLane {
  readonly printer: AgentPrinter;
  readonly driver: PrinterDriver;
  readonly #parts: LaneParts;
  readonly #pause = new Pause();
  readonly #cancelled = new Set<string>();
  readonly #finished: Promise<void>;
  #isStopping = false;
  /** What the printer waits for just now, for people. */
  waitingFor: string | undefined;
  lastReport: PrinterReport | undefined;

  constructor(printer: AgentPrinter, driver: PrinterDriver, parts: LaneParts) {
    this.printer = printer;
    this.driver = driver;
    this.#parts = parts;
    // Not at once: whoever makes the lane must be complete before its first job begins.
    this.#finished = Promise.resolve().then(() => this.#work());
  }

  wake(): void {
    this.#pause.wake();
  }

  cancel(ref: JobRef): void {
    this.#cancelled.add(keyOf(ref));
    this.wake();
  }

  /** Lets the running step finish; what is not done stays in the journal. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.wake();
    await this.#finished;
    this.driver.close();
  }

  async #work(): Promise<void> {
    while (!this.#isStopping) {
      const job = nextJob(this.#parts.record.book.openJobs(), this.printer.printerId);
      if (job === undefined) await this.#pause.wait(idleMs);
      else await this.#print(job.offer);
    }
  }

  async #print(ref: JobRef): Promise<void> {
    const { record, documents, clock, tuning, log } = this.#parts;
    try {
      await printJob(
        {
          printer: this.printer,
          driver: this.driver,
          record,
          documents,
          clock,
          tuning,
          pause: this.#pause,
          isStopping: () => this.#isStopping,
          isCancelled: (other) => this.#cancelled.has(keyOf(other)),
          setWaiting: (why) => {
            this.waitingFor = why;
          },
        },
        ref,
      );
      this.#cancelled.delete(keyOf(ref));
    } catch (error) {
      // A mistake in one job must not stop the printer; the journal still says how far the job is.
      log.error({ error, printJobId: ref.printJobId, printerId: this.printer.printerId }, 'The print loop stumbled and tries again');
      await this.#pause.wait(afterErrorMs);
    }
  }
}
