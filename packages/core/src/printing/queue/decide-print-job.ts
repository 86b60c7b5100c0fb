import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { announce } from '../../edge/index.ts';
import { getPrinter } from '../printers/printer-store.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { getPrintJob } from './change-print-job.ts';
import { labelPrintedBy } from './label-printed.ts';
import { closeAttempt } from './print-attempt-store.ts';
import type { PrintJobRow } from './print-job-row.ts';
import { movePrintJob } from './print-job-store.ts';
import { requestPrint } from './request-print.ts';

export interface Person {
  readonly actor: Actor;
  readonly name: string;
}
const undecided = ['unknown', 'failed', 'expired'] as const;

/** A person looked at the printer and says: it printed. */
export async function resolveAsPrinted(tx: Tx, deps: PrintingDeps, printJobId: string, person: Person): Promise<PrintJobRow> {
  const job = await getUndecided(tx, printJobId);
  await refuseIfPrintedAgain(tx, job);
  const at = deps.clock.now();
  const moved = await movePrintJob(tx, { id: job.id, to: 'confirmed', from: undecided, at });
  if (!moved) throw new HubError('CONFLICT');
  await closeAttempt(tx, { printJobId, fence: job.fence, outcome: 'person-printed', detail: `${person.name} says that it printed`, at });
  await announce(tx, deps.clock, job.tenant_id, { topic: 'print-job', id: job.id, what: 'confirmed' });
  await labelPrintedBy(tx, deps, moved, at);
  await audit(tx, deps, job, person, 'print-job.said-printed', {});
  return moved;
}

/** A person says: print it again. A new job, once; the old one stays as it ended. */
export async function printAgain(tx: Tx, deps: PrintingDeps, printJobId: string, person: Person): Promise<PrintJobRow> {
  const job = await getUndecided(tx, printJobId);
  await refuseIfPrintedAgain(tx, job);
  const at = deps.clock.now();
  const reason = `Printed again after ${job.state}`;
  if (job.state === 'unknown')
    await movePrintJob(tx, { id: job.id, to: 'failed', from: ['unknown'], at, problem: 'A person had it printed again.' });
  await closeAttempt(tx, {
    printJobId,
    fence: job.fence,
    outcome: 'person-not-printed',
    detail: `${person.name} had it printed again`,
    at,
  });
  await announce(tx, deps.clock, job.tenant_id, { topic: 'print-job', id: job.id, what: 'printed-again' });
  const created = await copyOf(tx, deps, job, { reason, dedupeKey: `again:${job.id}`, person });
  await audit(tx, deps, job, person, 'print-job.printed-again', { newPrintJobId: created.id });
  return created;
}

/** Prints a confirmed document once more, with a reason that is kept. One at a time. */
export async function reprintJob(
  tx: Tx,
  deps: PrintingDeps,
  printJobId: string,
  input: { reason: string; printerId?: string | undefined; person: Person },
): Promise<PrintJobRow> {
  const job = await getPrintJob(tx, printJobId);
  if (job.state !== 'confirmed')
    throw new HubError('CONFLICT', {
      message: `This job is ${job.state}. Only what was printed can be reprinted; decide on the others in the queue.`,
    });
  if (input.printerId !== undefined) await getPrinter(tx, input.printerId);
  const earlier = await tx.execute<{ number: number; live: number }>(sql`
    select count(*)::int as number, count(*) filter (where state in ('queued', 'leased', 'received', 'sending', 'spooled'))::int as live
    from print_job where reprint_of = ${job.id}`);
  const { number, live } = earlier.rows[0] ?? { number: 0, live: 0 };
  if (live > 0) throw new HubError('CONFLICT', { message: 'A reprint of this job is in the queue already' });
  const { reason, person, printerId } = input;
  const created = await copyOf(tx, deps, job, { reason, dedupeKey: `reprint:${job.id}:${number + 1}`, person, printerId });
  await audit(tx, deps, job, person, 'print-job.reprinted', { reason, newPrintJobId: created.id });
  return created;
}

async function copyOf(
  tx: Tx,
  deps: PrintingDeps,
  job: PrintJobRow,
  input: { reason: string; dedupeKey: string; person: Person; printerId?: string | undefined },
): Promise<PrintJobRow> {
  const { job: created, isNew } = await requestPrint(tx, deps, {
    tenantId: job.tenant_id,
    documentKind: job.document_kind,
    labelId: job.label_id ?? undefined,
    packageId: job.package_id ?? undefined,
    orderId: job.order_id ?? undefined,
    title: job.title,
    source: { sha256: job.source_sha256, format: job.source_format },
    expectedBarcode: job.expected_barcode,
    printerId: input.printerId ?? job.printer_id,
    copies: job.copies,
    priority: job.priority,
    requestedBy: input.person.name,
    dedupeKey: input.dedupeKey,
    reprint: { of: job.id, reason: input.reason },
  });
  if (!isNew) throw new HubError('CONFLICT', { message: 'This is being printed again already' });
  return created;
}

async function getUndecided(tx: Tx, printJobId: string): Promise<PrintJobRow> {
  const job = await getPrintJob(tx, printJobId);
  if (!undecided.some((state) => state === job.state))
    throw new HubError('CONFLICT', { message: `This job is ${job.state}; there is nothing to decide` });
  return job;
}

async function refuseIfPrintedAgain(tx: Tx, job: PrintJobRow): Promise<void> {
  const found = await tx.execute(sql`select 1 from print_job where reprint_of = ${job.id}`);
  if (found.rows.length > 0) throw new HubError('CONFLICT', { message: 'Somebody had this printed again already' });
}

const audit = (tx: Tx, deps: PrintingDeps, job: PrintJobRow, person: Person, action: string, detail: Record<string, unknown>) =>
  recordAudit(tx, deps.clock, job.tenant_id, { actor: person.actor, action, subject: { kind: 'print-job', id: job.id }, detail });
