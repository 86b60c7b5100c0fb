import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';

export interface CsvRecord {
  readonly cells: readonly string[];
  /** Of the file, from 1; of a record that goes over several lines, the last. */
  readonly line: number;
}

/** What the option `info` makes of the records; the library's types do not say it. */
const recordsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** The records of a CSV text, separated by comma, semicolon or tab, whichever its first line uses; or why and where it cannot be read. */
export function readCsv(text: string): readonly CsvRecord[] | { readonly line: number; readonly message: string } {
  const firstLine = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [';', '\t'].find((character) => firstLine.includes(character) && !firstLine.includes(',')) ?? ',';
  try {
    const read: unknown = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
    return recordsSchema.parse(read).map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (error instanceof CsvError) return { line: Number(error.lines ?? 1), message: `cannot be read as CSV: ${error.message}` };
    throw error;
  }
}

/** The title of a column as our files spell it: `Low stock at` → `low_stock_at`. */
export function columnTitle(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

/** Our own files put a quote before what a spreadsheet would run, such as a telephone number with a plus. */
export function unguardFormula(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
