import type {
  AgentMessage,
  AgentPrinter,
  DiscoveredPrinter,
  HubMessage,
  JobOffer,
  PrinterReport,
} from '@shopfleet/contracts/agent-protocol';
import type { Log } from '@shopfleet/kernel';
import { type BookedJob, type JobRef, keyOf } from '../journal/job-book.ts';
import type { Journal } from '../journal/journal.ts';
import type { PrintRecord } from '../printing/print-record.ts';
import { DocumentUnusable } from './document-download.ts';

type Welcome = HubMessage & { type: 'welcome' };

export interface ConversationParts {
  readonly journal: Journal;
  readonly record: PrintRecord;
  readonly log: Log;
  readonly agentVersion: string;
  readonly hostName: string;
  readonly say: (message: AgentMessage) => boolean;
  readonly configurePrinters: (printers: readonly AgentPrinter[]) => Promise<void>;
  /** Why a printer cannot take a format; undefined when it can. */
  readonly refusal: (printerId: string, format: string) => string | undefined;
  /** False when it is not wanted any more. Throws `DocumentUnusable`. */
  readonly fetchDocument: (document: JobOffer['document'], isWanted: () => boolean) => Promise<boolean>;
  readonly wakePrinter: (printerId: string) => void;
  readonly cancel: (ref: JobRef) => void;
  readonly reports: () => PrinterReport[];
  readonly discover: () => Promise<DiscoveredPrinter[]>;
}

const refOf = ({ printJobId, fence }: JobRef): JobRef => ({ printJobId, fence });
const isBeforeSending = (job: BookedJob): boolean => job.stage === 'held' || job.stage === 'granted';

/** What the agent answers to what the hub says. Every message may come twice; repeats change nothing. */
export class HubConversation {
  readonly #parts: ConversationParts;
  readonly #fetching = new Set<string>();
  #isWelcome = false;
  #isClosed = false;
  #saidUpToSeq = 0;
  #turn: Promise<void> = Promise.resolve();
  agentName = '';

  constructor(parts: ConversationParts) {
    this.#parts = parts;
  }

  open(): void {
    const { journal, say, agentVersion, hostName } = this.#parts;
    this.#isWelcome = false;
    const openJobs = journal.book.openJobs().map((job) => refOf(job.offer));
    say({ type: 'hello', v: 1, agentVersion, hostName, openJobs, nextSeq: journal.book.nextSeq });
  }

  /** Messages are taken one after the other; only documents are fetched meanwhile. */
  hear(message: HubMessage): void {
    this.#turn = this.#turn
      .then(() => this.#answer(message))
      .catch((error) => this.#parts.log.error({ error, type: message.type }, 'A message of the hub could not be handled'));
  }

  /** Sends what the journal holds and the hub has not acknowledged. */
  sayStatuses(): void {
    if (!this.#isWelcome) return;
    for (const status of this.#parts.journal.book.waitingStatuses()) {
      if (status.seq <= this.#saidUpToSeq) continue;
      if (!this.#parts.say({ type: 'status', ...status })) return;
      this.#saidUpToSeq = status.seq;
    }
  }

  sayReports(reports: readonly PrinterReport[]): void {
    if (this.#isWelcome && reports.length > 0) this.#parts.say({ type: 'printers', reports: [...reports] });
  }

  /** Takes nothing more; settled when everything heard so far was answered. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.#turn;
  }

  async #answer(message: HubMessage): Promise<void> {
    // Before the welcome it is not clear which printers there are; the hub offers again after it.
    if (!this.#isWelcome && message.type !== 'welcome') return;
    switch (message.type) {
      case 'welcome':
        return this.#welcomed(message);
      case 'printers':
        return this.#parts.configurePrinters(message.printers);
      case 'offer':
        return void this.#takeOffer(message);
      case 'receivedAck':
        return this.#grant(message);
      case 'drop':
        return this.#drop(message);
      case 'cancel':
        return this.#parts.cancel(message);
      case 'ack':
        return this.#parts.journal.append([{ kind: 'acked', seq: message.seq }], 'acked');
      case 'discover':
        return void this.#discover();
      case 'pong':
        return;
    }
  }

  async #welcomed(welcome: Welcome): Promise<void> {
    const { journal } = this.#parts;
    this.agentName = welcome.agentName;
    // A hub that counts further than this journal knew an earlier journal; numbers go on from there.
    const missing = welcome.ackedSeq + 1 - journal.book.nextSeq;
    if (missing > 0) journal.append([{ kind: 'moved', by: welcome.ackedSeq }], 'acked');
    journal.append([{ kind: 'acked', seq: welcome.ackedSeq }], 'acked');
    this.#saidUpToSeq = welcome.ackedSeq;
    await this.#parts.configurePrinters(welcome.printers);
    for (const ref of welcome.droppedJobs) this.#drop(ref);
    for (const ref of welcome.confirmedJobs) this.#grant(ref);
    this.#isWelcome = true;
    for (const job of journal.book.openJobs()) if (job.stage === 'held') this.#parts.say({ type: 'received', ...refOf(job.offer) });
    this.sayStatuses();
    this.sayReports(this.#parts.reports());
  }

  #grant(ref: JobRef): void {
    const job = this.#parts.record.job(ref);
    if (job?.stage !== 'held') return;
    this.#parts.record.stage(ref, 'granted', 0);
    this.#parts.wakePrinter(job.offer.printerId);
  }

  #drop(ref: JobRef): void {
    this.#fetching.delete(keyOf(ref));
    const job = this.#parts.record.job(ref);
    if (job === undefined || job.stage === 'ended') return;
    if (isBeforeSending(job)) this.#parts.journal.append([{ kind: 'dropped', ...refOf(ref) }], 'dropped');
    else this.#parts.log.warn({ printJobId: ref.printJobId, stage: job.stage }, 'The hub dropped a job that is at the printer already');
  }

  async #takeOffer(offer: JobOffer): Promise<void> {
    const { record, say, journal, log } = this.#parts;
    const known = record.job(offer);
    if (known?.stage === 'ended') return record.repeat(known);
    if (known !== undefined) return void say({ type: 'received', ...refOf(offer) });
    const why = this.#refusal(offer);
    if (why !== undefined) return void say({ type: 'refused', ...refOf(offer), detail: why });
    if (this.#fetching.has(keyOf(offer))) return;
    this.#fetching.add(keyOf(offer));
    try {
      // Dropped or expired while it was on its way: nobody waits for an answer.
      const isWanted = () => !this.#isClosed && this.#fetching.has(keyOf(offer)) && Date.now() < Date.parse(offer.expiresAt);
      if (!(await this.#parts.fetchDocument(offer.document, isWanted))) return;
      this.#dropOlder(offer);
      journal.append([{ kind: 'held', offer: { ...offer, ...refOf(offer) }, atMs: Date.now() }], 'held');
      say({ type: 'received', ...refOf(offer) });
    } catch (error) {
      if (error instanceof DocumentUnusable) say({ type: 'refused', ...refOf(offer), detail: error.message });
      else log.error({ error, printJobId: offer.printJobId }, 'An offered job could not be taken');
    } finally {
      this.#fetching.delete(keyOf(offer));
    }
  }

  #refusal(offer: JobOffer): string | undefined {
    const others = this.#parts.journal.book.jobs().filter((job) => job.offer.printJobId === offer.printJobId);
    if (others.some((job) => job.offer.fence > offer.fence)) return 'A later hand-over of this job is here already.';
    if (others.some((job) => job.stage !== 'ended' && !isBeforeSending(job))) return 'An earlier hand-over of this job is at the printer.';
    return this.#parts.refusal(offer.printerId, offer.document.format);
  }

  #dropOlder(offer: JobOffer): void {
    const older = this.#parts.journal.book
      .openJobs()
      .filter((job) => job.offer.printJobId === offer.printJobId && job.offer.fence < offer.fence);
    for (const job of older) this.#drop(job.offer);
  }

  async #discover(): Promise<void> {
    try {
      this.#parts.say({ type: 'discovered', printers: await this.#parts.discover() });
    } catch (error) {
      this.#parts.log.error({ error }, 'Looking for printers failed');
    }
  }
}
