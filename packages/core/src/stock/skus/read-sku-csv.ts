import { skuRoutes } from '@shopfleet/contracts';
import { parseMoney } from '@shopfleet/kernel';
import { type CsvRecord, columnTitle, readCsv, unguardFormula } from '../../edge/index.ts';
import type { SkuFields } from './sku-row.ts';

type Column = (typeof skuRoutes.skuCsvColumns)[number];

export interface SkuLineError {
  /** From 1, the heading included. */
  readonly line: number;
  /** The column; '' when it is the whole line's. */
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** One line: the code, and what the file has columns for. */
export interface SkuLine {
  readonly line: number;
  readonly fields: Partial<SkuFields> & Pick<SkuFields, 'code'>;
  readonly onHand: number;
}

export interface SkuCsv {
  /** Lines without an error. */
  readonly lines: readonly SkuLine[];
  readonly count: number;
  readonly errors: readonly SkuLineError[];
}

export const mostLines = 20_000;
const known = new Set<string>(skuRoutes.skuCsvColumns);

/** Reads SKUs. Columns by their titles, in any order; others are passed over. An empty cell empties the field. */
export function readSkuCsv(text: string): SkuCsv {
  const refuse = (code: string, message: string, line = 1): SkuCsv => ({
    lines: [],
    count: 0,
    errors: [{ line, field: '', code, message }],
  });
  const records = readCsv(text);
  if ('message' in records) return refuse('unreadable', records.message, records.line);
  const [heading, ...rows] = records;
  const titles = (heading?.cells ?? []).map(columnTitle);
  if (!titles.includes('code')) return refuse('no_heading', 'the first line must name the columns; code is missing');
  const twice = titles.find((title, at) => known.has(title) && titles.indexOf(title) !== at);
  if (twice !== undefined) return refuse('column_twice', `the column ${twice} is there twice`);
  if (titles.includes('cost') && !titles.includes('currency')) return refuse('no_currency', 'the column cost needs the column currency');
  if (rows.length > mostLines) return refuse('too_many_lines', `has ${rows.length} lines; at most ${mostLines} are taken at once`);
  return readRows(titles, rows);
}

function readRows(titles: readonly string[], rows: readonly CsvRecord[]): SkuCsv {
  const errors: SkuLineError[] = [];
  const lines: SkuLine[] = [];
  const lineOfCode = new Map<string, number>();
  for (const { cells, line } of rows) {
    const before = errors.length;
    const blame = (field: string, code: string, message: string): undefined => {
      errors.push({ line, field, code, message });
    };
    const cellOf = new Map(titles.map((title, at) => [title, unguardFormula((cells[at] ?? '').trim())]));
    const read = readCells(cellOf, blame);
    if (cells.length > titles.length) blame('', 'too_many_cells', 'has more cells than the first line has columns');
    const { code } = read.fields;
    const other = code === undefined ? undefined : lineOfCode.get(code);
    if (other !== undefined) blame('code', 'duplicate', `is in line ${other} already`);
    if (code === undefined) continue;
    if (other === undefined) lineOfCode.set(code, line);
    if (errors.length === before) lines.push({ line, fields: { ...read.fields, code }, onHand: read.onHand });
  }
  return { lines, count: rows.length, errors };
}

type Blame = (field: Column, code: string, message: string) => undefined;

function readCells(cellOf: ReadonlyMap<string, string>, blame: Blame): { fields: Partial<SkuFields>; onHand: number } {
  const text = (column: Column, most: number): string | undefined => {
    const cell = cellOf.get(column);
    if (cell === undefined || cell.length <= most)
      return cell?.includes('\0') ? blame(column, 'invalid', 'holds the character U+0000') : cell;
    return blame(column, 'too_long', `has more than ${most} characters`);
  };
  const whole = (column: Column, most: number): number | null | undefined => {
    const cell = cellOf.get(column);
    if (cell === undefined || cell === '') return cell === undefined ? undefined : null;
    if (!/^\d{1,12}$/.test(cell)) return blame(column, 'not_a_number', `"${shorten(cell)}" is not a whole number`);
    return Number(cell) <= most ? Number(cell) : blame(column, 'out_of_range', `is more than ${most}`);
  };
  const code = text('code', 100);
  if (code === '') blame('code', 'required', 'is needed');
  const barcode = text('barcode', 60);
  const safetyStock = whole('safety_stock', 1_000_000);
  return {
    onHand: whole('on_hand', 10_000_000) ?? 0,
    fields: defined({
      code: code === '' ? undefined : code,
      name: text('name', 200),
      barcode: barcode === '' ? null : barcode,
      ...readCost(cellOf, blame),
      weightGrams: whole('weight_grams', 10_000_000),
      lengthMm: whole('length_mm', 100_000),
      widthMm: whole('width_mm', 100_000),
      heightMm: whole('height_mm', 100_000),
      lowStockAt: whole('low_stock_at', 1_000_000),
      safetyStock: safetyStock === null ? 0 : safetyStock,
      note: text('note', 2_000),
    }),
  };
}

function readCost(cellOf: ReadonlyMap<string, string>, blame: Blame): Partial<SkuFields> {
  const amount = cellOf.get('cost');
  if (amount === undefined) return {};
  if (amount === '') return { costMinor: null, costCurrency: null };
  const currency = (cellOf.get('currency') ?? '').toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) blame('currency', 'invalid_currency', 'must be three letters such as USD where there is a cost');
  if (!/^\d{1,12}(\.\d{1,4})?$/.test(amount)) blame('cost', 'invalid_amount', `"${shorten(amount)}" is not an amount such as 12.50`);
  else if (/^[A-Z]{3}$/.test(currency)) return { costMinor: parseMoney(amount, currency).minor, costCurrency: currency };
  return {};
}

const shorten = (cell: string): string => (cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);

function defined(fields: { readonly [K in keyof SkuFields]?: SkuFields[K] | undefined }): Partial<SkuFields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
