import { outletRoutes } from '@shopfleet/contracts';
import { z } from 'zod';
import { type CsvRecord, columnTitle, readCsv, unguardFormula } from '../../edge/index.ts';
import type { OutletFields } from './outlet-row.ts';
import { isTimeZone, unknownZone } from './time-zone.ts';

type Column = (typeof outletRoutes.outletImportColumns)[number];

export interface LineProblem {
  /** From 1, the header included. */
  readonly line: number;
  /** '' when it is the whole line's. */
  readonly column: string;
  readonly message: string;
}

/** One line: the code, and what else the file has columns for. */
export type OutletLine = { readonly line: number; readonly code: string } & { readonly [K in keyof OutletFields]?: string };

export interface OutletCsv {
  readonly lines: readonly OutletLine[];
  readonly count: number;
  readonly problems: readonly LineProblem[];
}

export const mostLines = 10_000;

const needed = 'is needed';
const longText = (most: number) => z.string().max(most, `has more than ${most} characters`);
const name = longText(255).min(1, needed);
const cells = {
  code: outletRoutes.outletCodeSchema,
  name,
  pic_name: name,
  pic_contact: longText(255),
  group: longText(100),
  // Empty leaves it as it is, or gives the hub's own.
  time_zone: z.string().refine((text) => text === '' || isTimeZone(text), unknownZone),
} as const satisfies Record<Column, z.ZodType<string>>;
const fieldOf = {
  code: 'code',
  name: 'name',
  pic_name: 'picName',
  pic_contact: 'picContact',
  group: 'groupName',
  time_zone: 'timeZone',
} as const satisfies Record<Column, keyof OutletFields>;

/** Reads a list of outlets. Columns by their titles, in any order; others, such as those of our own export, are passed over. */
export function readOutletCsv(text: string): OutletCsv {
  const problem = (message: string, line = 1): OutletCsv => ({ lines: [], count: 0, problems: [{ line, column: '', message }] });
  const records = readCsv(text);
  if ('message' in records) return problem(records.message, records.line);
  const [header, ...rows] = records;
  const titles = (header?.cells ?? []).map(columnTitle);
  const missing = ['code', 'name', 'pic_name'].filter((title) => !titles.includes(title));
  if (missing.length > 0) return problem(`the first line must name the columns; ${missing.join(', ')} is missing`);
  const twice = titles.find((title, at) => title in cells && titles.indexOf(title) !== at);
  if (twice !== undefined) return problem(`the column ${twice} is there twice`);
  if (rows.length > mostLines) return problem(`has ${rows.length} lines; at most ${mostLines} are taken at once`);
  return readRows(titles, rows);
}

function readRows(titles: readonly string[], rows: readonly CsvRecord[]): OutletCsv {
  const problems: LineProblem[] = [];
  const lines: OutletLine[] = [];
  const firstLineOf = new Map<string, number>();
  for (const { cells: record, line } of rows) {
    const fields: Partial<Record<keyof OutletFields, string>> = {};
    const before = problems.length;
    if (record.length > titles.length) problems.push({ line, column: '', message: 'has more cells than the first line has columns' });
    for (const [at, title] of titles.entries()) {
      if (!isColumn(title)) continue;
      const cell = cells[title].safeParse(unguardFormula((record[at] ?? '').trim()));
      if (cell.success) fields[fieldOf[title]] = cell.data;
      else problems.push({ line, column: title, message: cell.error.issues[0]?.message ?? 'is not valid' });
    }
    const key = fields.code?.toLowerCase();
    const other = key === undefined ? undefined : firstLineOf.get(key);
    if (other !== undefined) problems.push({ line, column: 'code', message: `is in line ${other} already` });
    else if (key !== undefined) firstLineOf.set(key, line);
    if (problems.length === before && fields.code !== undefined) lines.push({ ...fields, line, code: fields.code });
  }
  return { lines, count: rows.length, problems };
}

const isColumn = (title: string): title is Column => title in cells;
