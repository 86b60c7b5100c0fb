import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type AgentNotice,
  agentChannel,
  agentNoticeSchema,
  authenticateAgent,
  notifyAgent,
  type PrintingDeps,
  sweepQueue,
} from '@shopfleet/core/printing';
import { WebSocketServer } from 'ws';
import { AgentConnection, closeCodes } from './agent-connection.ts';

export const agentSocketPath = '/agent/socket';
const maxMessageBytes = 1024 * 1024;
const sweepEveryMs = 2_000;

export interface AgentGateway {
  /** For the HTTP server's `upgrade` event; false when the path is not the agents'. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Agents with a socket in this process. */
  readonly connections: () => number;
  stop(): Promise<void>;
}

/**
 * The socket edge of printing. Every process that serves HTTP runs one; notices of the database reach the process that holds an
 * agent's socket, and sweeping makes up for notices that got lost.
 */
export async function startAgentGateway(deps: PrintingDeps): Promise<AgentGateway> {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: maxMessageBytes });
  const connections = new Map<string, Set<AgentConnection>>();
  const all = () => [...connections.values()].flatMap((set) => [...set]);

  const offerAll = () => {
    for (const connection of all()) connection.offerJobs();
  };
  const unlisten = await deps.db.listen(
    agentChannel,
    (payload) => {
      const notice = agentNoticeSchema.parse(JSON.parse(payload));
      for (const connection of connections.get(notice.agentId) ?? []) follow(connection, notice);
    },
    { onReconnect: offerAll },
  );
  const stopSweeping = repeatSweep(deps, offerAll);

  const accept = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const agent = await authenticateAgent(deps.db, request.headers.authorization);
    if (!agent) return refuse(socket, '401 Unauthorized', 'This agent is not paired, or was unpaired. Pair it again.');
    server.handleUpgrade(request, socket, head, (opened) => {
      const connection = new AgentConnection(deps, opened, { ...agent, socketId: randomUUID() });
      const set = connections.get(agent.agentId) ?? new Set();
      connections.set(agent.agentId, set.add(connection));
      opened.on('close', () => {
        set.delete(connection);
        if (set.size === 0 && connections.get(agent.agentId) === set) connections.delete(agent.agentId);
      });
      void announceSocket(deps, connection);
    });
  };

  return {
    connections: () => all().length,
    upgrade(request, socket, head) {
      if (new URL(request.url ?? '/', 'http://hub').pathname !== agentSocketPath) return false;
      socket.on('error', (error) => deps.log.debug({ err: error }, 'An agent went away while it connected'));
      accept(request, socket, head).catch((error) => {
        deps.log.error({ err: error }, 'An agent could not be let in');
        refuse(socket, '503 Service Unavailable', 'Try again in a moment.');
      });
      return true;
    },
    async stop() {
      stopSweeping();
      await unlisten();
      const open = all();
      for (const connection of open) connection.close(closeCodes.goingAway, 'the hub stops');
      await Promise.all(open.map((connection) => connection.settled()));
      server.close();
    },
  };
}

function follow(connection: AgentConnection, { body }: AgentNotice): void {
  switch (body.what) {
    case 'jobs':
      connection.offerJobs();
      break;
    case 'printers':
      connection.sendPrinters();
      connection.offerJobs();
      break;
    case 'send':
      connection.send(body.message);
      break;
    case 'connected':
      if (body.socketId !== connection.agent.socketId) connection.close(closeCodes.replaced, 'this agent connected again');
      break;
    case 'revoked':
      connection.close(closeCodes.revoked, 'unpaired');
  }
}

/** Older sockets of the same agent end, wherever they are. */
async function announceSocket(deps: PrintingDeps, { agent }: AgentConnection): Promise<void> {
  const { tenantId, agentId, socketId } = agent;
  try {
    await deps.db.asTenant(tenantId, (tx) => notifyAgent(tx, { tenantId, agentId, body: { what: 'connected', socketId } }));
  } catch (error) {
    // Fences keep two sockets of one agent harmless; the older one ends with its next silence.
    deps.log.warn({ err: error, agentId }, 'Older connections of an agent could not be told to end');
  }
}

/** Sweeps and offers again and again, one round at a time. Answers how to stop. */
function repeatSweep(deps: PrintingDeps, offerAll: () => void): () => void {
  let timer: NodeJS.Timeout;
  let isStopped = false;
  const round = async () => {
    try {
      await sweepQueue(deps);
      offerAll();
    } catch (error) {
      deps.log.error({ err: error }, 'The print queue could not be swept; trying again');
    }
    if (!isStopped) timer = setTimeout(() => void round(), sweepEveryMs);
  };
  timer = setTimeout(() => void round(), sweepEveryMs);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

function refuse(socket: Duplex, status: string, detail: string): void {
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: text/plain\r\ncontent-length: ${Buffer.byteLength(detail)}\r\n\r\n${detail}`,
  );
}
