import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { announce } from '../../edge/index.ts';
import { notifyAgent, notifyAgentOfPrinter } from '../agent-notice.ts';
import { getPrinter } from '../printers/printer-store.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { agentOfAttempt, closeAttempt } from './print-attempt-store.ts';
import type { PrintJobRow } from './print-job-row.ts';
import { agentOwnedStates } from './print-job-state.ts';
import { findPrintJob, movePrintJob } from './print-job-store.ts';
import { strandedProblem } from './stranded-jobs.ts';

type Deps = Pick<PrintingDeps, 'clock'>;

/** The job, locked; throws `NOT_FOUND`. */
export async function getPrintJob(tx: Tx, printJobId: string): Promise<PrintJobRow> {
  const job = await findPrintJob(tx, printJobId, { lock: true });
  if (!job) throw new HubError('NOT_FOUND', { message: 'There is no such print job' });
  return job;
}

/** Pauses, re-prioritises or moves a job that waits. Throws `CONFLICT` once an agent has it. */
export async function changePrintJob(
  tx: Tx,
  deps: Deps,
  printJobId: string,
  change: { isPaused?: boolean | undefined; priority?: number | undefined; printerId?: string | undefined },
): Promise<PrintJobRow> {
  const job = await getPrintJob(tx, printJobId);
  if (job.state !== 'queued')
    throw new HubError('CONFLICT', { message: `This job is ${job.state}; only one that waits in the queue can be changed` });
  if (change.printerId !== undefined) await getPrinter(tx, change.printerId);
  const printerId = change.printerId ?? job.printer_id;
  await tx.execute(sql`
    update print_job set is_paused = ${change.isPaused ?? job.is_paused}, priority = ${change.priority ?? job.priority},
      printer_id = ${printerId}, problem = ${printerId === job.printer_id ? sql`problem` : strandedProblem(sql`${printerId}`)}
    where id = ${printJobId}`);
  const changed = await getPrintJob(tx, printJobId);
  await notifyAgentOfPrinter(tx, job.tenant_id, changed.printer_id, { what: 'jobs' });
  await announce(tx, deps.clock, job.tenant_id, { topic: 'print-job', id: printJobId, what: 'changed' });
  return changed;
}

/**
 * Cancels a job, or asks the agent that has taken it over to cancel it; then its state changes when the agent answers.
 * Throws `CONFLICT` for a job that ended, and for one whose outcome a person must decide.
 */
export async function cancelPrintJob(tx: Tx, deps: Deps, printJobId: string, reason = ''): Promise<PrintJobRow> {
  const job = await getPrintJob(tx, printJobId);
  if (agentOwnedStates.some((state) => state === job.state)) return askAgentToCancel(tx, deps, job);
  if (job.state === 'unknown') throw new HubError('CONFLICT', { message: 'Look at the printer first: say whether it printed' });
  const at = deps.clock.now();
  const moved = await movePrintJob(tx, { id: job.id, to: 'cancelled', at, problem: reason });
  if (!moved) throw new HubError('CONFLICT', { message: `This job is ${job.state} already` });
  if (job.state === 'leased') await dropOffer(tx, job, at);
  await announce(tx, deps.clock, job.tenant_id, { topic: 'print-job', id: job.id, what: 'cancelled' });
  return moved;
}

async function askAgentToCancel(tx: Tx, deps: Deps, job: PrintJobRow): Promise<PrintJobRow> {
  await tx.execute(sql`update print_job set is_cancel_requested = true where id = ${job.id}`);
  const agentId = await agentOfAttempt(tx, job.id, job.fence);
  if (agentId !== undefined) {
    const message = { type: 'cancel', printJobId: job.id, fence: job.fence } as const;
    await notifyAgent(tx, { tenantId: job.tenant_id, agentId, body: { what: 'send', message } });
  }
  await announce(tx, deps.clock, job.tenant_id, { topic: 'print-job', id: job.id, what: 'cancel-requested' });
  return getPrintJob(tx, job.id);
}

async function dropOffer(tx: Tx, { tenant_id: tenantId, id, fence }: PrintJobRow, at: Date): Promise<void> {
  const agentId = await agentOfAttempt(tx, id, fence);
  if (agentId === undefined) return;
  await closeAttempt(tx, { printJobId: id, fence, outcome: 'taken-back', detail: 'Cancelled before the agent took it over', at });
  await notifyAgent(tx, { tenantId, agentId, body: { what: 'send', message: { type: 'drop', printJobId: id, fence } } });
}

/** Pulls back every label of a package that is not printed yet. Answers true when one is (or may be) on paper already. */
export async function pullLabelsOfPackage(tx: Tx, deps: Deps, packageId: string, reason: string): Promise<boolean> {
  const found = await tx.execute<{ id: string; state: string }>(
    sql`select id, state from print_job where package_id = ${packageId} and state not in ('cancelled', 'failed', 'expired') order by id`,
  );
  for (const { id, state } of found.rows) if (state !== 'confirmed' && state !== 'unknown') await cancelPrintJob(tx, deps, id, reason);
  return found.rows.some(({ state }) => state !== 'queued' && state !== 'leased');
}
