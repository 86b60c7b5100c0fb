import type { Finding } from './printer-driver.ts';
import { isZebraBusy, type ZebraStatus, zebraTrouble } from './zebra-status.ts';

export interface ZebraObservation {
  readonly status: ZebraStatus;
  /** Labels printed in the printer's life, now; undefined when it does not count them. */
  readonly odometer: number | undefined;
  readonly odometerBefore: number | undefined;
  readonly labelsExpected: number;
  /** Was the printer seen working since the document left, and for how long has it been idle since? */
  readonly wasSeenBusy: boolean;
  readonly idleForMs: number;
  /** The document certainly left whole. */
  readonly isSent: boolean;
}

/** The counter may lag behind the paper; only after this much idleness does standing still mean "not printed". */
export const zebraQuietMs = 2_000;

const unknown = (why: string): Finding => ({ kind: 'unknown', why: `${why} Look at the printer.` });

/** Decides by the label counter; without one, only by having watched the printer work. */
export function judgeZebra(seen: ZebraObservation, quietMs = zebraQuietMs): Finding {
  const trouble = zebraTrouble(seen.status);
  if (trouble !== '') return { kind: 'waiting', why: trouble, isPrinterFault: true };
  if (isZebraBusy(seen.status)) return { kind: 'waiting', why: 'Printing.', isPrinterFault: false };
  if (seen.odometer === undefined || seen.odometerBefore === undefined) return withoutCounter(seen, quietMs);
  const printed = seen.odometer - seen.odometerBefore;
  if (printed === seen.labelsExpected)
    return { kind: 'confirmed', detail: `The label counter went from ${seen.odometerBefore} to ${seen.odometer}.` };
  if (printed > seen.labelsExpected || printed < 0)
    return unknown(`The label counter went from ${seen.odometerBefore} to ${seen.odometer}; somebody else may use this printer.`);
  if (seen.idleForMs < quietMs) return { kind: 'waiting', why: 'Waiting for the label counter.', isPrinterFault: false };
  if (printed === 0) return { kind: 'again', why: `The label counter still says ${seen.odometer}: nothing was printed.` };
  return unknown(
    `The label counter went from ${seen.odometerBefore} to ${seen.odometer} instead of ${seen.odometerBefore + seen.labelsExpected}.`,
  );
}

function withoutCounter(seen: ZebraObservation, quietMs: number): Finding {
  if (!seen.isSent) return unknown('Sending was interrupted and this printer does not count its labels.');
  if (seen.wasSeenBusy) return { kind: 'confirmed', detail: 'The printer took the label and emptied its memory.' };
  if (seen.idleForMs < quietMs) return { kind: 'waiting', why: 'Waiting for the printer to begin.', isPrinterFault: false };
  return unknown('The printer was never seen working and does not count its labels.');
}
