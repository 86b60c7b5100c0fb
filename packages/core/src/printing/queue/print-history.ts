import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';
import { decodeCursor, toPage } from '../../edge/index.ts';
import { type PrintJobRow, type PrintJobView, viewPrintJob } from './print-job-row.ts';
import { type PrintJobState, restingStates } from './print-job-state.ts';
import { list, selectPrintJobs } from './print-job-store.ts';

export interface JobFilter {
  readonly state?: PrintJobState | undefined;
  readonly printerId?: string | undefined;
  readonly orderId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly isReprint?: boolean | undefined;
  /** Title, tracking number or order id; any part of it. */
  readonly q?: string | undefined;
}
interface PageOf {
  readonly limit: number;
  readonly cursor?: string | undefined;
}
type Page = { items: PrintJobView[]; nextCursor: string | null };

const both = (conditions: readonly SQL[]): SQL => sql.join([...conditions], sql` and `);

function conditionsOf(filter: JobFilter): SQL[] {
  const { state, printerId, orderId, from, to, isReprint, q } = filter;
  const like = `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  return [
    sql`true`,
    ...(state === undefined ? [] : [sql`j.state = ${state}`]),
    ...(printerId === undefined ? [] : [sql`j.printer_id = ${printerId}`]),
    ...(orderId === undefined ? [] : [sql`j.order_id = ${orderId}`]),
    ...(from === undefined ? [] : [sql`j.created_at >= ${from}::timestamptz`]),
    ...(to === undefined ? [] : [sql`j.created_at < ${to}::timestamptz`]),
    ...(isReprint === undefined ? [] : [isReprint ? sql`j.reprint_of is not null` : sql`j.reprint_of is null`]),
    ...(q === undefined || q === '' ? [] : [sql`(j.title ilike ${like} or j.expected_barcode ilike ${like} or j.order_id = ${q})`]),
  ];
}

/** Waiting, printing, and what a person must decide on; in the order in which it is printed. */
export async function listQueue(tx: Tx, filter: JobFilter, { limit, cursor }: PageOf): Promise<Page> {
  const isOpen = sql`(j.state in ('queued', 'leased', 'received', 'sending', 'spooled') or j.state in ('unknown', 'failed', 'expired')
    and not exists (select from print_job n where n.tenant_id = j.tenant_id and n.reprint_of = j.id))`;
  const after =
    cursor === undefined ? sql`true` : sql`(-j.priority, j.id) > (${decodeCursor(cursor, 2)[0]}::int, ${decodeCursor(cursor, 2)[1]})`;
  const where = both([...conditionsOf(filter), isOpen, after]);
  const rows = await selectPrintJobs(tx, sql`where ${where} order by j.priority desc, j.id limit ${limit + 1}`);
  return toPage(rows, limit, viewPrintJob, (row) => [-row.priority, row.id]);
}

/** Everything that was ever asked to be printed, newest first. */
export async function listHistory(tx: Tx, filter: JobFilter, { limit, cursor }: PageOf): Promise<Page> {
  const rows = await selectHistory(tx, filter, limit + 1, cursor);
  return toPage(rows, limit, viewPrintJob, (row) => [row.created_at, row.id]);
}

export function selectHistory(tx: Tx, filter: JobFilter, limit: number, cursor?: string): Promise<PrintJobRow[]> {
  const [at, id] = cursor === undefined ? [] : decodeCursor(cursor, 2);
  const before = cursor === undefined ? sql`true` : sql`(j.created_at, j.id) < (${at}::timestamptz, ${id})`;
  return selectPrintJobs(tx, sql`where ${both([...conditionsOf(filter), before])} order by j.created_at desc, j.id desc limit ${limit}`);
}

type Numbers = {
  jobs: number;
  confirmed: number;
  failed: number;
  unknown: number;
  successRate: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
};
const ms = sql`extract(epoch from j.finished_at - j.created_at) * 1000`;
const numbers = sql`count(*)::int as jobs, count(*) filter (where j.state = 'confirmed')::int as confirmed,
  count(*) filter (where j.state = 'failed')::int as failed, count(*) filter (where j.state = 'unknown')::int as unknown,
  (count(*) filter (where j.state = 'confirmed'))::float8 / nullif(count(*) filter (where j.state = any(${list(restingStates)})), 0) as "successRate",
  round(percentile_cont(0.5) within group (order by ${ms}) filter (where j.state = 'confirmed'))::float8 as "p50Ms",
  round(percentile_cont(0.95) within group (order by ${ms}) filter (where j.state = 'confirmed'))::float8 as "p95Ms"`;

/** Numbers of all jobs asked for in a period: in total, per printer and per day (UTC). */
export async function readPrintStats(tx: Tx, period: { from?: string | undefined; to?: string | undefined }) {
  const where = both(conditionsOf(period));
  const total = await tx.execute<Numbers>(sql`select ${numbers} from print_job j where ${where}`);
  const printers = await tx.execute<Numbers & { printerId: string; printerName: string }>(sql`
    select p.id as "printerId", p.name as "printerName", ${numbers} from print_job j
    join printer p on p.tenant_id = j.tenant_id and p.id = j.printer_id where ${where} group by p.id, p.name order by p.name`);
  const days = await tx.execute<Numbers & { day: string }>(sql`
    select to_char(j.created_at at time zone 'UTC', 'YYYY-MM-DD') as day, ${numbers} from print_job j where ${where} group by 1 order by 1`);
  const none: Numbers = { jobs: 0, confirmed: 0, failed: 0, unknown: 0, successRate: null, p50Ms: null, p95Ms: null };
  return { total: total.rows[0] ?? none, printers: printers.rows, days: days.rows };
}
