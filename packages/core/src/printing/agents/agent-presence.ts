import type { AgentPrinter } from '@shopfleet/contracts';
import { selectAgentPrinters } from '../printers/printer-store.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { noteSeen } from './agent-store.ts';
import type { AgentRef } from './authenticate-agent.ts';
import type { AgentSocket } from './handle-agent-message.ts';

/** The agent's line is alive. */
export async function noteAgentSeen(deps: Pick<PrintingDeps, 'db'>, socket: AgentSocket): Promise<void> {
  await deps.db.asTenant(socket.tenantId, (tx) => noteSeen(tx, socket.agentId, socket.socketId));
}

/** The printers that an agent serves, as it is told of them. */
export function readAgentPrinters(deps: Pick<PrintingDeps, 'db'>, agent: AgentRef): Promise<AgentPrinter[]> {
  return deps.db.asTenant(agent.tenantId, (tx) => selectAgentPrinters(tx, agent.agentId));
}
