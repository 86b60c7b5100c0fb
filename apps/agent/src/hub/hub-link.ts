import {
  type AgentMessage,
  agentDeadAfterMs,
  agentPingEveryMs,
  type HubMessage,
  hubMessageSchema,
} from '@shopfleet/contracts/agent-protocol';
import { type Log, retryDelayMs } from '@shopfleet/kernel';
import { WebSocket } from 'ws';
import { type HubAddress, hubUrl, tlsOptions } from './hub-address.ts';
import { jsonOf } from './hub-http.ts';

export interface HubLinkOptions {
  readonly address: HubAddress;
  readonly token: string;
  readonly log: Log;
  /** A connection stands; nothing was said yet. */
  readonly onOpen: () => void;
  readonly onMessage: (message: HubMessage) => void;
}

export type LinkState = 'connecting' | 'connected' | 'refused' | 'waiting';
const reconnect = { baseMs: 1_000, maxMs: 30_000 };
/** A connection that lived this long makes the next wait short again. */
const stableAfterMs = 60_000;

/** Keeps one WebSocket to the hub open: pings, notices a dead line, comes back with growing waits. */
export class HubLink {
  readonly #options: HubLinkOptions;
  #socket: WebSocket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #isStopped = false;
  state: LinkState = 'connecting';
  /** Why there is no connection, for people. */
  trouble = '';

  constructor(options: HubLinkOptions) {
    this.#options = options;
  }

  start(): void {
    this.#connect();
  }

  /** False when there is no connection: what matters is in the journal and is said again after the next welcome. */
  send(message: AgentMessage): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#socket?.close(1000, 'the agent stops');
    // A hub that does not answer the closing must not keep the process alive.
    this.#timer = setTimeout(() => this.#socket?.terminate(), 500).unref();
  }

  #connect(): void {
    const { address, token } = this.#options;
    const url = hubUrl(address, '/agent/socket');
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url, {
      perMessageDeflate: false,
      handshakeTimeout: 10_000,
      maxPayload: 8 * 1024 * 1024,
      headers: { authorization: `Bearer ${token}` },
      ...tlsOptions(address),
    });
    this.#socket = socket;
    this.state = 'connecting';
    let openedAtMs = 0;
    let heardAtMs = Date.now();
    let timers: NodeJS.Timeout[] = [];
    socket.on('open', () => {
      openedAtMs = Date.now();
      heardAtMs = openedAtMs;
      timers = this.#watchLine(socket, () => heardAtMs);
      this.state = 'connected';
      this.trouble = '';
      this.#options.onOpen();
    });
    socket.on('message', (data) => {
      heardAtMs = Date.now();
      this.#read(data.toString());
    });
    socket.on('unexpected-response', (_request, response) => {
      this.trouble =
        response.statusCode === 401 || response.statusCode === 403
          ? 'The hub does not know this agent any more: pair it again.'
          : `The hub answered ${response.statusCode}.`;
      socket.terminate();
    });
    socket.on('error', (error) => {
      this.trouble ||= error.message;
    });
    socket.on('close', () => {
      for (const timer of timers) clearInterval(timer);
      if (openedAtMs > 0 && Date.now() - openedAtMs > stableAfterMs) this.#failures = 0;
      this.#comeBack();
    });
  }

  #watchLine(socket: WebSocket, heardAtMs: () => number): NodeJS.Timeout[] {
    const ping = setInterval(() => socket.send(JSON.stringify({ type: 'ping' } satisfies AgentMessage)), agentPingEveryMs);
    const check = setInterval(() => {
      if (Date.now() - heardAtMs() > agentDeadAfterMs) socket.terminate();
    }, 5_000);
    return [ping, check];
  }

  #read(text: string): void {
    const message = hubMessageSchema.safeParse(jsonOf(Buffer.from(text)));
    if (message.success) this.#options.onMessage(message.data);
    else this.#options.log.warn({ issues: message.error.issues.slice(0, 5) }, 'The hub said something that this agent does not understand');
  }

  #comeBack(): void {
    if (this.#isStopped) return;
    this.#failures += 1;
    const delayMs = retryDelayMs(this.#failures, reconnect);
    this.state = 'waiting';
    this.#options.log.info({ delayMs, trouble: this.trouble }, 'No connection to the hub; trying again');
    this.#timer = setTimeout(() => {
      this.trouble = '';
      this.#connect();
    }, delayMs);
  }
}
