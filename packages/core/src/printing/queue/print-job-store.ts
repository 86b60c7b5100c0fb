import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';
import type { DocumentKind, PrintJobRow, SourceFormat } from './print-job-row.ts';
import { type PrintJobState, statesBefore } from './print-job-state.ts';
import { strandedProblem } from './stranded-jobs.ts';

const columns = sql`j.*, (select p.name from printer p where p.tenant_id = j.tenant_id and p.id = j.printer_id) as printer_name`;

/** A list as one array parameter. */
export const list = (values: readonly string[]): SQL => sql`${sql.param([...values])}::text[]`;

export async function selectPrintJobs(tx: Tx, rest: SQL): Promise<PrintJobRow[]> {
  return (await tx.execute<PrintJobRow>(sql`select ${columns} from print_job j ${rest}`)).rows;
}

/** The job, or undefined; with `lock`, nobody else changes it until the transaction ends. */
export async function findPrintJob(tx: Tx, id: string, options: { readonly lock?: boolean } = {}): Promise<PrintJobRow | undefined> {
  const [row] = await selectPrintJobs(tx, sql`where j.id = ${id} ${options.lock ? sql`for update of j` : sql``}`);
  return row;
}

export interface NewPrintJob {
  readonly tenantId: string;
  readonly id: string;
  readonly documentKind: DocumentKind;
  readonly labelId?: string | undefined;
  readonly packageId?: string | undefined;
  readonly orderId?: string | undefined;
  readonly title: string;
  readonly sourceSha256: string;
  readonly sourceFormat: SourceFormat;
  readonly expectedBarcode: string;
  readonly copies: number;
  readonly priority: number;
  readonly printerId: string;
  readonly dedupeKey: string;
  readonly reprintOf?: string | undefined;
  readonly reprintReason?: string | undefined;
  readonly requestedBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Inserts the job; undefined when its key is taken. */
export async function insertPrintJob(tx: Tx, job: NewPrintJob): Promise<PrintJobRow | undefined> {
  const inserted = await tx.execute<PrintJobRow>(sql`
    insert into print_job as j (tenant_id, id, document_kind, label_id, package_id, order_id, title, source_sha256, source_format,
      expected_barcode, copies, priority, printer_id, dedupe_key, reprint_of, reprint_reason, requested_by, created_at, expires_at, problem)
    values (${job.tenantId}, ${job.id}, ${job.documentKind}, ${job.labelId ?? null}, ${job.packageId ?? null}, ${job.orderId ?? null},
      ${job.title}, ${job.sourceSha256}, ${job.sourceFormat}, ${job.expectedBarcode}, ${job.copies}, ${job.priority}, ${job.printerId},
      ${job.dedupeKey}, ${job.reprintOf ?? null}, ${job.reprintReason ?? ''}, ${job.requestedBy}, ${job.createdAt.toISOString()},
      ${job.expiresAt.toISOString()}, ${strandedProblem(sql`${job.printerId}`)})
    on conflict (tenant_id, dedupe_key) do nothing returning ${columns}`);
  return inserted.rows[0];
}

export interface Move {
  readonly id: string;
  readonly to: PrintJobState;
  readonly at: Date;
  /** Expected old states; those of the state table unless named. */
  readonly from?: readonly PrintJobState[];
  /** Expected fence: a move that an agent asked for is void once the job was handed out again. */
  readonly fence?: number | undefined;
  readonly problem?: string;
  /** More conditions on the row `j`. */
  readonly when?: SQL;
  /** A job that waits again is not handed out before this many seconds have passed. */
  readonly delaySeconds?: number;
}

/** Moves a job if it still stands where the mover believes; undefined when not. The only way in which a state changes. */
export async function movePrintJob(tx: Tx, move: Move): Promise<PrintJobRow | undefined> {
  const from = (move.from ?? statesBefore(move.to)).filter((state) => statesBefore(move.to).includes(state));
  const result = await tx.execute<PrintJobRow>(sql`
    update print_job j set state = ${move.to}, ${stampsOf(move)}, problem = ${move.problem ?? ''}
    where j.id = ${move.id} and j.state = any(${list(from)})
      ${move.fence === undefined ? sql`` : sql`and j.fence = ${move.fence}`} ${move.when === undefined ? sql`` : sql`and ${move.when}`}
    returning ${columns}`);
  return result.rows[0];
}

/** The instants that go with a state. */
function stampsOf({ to, at, delaySeconds }: Move): SQL {
  const now = sql`${at.toISOString()}::timestamptz`;
  switch (to) {
    case 'queued':
      return sql`lease_until = now() + make_interval(secs => ${delaySeconds ?? 0}), received_at = null, sending_at = null, spooled_at = null`;
    case 'received':
      return sql`lease_until = null, received_at = ${now}`;
    case 'sending':
      return sql`sending_at = ${now}`;
    case 'spooled':
      return sql`spooled_at = ${now}, sending_at = coalesce(sending_at, ${now})`;
    case 'leased':
      throw new Error('leasing raises the fence: use leasePrintJob');
    default:
      return sql`finished_at = ${now}, lease_until = null`;
  }
}

/** Hands a waiting job to an agent: the fence rises, the lease runs by the database's clock. Undefined when it does not wait any more. */
export async function leasePrintJob(
  tx: Tx,
  lease: { id: string; printerId: string; at: Date; leaseSeconds: number },
): Promise<PrintJobRow | undefined> {
  const result = await tx.execute<PrintJobRow>(sql`
    update print_job j set state = 'leased', fence = fence + 1, offered_at = ${lease.at.toISOString()}, problem = '',
      lease_until = now() + make_interval(secs => ${lease.leaseSeconds})
    where j.id = ${lease.id} and j.state = 'queued' and not j.is_paused and j.printer_id = ${lease.printerId}
    returning ${columns}`);
  return result.rows[0];
}
