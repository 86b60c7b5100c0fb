import { stringify } from 'csv-stringify/sync';
import { encodeCursor } from '../../edge/index.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { type JobFilter, selectHistory } from './print-history.ts';
import { type PrintJobView, viewPrintJob } from './print-job-row.ts';

const columns = [
  'createdAt',
  'title',
  'state',
  'printerName',
  'documentKind',
  'requestedBy',
  'attempts',
  'copies',
  'durationMs',
  'finishedAt',
  'reprintReason',
  'problem',
  'sha256',
  'orderId',
  'packageId',
  'id',
] as const satisfies readonly (keyof PrintJobView)[];
const rowsPerRead = 1_000;

/** A spreadsheet must not take a text for a formula. */
const cell = (value: string | number | boolean | null) => (typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value);

/** The history as CSV, read page by page while the caller takes it. */
export async function* streamHistoryCsv(deps: Pick<PrintingDeps, 'db'>, tenantId: string, filter: JobFilter): AsyncGenerator<string, void> {
  yield stringify([[...columns]]);
  let cursor: string | undefined;
  do {
    const rows = await deps.db.asTenant(tenantId, (tx) => selectHistory(tx, filter, rowsPerRead, cursor));
    yield stringify(rows.map(viewPrintJob).map((job) => columns.map((column) => cell(job[column]))));
    const last = rows.at(-1);
    cursor = last && rows.length === rowsPerRead ? encodeCursor([last.created_at, last.id]) : undefined;
  } while (cursor !== undefined);
}
