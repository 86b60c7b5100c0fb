import type { AgentMessage, HubMessage } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { crashPoint, HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { announce } from '../../edge/index.ts';
import { savePrinterReports } from '../printers/printer-reports.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { agentOfAttempt } from '../queue/print-attempt-store.ts';
import { findAgent, noteSeen } from './agent-store.ts';
import type { AgentRef } from './authenticate-agent.ts';
import { handBack, takeReceipt } from './take-receipt.ts';
import { takeStatus } from './take-status.ts';
import { welcomeAgent } from './welcome-agent.ts';

export interface AgentSocket extends AgentRef {
  /** Names this connection; the newest one of an agent is the one that counts. */
  readonly socketId: string;
}

/** Does what an agent's message asks for, in one transaction. The answers are for sending after it committed. */
export async function handleAgentMessage(deps: PrintingDeps, socket: AgentSocket, message: AgentMessage): Promise<HubMessage[]> {
  const answers = await deps.db.asTenant(socket.tenantId, (tx) => handle(tx, deps, socket, message));
  crashPoint(`printing.after-${message.type}`);
  return answers;
}

async function handle(tx: Tx, deps: PrintingDeps, socket: AgentSocket, message: AgentMessage): Promise<HubMessage[]> {
  switch (message.type) {
    case 'hello':
      return welcomeAgent(tx, deps, socket, message, socket.socketId);
    case 'received':
      return [await takeReceipt(tx, deps, socket, message)];
    case 'refused':
      if ((await agentOfAttempt(tx, message.printJobId, message.fence)) === socket.agentId)
        await handBack(tx, deps, socket.tenantId, { ...message, outcome: 'refused' });
      return [];
    case 'status': {
      const agent = await findAgent(tx, socket.agentId, { lock: true });
      if (!agent) throw new HubError('UNAUTHORIZED', { message: 'This agent was unpaired' });
      await takeStatus(tx, deps, socket, agent.acked_seq, message);
      return [{ type: 'ack', seq: message.seq }];
    }
    case 'printers':
      await savePrinterReports(tx, deps, socket, message.reports);
      return [];
    case 'discovered':
      await tx.execute(sql`update agent set discovered = ${JSON.stringify(message.printers)}::jsonb where id = ${socket.agentId}`);
      await announce(tx, deps.clock, socket.tenantId, { topic: 'agent', id: socket.agentId, what: 'discovered' });
      return [];
    case 'ping':
      await noteSeen(tx, socket.agentId, socket.socketId);
      return [{ type: 'pong' }];
  }
}
