import type { Tx } from '@shopfleet/db';
import { HubError, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { announce } from '../../edge/index.ts';
import { notifyAgentOfPrinter } from '../agent-notice.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { instant, type PrintJobRow, type SourceFormat } from './print-job-row.ts';
import { insertPrintJob, movePrintJob, selectPrintJobs } from './print-job-store.ts';

export const defaultExpiryMinutes = 15;

export interface PrintRequest {
  readonly tenantId: string;
  readonly documentKind: 'label' | 'test-page' | 'document';
  readonly labelId?: string | undefined;
  readonly packageId?: string | undefined;
  readonly orderId?: string | undefined;
  readonly title: string;
  readonly source: { readonly sha256: string; readonly format: SourceFormat };
  /** Must be readable on the paper; '' when nothing must. */
  readonly expectedBarcode: string;
  readonly printerId: string;
  readonly copies?: number;
  readonly priority?: number;
  readonly expiresInMinutes?: number;
  readonly requestedBy: string;
  /** Default: package and document, so that the same label is not queued twice. */
  readonly dedupeKey?: string;
  readonly reprint?: { readonly of: string; readonly reason: string };
  /** Why the document cannot be printed at all: the job is there to be seen, and failed. */
  readonly problem?: string;
}

/**
 * Queues a document. A second request for the same one answers the job that is there already (`isNew: false`), unless nothing of
 * that one can have reached paper and it rests.
 */
export async function requestPrint(
  tx: Tx,
  deps: Pick<PrintingDeps, 'clock'>,
  request: PrintRequest,
): Promise<{ job: PrintJobRow; isNew: boolean }> {
  const dedupeKey = request.dedupeKey ?? `${request.packageId ?? request.tenantId}:${request.source.sha256}:1`;
  const created = await insert(tx, deps, request, dedupeKey);
  if (created) return { job: created, isNew: true };
  await freeKeyOfUnprinted(tx, dedupeKey);
  const again = await insert(tx, deps, request, dedupeKey);
  if (again) return { job: again, isNew: true };
  const [job] = await selectPrintJobs(tx, sql`where j.dedupe_key = ${dedupeKey}`);
  if (!job) throw new HubError('CONFLICT', { message: 'Somebody else printed this at the same moment. Look at the queue.' });
  return { job, isNew: false };
}

async function insert(tx: Tx, deps: Pick<PrintingDeps, 'clock'>, request: PrintRequest, dedupeKey: string) {
  const createdAt = deps.clock.now();
  const { tenantId, problem } = request;
  const row = await insertPrintJob(tx, {
    ...request,
    id: newId('printJob', createdAt.getTime()),
    sourceSha256: request.source.sha256,
    sourceFormat: request.source.format,
    copies: request.copies ?? 1,
    priority: request.priority ?? 0,
    dedupeKey,
    reprintOf: request.reprint?.of,
    reprintReason: request.reprint?.reason,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + (request.expiresInMinutes ?? defaultExpiryMinutes) * 60_000),
  });
  if (!row) return undefined;
  const announced = announce(tx, deps.clock, tenantId, {
    topic: 'print-job',
    id: row.id,
    what: problem === undefined ? 'queued' : 'failed',
  });
  const [moved] = await Promise.all([
    problem === undefined
      ? notifyAgentOfPrinter(tx, tenantId, row.printer_id, { what: 'jobs' })
      : movePrintJob(tx, { id: row.id, to: 'failed', at: createdAt, problem }),
    announced,
  ]);
  return problem === undefined ? row : (moved ?? undefined);
}

/** A job that was cancelled or ran out of time on the hub's side gives its key to the next one. */
async function freeKeyOfUnprinted(tx: Tx, dedupeKey: string): Promise<void> {
  await tx.execute(sql`
    update print_job set dedupe_key = dedupe_key || ':closed:' || id
    where dedupe_key = ${dedupeKey} and state in ('cancelled', 'expired')`);
}

/** The refusal of a second print, in words: where and when the first one was. */
export function alreadyPrinted(job: PrintJobRow): HubError {
  const where = `on ${job.printer_name}`;
  if (job.state === 'confirmed')
    return refusal(`This label was printed ${at(job.finished_at)} ${where}. Reprint it with a reason if it is needed again.`);
  if (job.state === 'unknown')
    return refusal(`This label may have been printed ${at(job.finished_at)} ${where}. Look at the printer and decide in the queue.`);
  if (job.state === 'failed')
    return refusal(`Printing this label ${where} failed ${at(job.finished_at)}: ${job.problem} Print it again from the queue.`);
  return refusal(`This label is in the queue already, since ${at(job.created_at)} ${where}.`);
}

const at = (text: string | null) => (text === null ? '' : `at ${instant(text).slice(0, 19).replace('T', ' ')} UTC`);
const refusal = (message: string) => new HubError('ALREADY_PRINTED', { message: message.replace('since at', 'since') });
