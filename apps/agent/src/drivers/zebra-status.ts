import type { PrinterReport } from '@shopfleet/contracts/agent-protocol';

/** What the three lines of `~HS` say (ZPL II programming guide, Host Status Return). */
export interface ZebraStatus {
  readonly isPaperOut: boolean;
  readonly isPaused: boolean;
  readonly isHeadUp: boolean;
  readonly isRibbonOut: boolean;
  /** Formats received and not printed yet. */
  readonly formatsWaiting: number;
  readonly labelsRemaining: number;
  /** Half a format is in the printer: what comes next would be swallowed by it. */
  readonly hasPartialFormat: boolean;
}

// Each line stands between STX and ETX; built from text because a literal may not hold control characters.
const [stx, etx] = ['\u0002', '\u0003'];
const line = `${stx}([^${etx}]*)${etx}`;
/** Matches a whole answer to `~HS`. */
export const hostStatusPattern = new RegExp([line, line, line].join('\\s*'));

const flag = (fields: readonly string[], index: number): boolean => fields[index] === '1';

/** Reads the first two lines; undefined when they do not have the shape of the guide. */
export function zebraStatusOf(answer: string): ZebraStatus | undefined {
  const [, first = '', second = ''] = hostStatusPattern.exec(answer) ?? [];
  const [one, two] = [first.split(','), second.split(',')];
  if (one.length < 12 || two.length < 11) return undefined;
  return {
    isPaperOut: flag(one, 1),
    isPaused: flag(one, 2),
    formatsWaiting: Number(one[4]),
    hasPartialFormat: flag(one, 7),
    isHeadUp: flag(two, 2),
    isRibbonOut: flag(two, 3),
    labelsRemaining: Number(two[8]),
  };
}

export function zebraReasons(status: ZebraStatus): PrinterReport['reasons'] {
  return [
    ...(status.isPaperOut ? (['media-empty'] as const) : []),
    ...(status.isHeadUp ? (['cover-open'] as const) : []),
    ...(status.isRibbonOut ? (['marker-empty'] as const) : []),
    // A printer out of labels pauses too; then the pause is not the reason.
    ...(status.isPaused && !status.isPaperOut && !status.isHeadUp && !status.isRibbonOut ? (['paused'] as const) : []),
    ...(status.hasPartialFormat ? (['other'] as const) : []),
  ];
}

export function zebraTrouble(status: ZebraStatus): string {
  if (status.isHeadUp) return 'The print head is open.';
  if (status.isPaperOut) return 'Out of labels.';
  if (status.isRibbonOut) return 'Out of ribbon.';
  if (status.isPaused) return 'The printer is paused: press its pause key.';
  if (status.hasPartialFormat) return 'Half a label is stuck in the printer’s memory: switch it off and on.';
  return '';
}

export const isZebraBusy = (status: ZebraStatus): boolean => status.formatsWaiting > 0 || status.labelsRemaining > 0;
