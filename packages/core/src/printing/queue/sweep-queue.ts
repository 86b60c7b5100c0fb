import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { announce } from '../../edge/index.ts';
import { notifyAgent, notifyAgentOfPrinter } from '../agent-notice.ts';
import { isOnline, offlineAfterSeconds } from '../agents/agent-store.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { agentOfAttempt, closeAttempt } from './print-attempt-store.ts';
import { extendWhileInLine } from './print-brake.ts';
import type { PrintJobRow } from './print-job-row.ts';
import { agentOwnedStates } from './print-job-state.ts';
import { findPrintJob, movePrintJob, selectPrintJobs } from './print-job-store.ts';

/** How long after its expiry a job in the hands of an absent agent is called unknown. */
const absentGraceSeconds = 600;
const batch = 500;

type Due = { tenant_id: string; id: string };

/**
 * What time does to the queue: leases that ran out go back, jobs that nobody fetched in time expire, jobs that an absent agent holds
 * become a question, agents that fell silent are shown as offline. Guarded row by row, so any number of processes may sweep at once.
 */
export async function sweepQueue(deps: PrintingDeps): Promise<void> {
  const now = deps.clock.now().toISOString();
  const { jobs, agents } = await deps.db.asSystem(async (tx) => {
    const due = await tx.execute<Due>(sql`
      select tenant_id, id from print_job
      where state = 'leased' and lease_until < now() or state = 'queued' and expires_at <= ${now}
        or state in ('received', 'sending', 'spooled') and expires_at < ${now}::timestamptz - make_interval(secs => ${absentGraceSeconds})
        or state = 'queued' and not is_paused and lease_until is not null and lease_until <= now()
      limit ${batch}`);
    const silent = await tx.execute<Due>(sql`
      select tenant_id, id from agent where connected_process is not null
        and last_seen_at <= now() - make_interval(secs => ${offlineAfterSeconds}) limit ${batch}`);
    return { jobs: due.rows, agents: silent.rows };
  });
  for (const { tenant_id: tenantId, id } of jobs) await deps.db.asTenant(tenantId, (tx) => sweepJob(tx, deps, id));
  for (const { tenant_id: tenantId, id } of agents) await deps.db.asTenant(tenantId, (tx) => noteOffline(tx, deps, tenantId, id));
}

async function sweepJob(tx: Tx, deps: PrintingDeps, id: string): Promise<void> {
  const job = await findPrintJob(tx, id, { lock: true });
  if (job?.state === 'leased') return takeBack(tx, deps, job);
  if (job?.state === 'queued') return expireOrWake(tx, deps, job);
  if (job && agentOwnedStates.some((state) => state === job.state)) return askIfAbsent(tx, deps, job);
}

/** No receipt in time: the job waits again, and the agent is told to forget the offer. Its fence rises with the next offer. */
async function takeBack(tx: Tx, deps: PrintingDeps, job: PrintJobRow): Promise<void> {
  const at = deps.clock.now();
  const { id, fence, tenant_id: tenantId } = job;
  const moved = await movePrintJob(tx, { id, to: 'queued', from: ['leased'], fence, at, when: sql`j.lease_until < now()` });
  if (!moved) return;
  await closeAttempt(tx, { printJobId: id, fence, outcome: 'taken-back', detail: 'The agent did not confirm receipt in time', at });
  const agentId = await agentOfAttempt(tx, id, fence);
  if (agentId !== undefined) {
    await notifyAgent(tx, { tenantId, agentId, body: { what: 'send', message: { type: 'drop', printJobId: id, fence } } });
  }
  await notifyAgentOfPrinter(tx, tenantId, job.printer_id, { what: 'jobs' });
  await announce(tx, deps.clock, tenantId, { topic: 'print-job', id, what: 'queued' });
}

async function expireOrWake(tx: Tx, deps: PrintingDeps, job: PrintJobRow): Promise<void> {
  const at = deps.clock.now();
  if (new Date(job.expires_at) > at) return wake(tx, job);
  if (await extendWhileInLine(tx, deps, job)) {
    await announce(tx, deps.clock, job.tenant_id, { topic: 'print-job', id: job.id, what: 'changed' });
    return notifyAgentOfPrinter(tx, job.tenant_id, job.printer_id, { what: 'jobs' });
  }
  const problem = `${job.problem} This waited too long to be printed without asking. Print it again if it is still needed.`.trim();
  if (await movePrintJob(tx, { id: job.id, to: 'expired', from: ['queued'], at, problem }))
    await announce(tx, deps.clock, job.tenant_id, { topic: 'print-job', id: job.id, what: 'expired' });
}

/** The pause after a safe failure is over. */
async function wake(tx: Tx, job: PrintJobRow): Promise<void> {
  await tx.execute(sql`update print_job set lease_until = null where id = ${job.id} and state = 'queued' and lease_until <= now()`);
  await notifyAgentOfPrinter(tx, job.tenant_id, job.printer_id, { what: 'jobs' });
}

async function askIfAbsent(tx: Tx, deps: PrintingDeps, job: PrintJobRow): Promise<void> {
  const agentId = await agentOfAttempt(tx, job.id, job.fence);
  const online = await tx.execute(sql`select 1 from agent a where a.id = ${agentId ?? ''} and ${isOnline}`);
  if (online.rows.length > 0) return;
  const at = deps.clock.now();
  const problem = 'The agent that took this job has been away for long. Look at the printer, and decide.';
  const moved = await movePrintJob(tx, { id: job.id, to: 'unknown', from: agentOwnedStates, fence: job.fence, at, problem });
  if (!moved) return;
  await closeAttempt(tx, { printJobId: job.id, fence: job.fence, outcome: 'unknown', detail: problem, at });
  await announce(tx, deps.clock, job.tenant_id, { topic: 'print-job', id: job.id, what: 'unknown' });
}

async function noteOffline(tx: Tx, deps: PrintingDeps, tenantId: string, agentId: string): Promise<void> {
  const changed = await tx.execute(sql`
    update agent set connected_process = null where id = ${agentId} and connected_process is not null
      and last_seen_at <= now() - make_interval(secs => ${offlineAfterSeconds}) returning id`);
  if (changed.rows.length === 0) return;
  await announce(tx, deps.clock, tenantId, { topic: 'agent', id: agentId, what: 'offline' });
}

/** Jobs of an agent that will not come back: offers return to the queue, what it had taken over becomes a question. */
export async function releaseJobsOfAgent(tx: Tx, deps: Pick<PrintingDeps, 'clock'>, tenantId: string, agentId: string): Promise<void> {
  const at = deps.clock.now();
  const held = await selectPrintJobs(
    tx,
    sql`join print_attempt a on a.tenant_id = j.tenant_id and a.print_job_id = j.id and a.fence = j.fence
      where a.agent_id = ${agentId} and j.state in ('leased', 'received', 'sending', 'spooled')`,
  );
  for (const { id, fence, state } of held) {
    const isOffer = state === 'leased';
    const problem = isOffer ? '' : 'The agent was unpaired while it held this job. Look at the printer, and decide.';
    const to = isOffer ? 'queued' : 'unknown';
    await movePrintJob(tx, { id, to, from: [state], fence, at, problem });
    await closeAttempt(tx, { printJobId: id, fence, outcome: isOffer ? 'taken-back' : 'unknown', detail: problem, at });
    await announce(tx, deps.clock, tenantId, { topic: 'print-job', id, what: to });
  }
}
