import type { AgentJobState, JobStatus } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { announce } from '../../edge/index.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { labelPrintedBy } from '../queue/label-printed.ts';
import { agentOfAttempt, closeAttempt, noteAttemptState } from '../queue/print-attempt-store.ts';
import type { PrintJobState } from '../queue/print-job-state.ts';
import { findPrintJob, movePrintJob } from '../queue/print-job-store.ts';
import { noteAckedSeq } from './agent-store.ts';
import type { AgentRef } from './authenticate-agent.ts';
import { handBack } from './take-receipt.ts';

/** The agent's word for a job that ran out of time in its hands. */
const expiredDetail = 'expired';

/**
 * Stores what an agent says of a job. Safe to repeat: a number that was stored before changes nothing, nor does an older fence.
 * The caller acknowledges after the commit.
 */
export async function takeStatus(tx: Tx, deps: PrintingDeps, agent: AgentRef, ackedSeq: number, status: JobStatus): Promise<void> {
  if (status.seq <= ackedSeq) return;
  const { printJobId, fence } = status;
  const [, job, attemptAgentId] = await Promise.all([
    noteAckedSeq(tx, agent.agentId, status.seq),
    findPrintJob(tx, printJobId, { lock: true }),
    agentOfAttempt(tx, printJobId, fence),
  ]);
  if (job?.fence !== fence || attemptAgentId !== agent.agentId) return;
  if (status.state === 'failed' && status.isSafeToRetry) {
    return handBack(tx, deps, agent.tenantId, { ...status, outcome: 'failed', detail: status.detail });
  }
  await apply(tx, deps, agent.tenantId, status);
}

const isFinal = (state: AgentJobState): state is 'confirmed' | 'unknown' | 'failed' | 'cancelled' =>
  state !== 'sending' && state !== 'spooled';

async function apply(tx: Tx, deps: PrintingDeps, tenantId: string, status: JobStatus): Promise<void> {
  const at = deps.clock.now();
  const { printJobId: id, fence, detail } = status;
  const to = stateOf(status);
  const [moved] = await Promise.all([
    movePrintJob(tx, { id, to, fence, at, problem: problemOf(to, detail), from: underWay }),
    noteAttemptState(tx, id, fence, status.state, at),
    isFinal(status.state) && closeAttempt(tx, { printJobId: id, fence, outcome: status.state, detail, at }),
  ]);
  if (!moved) return;
  await announce(tx, deps.clock, tenantId, { topic: 'print-job', id, what: to });
  if (to === 'confirmed') await labelPrintedBy(tx, deps, moved, at);
}

/** From `failed` and `expired` only a person moves a job on. */
const underWay: readonly PrintJobState[] = ['leased', 'received', 'sending', 'spooled', 'unknown'];

function stateOf({ state, detail }: JobStatus): PrintJobState {
  return state === 'cancelled' && detail === expiredDetail ? 'expired' : state;
}

function problemOf(to: PrintJobState, detail: string): string {
  if (to === 'expired') return 'The printer was not ready in time, so the label was not printed. Print it again if it is still needed.';
  if (to === 'unknown') return detail || 'Nobody can tell whether this came out of the printer. Look, and decide.';
  return to === 'failed' ? detail || 'The printer could not print this.' : '';
}
