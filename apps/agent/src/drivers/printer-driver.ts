import type { MediaProfile, PrinterReport } from '@shopfleet/contracts/agent-protocol';
import type { Evidence } from '../journal/journal-entry.ts';

/** One try to print one job, as drivers see it. */
export interface PrintWork {
  readonly printJobId: string;
  readonly fence: number;
  /** Counts the times this agent opened the job at the printer, from 1. */
  readonly attempt: number;
  readonly title: string;
  readonly copies: number;
  readonly media: MediaProfile;
  readonly document: {
    readonly format: string;
    readonly bytes: number;
    readonly open: () => AsyncIterable<Buffer>;
    readonly read: () => Buffer;
  };
  /** What `reserve` answered, from the journal. Empty before. */
  readonly evidence: Evidence;
}

export type Reserved =
  | { readonly kind: 'reserved'; readonly evidence: Evidence }
  /** The printer is busy, off or out of paper: ask again later. `mayBeOpen`: an answer was lost, so `takeBack` must come first. */
  | { readonly kind: 'wait'; readonly why: string; readonly mayBeOpen: boolean }
  | { readonly kind: 'refused'; readonly why: string };

export type Sent =
  | { readonly kind: 'sent' }
  /** The printer said no: nothing reached paper. */
  | { readonly kind: 'refused'; readonly why: string }
  /** No answer: `settleSending` must find out. */
  | { readonly kind: 'doubt'; readonly why: string };

/** What became of a job. Only the last three are ends; `again` means that nothing was printed and it is safe to begin anew. */
export type Finding =
  | { readonly kind: 'waiting'; readonly why: string; readonly isPrinterFault: boolean }
  /** Nobody answers just now. */
  | { readonly kind: 'silent'; readonly why: string }
  | { readonly kind: 'adopted' }
  | { readonly kind: 'again'; readonly why: string }
  | { readonly kind: 'confirmed'; readonly detail: string }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

/**
 * A way to reach one printer. The caller writes the journal between the steps, so the order of calls is the protocol:
 * journal `creating` → `reserve` → journal `created` → journal `sending` → `send` → journal `sent` → `look` until it ends.
 * Only `send` may put anything on paper. After a crash the journal says which of the three questions below to ask.
 */
export interface PrinterDriver {
  /** Why this printer cannot take documents of a format, or undefined when it can. */
  refusal(format: string): string | undefined;
  reserve(work: PrintWork): Promise<Reserved>;
  send(work: PrintWork): Promise<Sent>;
  /** Journal says `sent`: how far is it? Called again and again. */
  look(work: PrintWork): Promise<Finding>;
  /** Journal says `sending` and nobody knows more. Called again while it answers `waiting` or `silent`. */
  settleSending(work: PrintWork): Promise<Finding>;
  /** Journal says `creating` or `created`: take back what `reserve` may have left. False when the printer does not answer. */
  takeBack(work: PrintWork): Promise<boolean>;
  /** Gives up on a job that was sent and does not end: stop it at the printer if that is possible. */
  abort(work: PrintWork): Promise<void>;
  status(): Promise<Omit<PrinterReport, 'printerId'>>;
  close(): void;
}
