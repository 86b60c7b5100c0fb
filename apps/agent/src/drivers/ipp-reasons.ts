import type { PrinterReport } from '@shopfleet/contracts/agent-protocol';
import { numberOf, textOf, textsOf } from '../ipp/ipp-attributes.ts';
import type { IppGroup } from '../ipp/ipp-message.ts';
import { printerState } from '../ipp/ipp-tags.ts';

type Reason = PrinterReport['reasons'][number];

// By prefix: printers append -error, -warning, -report, and say -warning where they mean -error.
const prefixes: readonly (readonly [string, Reason])[] = [
  ['media-empty', 'media-empty'],
  ['media-needed', 'media-empty'],
  ['media-jam', 'media-jam'],
  ['cover-open', 'cover-open'],
  ['door-open', 'cover-open'],
  ['interlock-open', 'cover-open'],
  ['marker-', 'marker-empty'],
  ['toner-', 'marker-empty'],
  ['paused', 'paused'],
  ['moving-to-paused', 'paused'],
  ['offline', 'offline'],
  ['connecting-to-device', 'offline'],
  ['shutdown', 'offline'],
];
const harmless = /^(none|cups-|marker-supply-low|media-low|toner-low|job-|spool-area|processing)/;
const unreachableMessage = /may not exist or is unavailable|unable to (connect|locate)|not responding|is offline|no route/i;

function reasonOf(keyword: string): Reason | undefined {
  if (harmless.test(keyword)) return undefined;
  return prefixes.find(([prefix]) => keyword.startsWith(prefix))?.[1] ?? 'other';
}

/** What `printer-state`, its reasons and its message mean together. CUPS tells that a printer is off only in the message. */
export function printerReportOf(printer: IppGroup | undefined): Omit<PrinterReport, 'printerId'> {
  const keywords = textsOf(printer, 'printer-state-reasons');
  const message = (textOf(printer, 'printer-state-message') ?? '').slice(0, 500);
  const reasons = new Set(keywords.map(reasonOf).filter((reason) => reason !== undefined));
  if (unreachableMessage.test(message)) reasons.add('offline');
  const state = numberOf(printer, 'printer-state');
  const words = state === printerState.stopped ? 'stopped' : state === printerState.processing ? 'printing' : 'idle';
  return { state: words, reasons: [...reasons], message };
}
