import { type AgentMessage, agentDeadAfterMs, agentMessageSchema, type HubMessage } from '@shopfleet/contracts';
import {
  type AgentSocket,
  handleAgentMessage,
  leaseJobs,
  noteAgentSeen,
  type PrintingDeps,
  readAgentPrinters,
} from '@shopfleet/core/printing';
import { HubError, retryDelayMs } from '@shopfleet/kernel';
import { WebSocket } from 'ws';

const checkEveryMs = 5_000;
/** Messages that may wait for the database before the agent is asked to slow down by closing its line. */
const mostWaiting = 1_000;
const offerBackoff = { baseMs: 500, maxMs: 15_000 };

/** Close codes of our own: 4401 the token is not valid any more, 4409 a newer connection of the same agent. */
export const closeCodes = { revoked: 4401, replaced: 4409, badMessage: 1008, tooMuch: 1013, failed: 1011, goingAway: 1001 } as const;

/** One agent's socket: takes its messages one after the other, and offers it what waits. */
export class AgentConnection {
  readonly #deps: PrintingDeps;
  readonly #socket: WebSocket;
  readonly agent: AgentSocket;
  #turn: Promise<void> = Promise.resolve();
  #waiting = 0;
  #isWelcome = false;
  /** A message could not be stored: what was said after it must not be either, or its number would pass for stored. */
  #isBroken = false;
  #heardAtMs = Date.now();
  #seenAtMs = Date.now();
  #offering: Promise<void> | undefined;
  #isOfferDue = false;
  #offerFailures = 0;
  #offerRetry: NodeJS.Timeout | undefined;
  readonly #check: NodeJS.Timeout;

  constructor(deps: PrintingDeps, socket: WebSocket, agent: AgentSocket) {
    this.#deps = deps;
    this.#socket = socket;
    this.agent = agent;
    socket.on('message', (data) => this.#hear(data.toString()));
    socket.on('error', (error) => deps.log.info({ err: error, agentId: agent.agentId }, 'The line to an agent broke'));
    this.#check = setInterval(() => this.#checkLine(), checkEveryMs);
    socket.on('close', () => {
      clearInterval(this.#check);
      clearTimeout(this.#offerRetry);
    });
  }

  send(message: HubMessage): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  close(code: number, reason: string): void {
    this.#isWelcome = false;
    this.#socket.close(code, reason);
    setTimeout(() => this.#socket.terminate(), 1_000).unref();
  }

  /** Sends the agent its printers again. */
  sendPrinters(): void {
    if (!this.#isWelcome) return;
    this.#inTurn(async () => this.send({ type: 'printers', printers: await readAgentPrinters(this.#deps, this.agent) }));
  }

  /** Offers what waits; calls while an offer is being made lead to one more round. */
  offerJobs(): void {
    if (!this.#isWelcome) return;
    this.#isOfferDue = true;
    this.#offering ??= this.#offerRounds().finally(() => {
      this.#offering = undefined;
    });
  }

  /** Settled when nothing that was heard so far is still being worked on. */
  async settled(): Promise<void> {
    await this.#turn;
    await this.#offering;
  }

  async #offerRounds(): Promise<void> {
    while (this.#isOfferDue && this.#isWelcome) {
      this.#isOfferDue = false;
      try {
        for (const offer of await leaseJobs(this.#deps, this.agent)) this.send({ type: 'offer', ...offer });
        this.#offerFailures = 0;
      } catch (error) {
        this.#offerFailures += 1;
        this.#deps.log.error({ err: error, agentId: this.agent.agentId }, 'Jobs could not be offered; trying again');
        clearTimeout(this.#offerRetry);
        this.#offerRetry = setTimeout(() => this.offerJobs(), retryDelayMs(this.#offerFailures, offerBackoff));
        return;
      }
    }
  }

  #hear(text: string): void {
    this.#heardAtMs = Date.now();
    const message = parse(text);
    const isEarly = !this.#isWelcome && this.#waiting === 0 && message?.type !== 'hello';
    if (!message || isEarly) this.close(closeCodes.badMessage, message ? 'say hello first' : 'not a message of this protocol');
    else if (this.#waiting >= mostWaiting) this.close(closeCodes.tooMuch, 'too many messages at once');
    else this.#inTurn(() => this.#answer(message));
  }

  async #answer(message: AgentMessage): Promise<void> {
    for (const answer of await handleAgentMessage(this.#deps, this.agent, message)) this.send(answer);
    if (message.type === 'hello') this.#isWelcome = this.#socket.readyState === WebSocket.OPEN;
    if (mayHaveRoom(message)) this.offerJobs();
  }

  /**
   * One after the other: the order of an agent's words counts. A failure closes the line, nothing that waited behind it is done, and
   * the agent says it all again.
   */
  #inTurn(work: () => Promise<void>): void {
    this.#waiting += 1;
    const unlessBroken = async () => {
      if (!this.#isBroken) await work();
    };
    this.#turn = this.#turn.then(unlessBroken).then(
      () => {
        this.#waiting -= 1;
      },
      (error) => {
        this.#waiting -= 1;
        this.#isBroken = true;
        const isRevoked = error instanceof HubError && error.code === 'UNAUTHORIZED';
        if (!isRevoked) this.#deps.log.error({ err: error, agentId: this.agent.agentId }, 'A message of an agent could not be stored');
        this.close(isRevoked ? closeCodes.revoked : closeCodes.failed, isRevoked ? 'unpaired' : 'not stored, say it again');
      },
    );
  }

  /** Ends a line that fell silent; any message counts as a sign of life, and is noted now and then. */
  #checkLine(): void {
    const nowMs = Date.now();
    if (nowMs - this.#heardAtMs > agentDeadAfterMs) this.#socket.terminate();
    if (!this.#isWelcome || this.#heardAtMs - this.#seenAtMs < 15_000) return;
    this.#seenAtMs = this.#heardAtMs;
    this.#inTurn(() => noteAgentSeen(this.#deps, this.agent));
  }
}

/** A job that is still on its way through the agent makes no room for another one. */
function mayHaveRoom(message: AgentMessage): boolean {
  if (message.type === 'status') return message.state !== 'sending' && message.state !== 'spooled';
  return message.type === 'hello' || message.type === 'refused';
}

function parse(text: string): AgentMessage | undefined {
  try {
    return agentMessageSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON at all: the caller closes the line, which is the answer.
    return undefined;
  }
}
