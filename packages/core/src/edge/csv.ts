import { stringify } from 'csv-stringify/sync';

/** A spreadsheet would run a cell that begins like this; the quote makes it text. */
export function guardFormula(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** Lines of CSV in which no text is a formula. Numbers stay numbers, also below zero. */
export function csvLines(rows: readonly (readonly (string | number)[])[]): string {
  return stringify(rows.map((row) => row.map((cell) => (typeof cell === 'number' ? String(cell) : guardFormula(cell)))));
}

/** The headers of a CSV answer that the browser saves under this name. */
export function csvHeaders(fileName: string): Record<string, string> {
  return { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${fileName}"` };
}
