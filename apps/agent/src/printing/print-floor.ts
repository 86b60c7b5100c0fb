import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { type AgentPrinter, agentPrinterSchema, type PrinterReport } from '@shopfleet/contracts/agent-protocol';
import type { PrinterDriver } from '../drivers/printer-driver.ts';
import { replaceFile } from '../journal/durable-file.ts';
import type { JobRef } from '../journal/job-book.ts';
import { isExpired } from './next-job.ts';
import { type LaneParts, PrinterLane } from './printer-lane.ts';

export interface PrintFloorParts extends LaneParts {
  /** Where the printers are remembered, so that confirmed jobs print while the hub is away. */
  readonly printersFile: string;
  readonly openDriver: (printer: AgentPrinter) => PrinterDriver;
}

/** All printers of this agent. They work in parallel; the hub says which there are. */
export class PrintFloor {
  readonly #parts: PrintFloorParts;
  readonly #lanes = new Map<string, PrinterLane>();
  readonly #sweep: NodeJS.Timeout;

  constructor(parts: PrintFloorParts) {
    this.#parts = parts;
    this.#sweep = setInterval(() => this.#endExpired(), 1000);
    if (existsSync(parts.printersFile)) this.#open(agentPrinterSchema.array().parse(JSON.parse(readFileSync(parts.printersFile, 'utf8'))));
  }

  lanes(): PrinterLane[] {
    return [...this.#lanes.values()];
  }

  lane(printerId: string): PrinterLane | undefined {
    return this.#lanes.get(printerId);
  }

  /** Takes over the hub's list: new printers open, changed ones reopen, missing ones close. */
  async configure(printers: readonly AgentPrinter[]): Promise<void> {
    replaceFile(this.#parts.printersFile, `${JSON.stringify(printers, null, 2)}\n`);
    const gone = this.lanes().filter((lane) => !printers.some((printer) => isDeepStrictEqual(printer, lane.printer)));
    for (const lane of gone) this.#lanes.delete(lane.printer.printerId);
    await Promise.all(gone.map((lane) => lane.stop()));
    this.#open(printers);
    this.#endHomeless();
  }

  wake(printerId: string): void {
    this.#lanes.get(printerId)?.wake();
  }

  /** Cancels a job that was not sent yet; for any other, says again what is true. */
  cancel(ref: JobRef): void {
    const { record } = this.#parts;
    const job = record.job(ref);
    if (job === undefined) return;
    if (job.stage === 'held' || job.stage === 'granted') record.end(ref, 'cancelled', 'cancelled before it was sent', true);
    else if (job.stage === 'creating' || job.stage === 'created') this.#lanes.get(job.offer.printerId)?.cancel(ref);
    else record.repeat(job);
  }

  reports(): PrinterReport[] {
    return this.lanes().flatMap((lane) => lane.lastReport ?? []);
  }

  async stop(): Promise<void> {
    clearInterval(this.#sweep);
    await Promise.all(this.lanes().map((lane) => lane.stop()));
  }

  #open(printers: readonly AgentPrinter[]): void {
    for (const printer of printers) {
      if (this.#lanes.has(printer.printerId)) continue;
      this.#lanes.set(printer.printerId, new PrinterLane(printer, this.#parts.openDriver(printer), this.#parts));
    }
  }

  /** A job that waits behind another must not be printed late either. */
  #endExpired(): void {
    const { record, clock } = this.#parts;
    const waiting = record.book.openJobs().filter((job) => job.stage === 'granted');
    for (const job of waiting) if (isExpired(job, clock.now())) record.end(job.offer, 'cancelled', 'expired', true);
  }

  #endHomeless(): void {
    const { record } = this.#parts;
    const homeless = record.book.openJobs().filter((job) => !this.#lanes.has(job.offer.printerId));
    for (const job of homeless) {
      // Before `sending` nothing was sent; an empty job that was left at the printer cannot print.
      const isUnsent = job.stage === 'granted' || job.stage === 'creating' || job.stage === 'created';
      if (isUnsent) record.end(job.offer, 'failed', 'This agent has no such printer any more.', true);
      else if (job.stage !== 'held') record.end(job.offer, 'unknown', 'The printer was removed from this agent while it had the job.');
    }
  }
}
