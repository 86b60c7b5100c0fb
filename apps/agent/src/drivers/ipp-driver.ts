import { crashPoint } from '@shopfleet/kernel';
import { textsOf } from '../ipp/ipp-attributes.ts';
import { IppUnanswered } from '../ipp/ipp-client.ts';
import type { IppField, IppGroup } from '../ipp/ipp-message.ts';
import { status, tag } from '../ipp/ipp-tags.ts';
import type { IppTarget } from '../ipp/ipp-target.ts';
import { judgeSending, judgeSent } from './ipp-judgement.ts';
import { IppPrinter, IppRefused, isWithoutDocument } from './ipp-printer.ts';
import { printerReportOf } from './ipp-reasons.ts';
import { jobNameOf, jobUuidOf } from './job-name.ts';
import { mediaNameOf } from './media-name.ts';
import type { Finding, PrinterDriver, PrintWork, Reserved, Sent } from './printer-driver.ts';

/** How a printer and a CUPS queue differ for the same IPP. */
export interface IppManners {
  /** The `document-format` to send for a document. */
  readonly formatFor: (format: string) => string;
  /** Direct printers are asked first whether they take a format; CUPS converts. */
  readonly checksFormats: boolean;
}

const formatsForgottenAfterMs = 60_000;

function jobFieldsOf(work: PrintWork, name: string): IppField[] {
  return [
    ['job-uuid', tag.uri, jobUuidOf(name)],
    ['copies', tag.integer, work.copies],
    ['media', tag.keyword, mediaNameOf(work.media)],
    ['print-scaling', tag.keyword, 'none'],
  ];
}

/** Counts what leaves, and marks the place in the middle of a document where a crash is interesting. */
async function* withCrashPoint(document: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const part of document) {
    yield part;
    crashPoint('agent.mid-send');
  }
}

/** Prints over IPP in two phases: an empty job that cannot print, then its document. Never Print-Job, whose number a lost answer hides. */
export class IppDriver implements PrinterDriver {
  readonly #printer: IppPrinter;
  readonly #manners: IppManners;
  #formats: { readonly supported: readonly string[]; readonly readAtMs: number } | undefined;

  constructor(target: IppTarget, manners: IppManners) {
    this.#printer = new IppPrinter(target);
    this.#manners = manners;
  }

  refusal(format: string): string | undefined {
    const supported = this.#formats?.supported ?? [];
    if (!this.#manners.checksFormats || supported.length === 0 || supported.includes(this.#manners.formatFor(format))) return undefined;
    return `This printer does not take ${format}; it takes ${supported.filter((name) => name !== 'application/octet-stream').join(', ')}. Choose one of these as the language of its media.`;
  }

  async reserve(work: PrintWork): Promise<Reserved> {
    try {
      await this.#readFormats();
      const why = this.refusal(work.document.format);
      if (why !== undefined) return { kind: 'refused', why };
      const name = jobNameOf(work);
      return { kind: 'reserved', evidence: { ippJobId: await this.#printer.createJob(name, jobFieldsOf(work, name)) } };
    } catch (error) {
      if (error instanceof IppRefused && !error.isTemporary) return { kind: 'refused', why: error.message };
      return { kind: 'wait', why: silence(error), mayBeOpen: error instanceof IppUnanswered && !error.isRefused };
    }
  }

  async send(work: PrintWork): Promise<Sent> {
    const document = { bytes: work.document.bytes, open: () => withCrashPoint(work.document.open()) };
    try {
      await this.#printer.sendDocument(idOf(work), this.#manners.formatFor(work.document.format), document);
      return { kind: 'sent' };
    } catch (error) {
      if (!(error instanceof IppRefused)) return { kind: 'doubt', why: silence(error) };
      if (error.status >= status.firstServerError) return { kind: 'doubt', why: error.message };
      await this.takeBack(work);
      return { kind: 'refused', why: error.message };
    }
  }

  async look(work: PrintWork): Promise<Finding> {
    return this.#judged(async () => judgeSent(await this.#printer.findJob(idOf(work), jobNameOf(work))));
  }

  async settleSending(work: PrintWork): Promise<Finding> {
    return this.#judged(async () => {
      const finding = judgeSending(await this.#printer.findJob(idOf(work), jobNameOf(work)), work.document.bytes);
      if (finding.kind !== 'again') return finding;
      await this.#printer.cancelJob(idOf(work));
      const after = await this.#printer.findJob(idOf(work), jobNameOf(work));
      // The document may have arrived between the question and the cancellation.
      const isStopped = after === undefined || after.state === 7 || isWithoutDocument(after);
      return isStopped ? finding : { kind: 'unknown', why: 'The document may have arrived while the unfinished job was being cancelled.' };
    });
  }

  async takeBack(work: PrintWork): Promise<boolean> {
    try {
      const name = jobNameOf(work);
      const id = work.evidence.ippJobId;
      const known = typeof id === 'number' ? [await this.#printer.findJob(id, name)] : await this.#printer.findJobsByName(name);
      for (const job of known) if (job !== undefined && job.state < 7) await this.#printer.cancelJob(job.id);
      return true;
    } catch (error) {
      silence(error);
      return false;
    }
  }

  async abort(work: PrintWork): Promise<void> {
    await this.takeBack(work);
  }

  async status() {
    try {
      return printerReportOf(await this.#describe());
    } catch (error) {
      return { state: 'unreachable' as const, reasons: ['offline' as const], message: silence(error).slice(0, 500) };
    }
  }

  close(): void {
    this.#printer.close();
  }

  async #judged(judge: () => Promise<Finding>): Promise<Finding> {
    try {
      return await judge();
    } catch (error) {
      return { kind: 'silent', why: silence(error) };
    }
  }

  async #describe(): Promise<IppGroup> {
    const printer = await this.#printer.describe();
    this.#formats = { supported: textsOf(printer, 'document-format-supported'), readAtMs: Date.now() };
    return printer;
  }

  async #readFormats(): Promise<void> {
    if (!this.#manners.checksFormats) return;
    if (this.#formats === undefined || Date.now() - this.#formats.readAtMs > formatsForgottenAfterMs) await this.#describe();
  }
}

function idOf(work: PrintWork): number {
  return Number(work.evidence.ippJobId);
}

/** The words of an error that means "no usable answer"; anything else is a mistake of ours and goes on. */
function silence(error: unknown): string {
  if (error instanceof IppUnanswered || error instanceof IppRefused) return error.message;
  throw error;
}
