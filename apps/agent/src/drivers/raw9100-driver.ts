import { crashPoint } from '@shopfleet/kernel';
import { jobNameOf } from './job-name.ts';
import type { Finding, PrinterDriver, PrintWork, Reserved, Sent } from './printer-driver.ts';
import { judgeZebra, zebraQuietMs } from './zebra-judgement.ts';
import { ZebraPort, type ZebraPortOptions, ZebraSilent, ZebraUnreachable } from './zebra-port.ts';
import { hostStatusPattern, isZebraBusy, type ZebraStatus, zebraReasons, zebraStatusOf, zebraTrouble } from './zebra-status.ts';
import { countLabels, withJobComment } from './zpl-document.ts';

export interface Raw9100Options extends ZebraPortOptions {
  /** A printer that answers no questions: does a document that left whole count as printed? */
  readonly whenSilent?: 'unknown' | 'assume-printed' | undefined;
  readonly quietMs?: number;
}

const odometerCommand = '! U1 getvar "odometer.total_label_count"\r\n';

/**
 * Writes ZPL to port 9100 of a Zebra and proves the print by its life-time label counter:
 * idle → counter → document → idle → counter. Needs the printer for itself.
 */
export class Raw9100Driver implements PrinterDriver {
  readonly #port: ZebraPort;
  readonly #whenSilent: 'unknown' | 'assume-printed';
  readonly #quietMs: number;
  #hasEverAnswered = false;
  #hasCounter: boolean | undefined;
  #watch = { jobName: '', wasSeenBusy: false, idleSinceMs: 0 };

  constructor({ whenSilent = 'unknown', quietMs = zebraQuietMs, ...port }: Raw9100Options) {
    this.#port = new ZebraPort(port);
    this.#whenSilent = whenSilent;
    this.#quietMs = quietMs;
  }

  refusal(format: string): string | undefined {
    if (format === 'application/vnd.zebra-zpl') return undefined;
    return `A printer on port 9100 takes ZPL only, not ${format}. Choose ZPL as the language of its media.`;
  }

  async reserve(work: PrintWork): Promise<Reserved> {
    const labels = countLabels(work.document.read().toString('latin1')) * work.copies;
    if (labels === 0) return { kind: 'refused', why: 'The ZPL document holds no label: no ^XA … ^XZ that draws anything.' };
    try {
      const status = await this.#hostStatus();
      if (zebraTrouble(status) !== '') return { kind: 'wait', why: zebraTrouble(status), mayBeOpen: false };
      if (isZebraBusy(status)) return { kind: 'wait', why: 'The printer is still printing something else.', mayBeOpen: false };
      const odometer = await this.#odometer();
      return { kind: 'reserved', evidence: { labels, ...(odometer === undefined ? {} : { odometer }) } };
    } catch (error) {
      if (error instanceof ZebraSilent && !this.#hasEverAnswered) return { kind: 'reserved', evidence: { labels, silent: 1 } };
      return { kind: 'wait', why: silence(error), mayBeOpen: false };
    }
  }

  async send(work: PrintWork): Promise<Sent> {
    const once = withJobComment(work.document.read(), jobNameOf(work));
    try {
      const leaving = this.#port.write(Buffer.concat(Array.from({ length: work.copies }, () => once)));
      crashPoint('agent.mid-send');
      await leaving;
      return { kind: 'sent' };
    } catch (error) {
      return { kind: 'doubt', why: silence(error) };
    }
  }

  look(work: PrintWork): Promise<Finding> {
    return this.#judge(work, true);
  }

  settleSending(work: PrintWork): Promise<Finding> {
    return this.#judge(work, false);
  }

  async takeBack(): Promise<boolean> {
    return true;
  }

  async abort(): Promise<void> {
    this.#port.close();
  }

  async status() {
    try {
      const status = await this.#hostStatus();
      const hasTrouble = zebraTrouble(status) !== '';
      const state = hasTrouble ? ('stopped' as const) : isZebraBusy(status) ? ('printing' as const) : ('idle' as const);
      return { state, reasons: zebraReasons(status), message: zebraTrouble(status) };
    } catch (error) {
      const message = silence(error);
      // A printer that never answers questions, but takes the connection, is there.
      if (error instanceof ZebraSilent && !this.#hasEverAnswered) return { state: 'idle' as const, reasons: [], message };
      return { state: 'unreachable' as const, reasons: ['offline' as const], message };
    }
  }

  close(): void {
    this.#port.close();
  }

  async #judge(work: PrintWork, isSent: boolean): Promise<Finding> {
    if (work.evidence.silent === 1) return this.#judgeSilent(isSent);
    try {
      const status = await this.#hostStatus();
      const odometerBefore = numberIn(work, 'odometer');
      const odometer = odometerBefore === undefined ? undefined : await this.#odometer();
      const watch = this.#observe(jobNameOf(work), isZebraBusy(status) || zebraTrouble(status) !== '');
      return judgeZebra(
        { status, odometer, odometerBefore, labelsExpected: numberIn(work, 'labels') ?? 1, isSent, ...watch },
        this.#quietMs,
      );
    } catch (error) {
      return { kind: 'silent', why: silence(error) };
    }
  }

  #judgeSilent(isSent: boolean): Finding {
    if (isSent && this.#whenSilent === 'assume-printed')
      return { kind: 'confirmed', detail: 'Handed over whole; this printer cannot confirm and is set to count as printed.' };
    return { kind: 'unknown', why: 'This printer answers no questions, so nobody can tell. Look at the printer.' };
  }

  #observe(jobName: string, isBusy: boolean): { wasSeenBusy: boolean; idleForMs: number } {
    const now = Date.now();
    if (this.#watch.jobName !== jobName) this.#watch = { jobName, wasSeenBusy: false, idleSinceMs: now };
    if (isBusy) this.#watch = { jobName, wasSeenBusy: true, idleSinceMs: now };
    return { wasSeenBusy: this.#watch.wasSeenBusy, idleForMs: now - this.#watch.idleSinceMs };
  }

  async #hostStatus(): Promise<ZebraStatus> {
    const status = zebraStatusOf(await this.#port.ask('~HS', hostStatusPattern));
    if (status === undefined) throw new ZebraSilent('The printer answers ~HS in a shape of its own.');
    this.#hasEverAnswered = true;
    return status;
  }

  /** Undefined for a printer without the counter. */
  async #odometer(): Promise<number | undefined> {
    if (this.#hasCounter === false) return undefined;
    try {
      const count = /\d+/.exec(await this.#port.ask(odometerCommand, /"\d+"|"\?"/))?.[0];
      this.#hasCounter = count !== undefined;
      return count === undefined ? undefined : Number(count);
    } catch (error) {
      if (!(error instanceof ZebraSilent) || this.#hasCounter === true) throw error;
      this.#hasCounter = false;
      return undefined;
    }
  }
}

function numberIn(work: PrintWork, name: string): number | undefined {
  const value = work.evidence[name];
  return typeof value === 'number' ? value : undefined;
}

function silence(error: unknown): string {
  if (error instanceof ZebraSilent || error instanceof ZebraUnreachable) return error.message;
  throw error;
}
