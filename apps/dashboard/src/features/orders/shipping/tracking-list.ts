export interface TrackingLine {
  /** As a text editor counts. */
  readonly line: number;
  readonly orderNumber: string;
  readonly carrier: string;
  readonly trackingNumber: string;
}

export type TrackingProblem = 'columns' | 'empty' | 'twice' | 'short';

export interface TrackingList {
  readonly lines: readonly TrackingLine[];
  readonly problems: readonly { readonly line: number; readonly problem: TrackingProblem }[];
}

export const mostLines = 1_000;
const shortestNumber = 4;
const headings = /order|pesanan|nomor|tracking|resi/i;

/**
 * Order number, carrier, tracking number in each line, parted by tabs, semicolons or commas, with or without quotes; a heading is left
 * out. What cannot be read is named with its line.
 */
export function readTrackingList(text: string): TrackingList {
  const lines: TrackingLine[] = [];
  const problems: { line: number; problem: TrackingProblem }[] = [];
  const seen = new Set<string>();
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (raw.trim() === '') continue;
    const cells = cellsOf(raw);
    const [orderNumber = '', carrier = '', trackingNumber = ''] = cells;
    const line = index + 1;
    if (lines.length === 0 && problems.length === 0 && cells.filter((cell) => headings.test(cell)).length > 1) continue;
    const problem = problemOf(cells, seen);
    if (problem) problems.push({ line, problem });
    else lines.push({ line, orderNumber, carrier, trackingNumber });
    seen.add(orderNumber);
  }
  return { lines, problems };
}

function problemOf(cells: readonly string[], seen: ReadonlySet<string>): TrackingProblem | undefined {
  if (cells.length < 3) return 'columns';
  const [orderNumber = '', carrier = '', trackingNumber = ''] = cells;
  if (orderNumber === '' || carrier === '' || trackingNumber === '') return 'empty';
  if (trackingNumber.length < shortestNumber) return 'short';
  return seen.has(orderNumber) ? 'twice' : undefined;
}

function cellsOf(line: string): string[] {
  const separator = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ',';
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at];
    if (char === '"' && isQuoted && line[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"') isQuoted = !isQuoted;
    else if (char === separator && !isQuoted) {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  // A spreadsheet keeps long numbers whole behind an apostrophe.
  return [...cells, cell].map((text) => text.trim().replace(/^'/, ''));
}
