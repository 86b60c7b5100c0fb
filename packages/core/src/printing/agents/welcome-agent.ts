import type { AgentMessage, HubMessage } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { announce } from '../../edge/index.ts';
import { selectAgentPrinters } from '../printers/printer-store.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { agentOfAttempt, closeAttempt } from '../queue/print-attempt-store.ts';
import { agentOwnedStates } from '../queue/print-job-state.ts';
import { findPrintJob, movePrintJob, selectPrintJobs } from '../queue/print-job-store.ts';
import { findAgent } from './agent-store.ts';
import type { AgentRef } from './authenticate-agent.ts';
import { type JobRef, takeReceipt } from './take-receipt.ts';

type Hello = Extract<AgentMessage, { type: 'hello' }>;

/**
 * Brings hub and agent to one view after any interruption: which of the agent's open jobs it may print, which it must forget, and
 * which jobs the hub believed the agent to hold although its journal does not know them.
 */
export async function welcomeAgent(tx: Tx, deps: PrintingDeps, ref: AgentRef, hello: Hello, socketId: string): Promise<HubMessage[]> {
  const agent = await findAgent(tx, ref.agentId, { lock: true });
  if (!agent) throw new HubError('UNAUTHORIZED', { message: 'This agent was unpaired' });
  await tx.execute(sql`
    update agent set last_seen_at = now(), connected_process = ${socketId}, agent_version = ${hello.agentVersion}, host_name = ${hello.hostName}
    where id = ${ref.agentId}`);
  if (!agent.is_online) await announce(tx, deps.clock, ref.tenantId, { topic: 'agent', id: ref.agentId, what: 'online' });
  const confirmedJobs: JobRef[] = [];
  const droppedJobs: JobRef[] = [];
  const cancels: HubMessage[] = [];
  for (const open of hello.openJobs) {
    const verdict = await judge(tx, deps, ref, open);
    if (verdict === 'drop') droppedJobs.push(open);
    else confirmedJobs.push(open);
    if (verdict === 'cancel') cancels.push({ type: 'cancel', ...open });
  }
  const isEverythingSaid = hello.nextSeq - 1 <= agent.acked_seq;
  await settleForgotten(tx, deps, ref, hello.openJobs, isEverythingSaid);
  const printers = await selectAgentPrinters(tx, ref.agentId);
  const welcome = { agentId: agent.id, agentName: agent.name, ackedSeq: agent.acked_seq, printers, confirmedJobs, droppedJobs };
  return [{ type: 'welcome', ...welcome }, ...cancels];
}

/** May the agent print this job of its journal? */
async function judge(tx: Tx, deps: PrintingDeps, ref: AgentRef, open: JobRef): Promise<'print' | 'drop' | 'cancel'> {
  const job = await findPrintJob(tx, open.printJobId, { lock: true });
  const isOurs = job?.fence === open.fence && (await agentOfAttempt(tx, open.printJobId, open.fence)) === ref.agentId;
  if (!job || !isOurs) return 'drop';
  // Called unknown by the hub while the agent was away: it may know the truth.
  if (job.state === 'unknown') return 'cancel';
  const answer = await takeReceipt(tx, deps, ref, open);
  if (answer.type === 'drop') return 'drop';
  return job.is_cancel_requested ? 'cancel' : 'print';
}

/** Jobs that this agent should hold and does not: offers come again; what it had taken over is unknown once it has said everything. */
async function settleForgotten(tx: Tx, deps: PrintingDeps, ref: AgentRef, openJobs: readonly JobRef[], isEverythingSaid: boolean) {
  const held = await selectPrintJobs(
    tx,
    sql`join print_attempt a on a.tenant_id = j.tenant_id and a.print_job_id = j.id and a.fence = j.fence
      where a.agent_id = ${ref.agentId} and j.state in ('leased', 'received', 'sending', 'spooled')`,
  );
  const at = deps.clock.now();
  const open = new Set(openJobs.map((job) => `${job.printJobId}:${job.fence}`));
  for (const job of held.filter((candidate) => !open.has(`${candidate.id}:${candidate.fence}`))) {
    const attempt = { printJobId: job.id, fence: job.fence, at };
    if (job.state === 'leased') {
      await movePrintJob(tx, { id: job.id, to: 'queued', from: ['leased'], fence: job.fence, at });
      await closeAttempt(tx, { ...attempt, outcome: 'taken-back', detail: 'The agent connected again without it' });
    } else if (isEverythingSaid) {
      const problem = 'The agent no longer knows this job, so nobody can tell whether it was printed. Look at the printer, and decide.';
      await movePrintJob(tx, { id: job.id, to: 'unknown', from: agentOwnedStates, fence: job.fence, at, problem });
      await closeAttempt(tx, { ...attempt, outcome: 'unknown', detail: problem });
      await announce(tx, deps.clock, ref.tenantId, { topic: 'print-job', id: job.id, what: 'unknown' });
    }
  }
}
