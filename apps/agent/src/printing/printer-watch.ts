import { isDeepStrictEqual } from 'node:util';
import type { PrinterReport } from '@shopfleet/contracts/agent-protocol';
import type { Log } from '@shopfleet/kernel';
import type { PrinterLane } from './printer-lane.ts';

const pollEveryMs = 5_000;
const repeatEveryMs = 30_000;

/** Asks every printer how it is, and tells about changes at once and about everything now and then. */
export class PrinterWatch {
  readonly #lanes: () => readonly PrinterLane[];
  readonly #tell: (reports: readonly PrinterReport[]) => void;
  readonly #log: Log;
  readonly #timers: NodeJS.Timeout[];
  readonly #asking = new Set<PrinterLane>();

  constructor(lanes: () => readonly PrinterLane[], tell: (reports: readonly PrinterReport[]) => void, log: Log) {
    this.#lanes = lanes;
    this.#tell = tell;
    this.#log = log;
    this.#timers = [setInterval(() => this.look(), pollEveryMs), setInterval(() => this.#tellAll(), repeatEveryMs)];
  }

  /** Asks now; printers that are still being asked are left alone. */
  look(): void {
    for (const lane of this.#lanes()) if (!this.#asking.has(lane)) void this.#ask(lane);
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #ask(lane: PrinterLane): Promise<void> {
    this.#asking.add(lane);
    try {
      const report = { printerId: lane.printer.printerId, ...(await lane.driver.status()) };
      const isNews = !isDeepStrictEqual(report, lane.lastReport);
      lane.lastReport = report;
      if (isNews) this.#tell([report]);
    } catch (error) {
      this.#log.error({ error, printerId: lane.printer.printerId }, 'Asking a printer for its state failed');
    } finally {
      this.#asking.delete(lane);
    }
  }

  #tellAll(): void {
    this.#tell(this.#lanes().flatMap((lane) => lane.lastReport ?? []));
  }
}
