import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { announce } from '../../edge/index.ts';
import { notifyAgent } from '../agent-notice.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { noteStranded } from '../queue/stranded-jobs.ts';
import { releaseJobsOfAgent } from '../queue/sweep-queue.ts';
import { type AgentRow, findAgent } from './agent-store.ts';

type Deps = Pick<PrintingDeps, 'clock'>;
interface Change {
  readonly tenantId: string;
  readonly agentId: string;
  readonly actor: Actor;
}

/** The agent; throws `NOT_FOUND` when it was never paired or is unpaired. */
export async function getAgent(tx: Tx, agentId: string): Promise<AgentRow> {
  const agent = await findAgent(tx, agentId);
  if (!agent) throw new HubError('NOT_FOUND', { message: 'There is no such agent' });
  return agent;
}

export async function renameAgent(tx: Tx, deps: Deps, { tenantId, agentId, actor, name }: Change & { name: string }): Promise<AgentRow> {
  const before = await getAgent(tx, agentId);
  await tx.execute(sql`update agent set name = ${name} where id = ${agentId}`);
  await announce(tx, deps.clock, tenantId, { topic: 'agent', id: agentId, what: 'renamed' });
  const detail = { from: before.name, to: name };
  await recordAudit(tx, deps.clock, tenantId, { actor, action: 'agent.renamed', subject: { kind: 'agent', id: agentId }, detail });
  return getAgent(tx, agentId);
}

/** Ends an agent's token and its socket at once. What it had taken over becomes a question for a person. */
export async function revokeAgent(tx: Tx, deps: Deps, { tenantId, agentId, actor }: Change): Promise<void> {
  const { name } = await getAgent(tx, agentId);
  await tx.execute(sql`update agent set revoked_at = ${deps.clock.now().toISOString()}, connected_process = null where id = ${agentId}`);
  await releaseJobsOfAgent(tx, deps, tenantId, agentId);
  await noteStranded(tx, deps.clock, tenantId, agentId);
  await notifyAgent(tx, { tenantId, agentId, body: { what: 'revoked' } });
  await announce(tx, deps.clock, tenantId, { topic: 'agent', id: agentId, what: 'revoked' });
  await recordAudit(tx, deps.clock, tenantId, {
    actor,
    action: 'agent.revoked',
    subject: { kind: 'agent', id: agentId },
    detail: { name },
  });
}

/** Asks an agent to look for printers. Throws `CONFLICT` when it is not connected. */
export async function askToDiscover(tx: Tx, { tenantId, agentId }: Omit<Change, 'actor'>): Promise<AgentRow> {
  const agent = await getAgent(tx, agentId);
  if (!agent.is_online) throw new HubError('CONFLICT', { message: `The agent ${agent.name} is not connected. Start it, then look again.` });
  await notifyAgent(tx, { tenantId, agentId, body: { what: 'send', message: { type: 'discover' } } });
  return agent;
}
