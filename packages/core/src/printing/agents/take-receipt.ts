import type { HubMessage } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { crashPoint } from '@shopfleet/kernel';
import { announce } from '../../edge/index.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { agentOfAttempt, closeAttempt, noteAttemptState } from '../queue/print-attempt-store.ts';
import { agentOwnedStates } from '../queue/print-job-state.ts';
import { findPrintJob, movePrintJob } from '../queue/print-job-store.ts';
import type { AgentRef } from './authenticate-agent.ts';

export interface JobRef {
  readonly printJobId: string;
  readonly fence: number;
}
const ref = ({ printJobId, fence }: JobRef) => ({ printJobId, fence });

/**
 * The agent holds job and document. If the lease still stands, the job is the agent's from now on; a receipt that was answered before is
 * answered again; anything else is dropped.
 */
export async function takeReceipt(tx: Tx, deps: PrintingDeps, agent: AgentRef, receipt: JobRef): Promise<HubMessage> {
  const at = deps.clock.now();
  const [job, attemptAgentId] = await Promise.all([
    findPrintJob(tx, receipt.printJobId, { lock: true }),
    agentOfAttempt(tx, receipt.printJobId, receipt.fence),
  ]);
  const isOurs = job?.fence === receipt.fence && attemptAgentId === agent.agentId;
  if (!job || !isOurs) return { type: 'drop', ...ref(receipt) };
  if (agentOwnedStates.some((state) => state === job.state)) return { type: 'receivedAck', ...ref(receipt) };
  const moved = await movePrintJob(tx, { id: job.id, to: 'received', from: ['leased'], fence: receipt.fence, at });
  if (!moved) return { type: 'drop', ...ref(receipt) };
  await Promise.all([
    noteAttemptState(tx, job.id, receipt.fence, 'received', at),
    announce(tx, deps.clock, agent.tenantId, { topic: 'print-job', id: job.id, what: 'received' }),
  ]);
  crashPoint('printing.before-received-commit');
  return { type: 'receivedAck', ...ref(receipt) };
}

const mostHandOvers = 3;
const retryDelaySeconds = (fence: number) => 2 ** fence;

/** Nothing reached paper: the job waits again, a little later; after several hand-overs it fails and a person looks at it. */
export async function handBack(
  tx: Tx,
  deps: PrintingDeps,
  tenantId: string,
  end: JobRef & { outcome: 'refused' | 'failed'; detail: string },
): Promise<void> {
  const at = deps.clock.now();
  const { printJobId: id, fence, outcome, detail } = end;
  const isLast = fence >= mostHandOvers;
  const to = isLast ? 'failed' : 'queued';
  const from = outcome === 'refused' ? (['leased'] as const) : agentOwnedStates;
  const moved = await movePrintJob(tx, { id, to, from, fence, at, problem: detail, delaySeconds: retryDelaySeconds(fence) });
  if (!moved) return;
  await closeAttempt(tx, { printJobId: id, fence, outcome, detail, at });
  await announce(tx, deps.clock, tenantId, { topic: 'print-job', id, what: to });
}
