import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  type AgentMessage,
  type AgentPrinter,
  agentMessageSchema,
  type HubMessage,
  type JobOffer,
  type JobStatus,
  type PrinterReport,
} from '@shopfleet/contracts/agent-protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import { sha256Of } from '../journal/document-store.ts';
import { finalStates } from '../journal/journal-entry.ts';

export interface PeerJob {
  readonly offer: JobOffer;
  state: 'offered' | 'received' | 'refused' | 'ended';
  statuses: JobStatus[];
  refusal: string;
}

export const peerToken = 'token-of-the-test-agent';
export const peerCode = 'ABCD-1234';

/** A partner that speaks the hub's side of the agent protocol by its schemas. Remembers everything; `violations` is what it objects to. */
export class HubPeer {
  readonly jobs = new Map<string, PeerJob>();
  readonly heard: AgentMessage[] = [];
  readonly violations: string[] = [];
  readonly reports = new Map<string, PrinterReport>();
  readonly documents = new Map<string, Buffer>();
  printers: AgentPrinter[];
  ackedSeq = 0;
  /** While true, `received` is not answered: the agent must not print. */
  withholdsReceipts = false;
  withholdsAcks = false;
  isPaired = false;
  #sockets = new Set<WebSocket>();
  readonly #scheme: string;
  readonly #server: ReturnType<typeof createServer>;
  readonly #webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });

  constructor(printers: AgentPrinter[], tls?: { readonly key: string; readonly cert: string }) {
    this.printers = printers;
    const answer = (request: IncomingMessage, response: ServerResponse) => this.#answerHttp(request, response);
    this.#server = tls === undefined ? createServer(answer) : createTlsServer(tls, answer);
    this.#scheme = tls === undefined ? 'http' : 'https';
    this.#server.on('upgrade', (request, socket, head) => {
      if (request.headers.authorization !== `Bearer ${peerToken}` || request.url !== '/agent/socket')
        return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => this.#greet(webSocket));
    });
  }

  async listen(port = 0): Promise<this> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The peer does not listen.');
    return `${this.#scheme}://127.0.0.1:${address.port}`;
  }

  addJob(
    job: { printJobId: string; printerId: string; bytes: Buffer; format: JobOffer['document']['format'] } & Partial<
      Pick<JobOffer, 'copies' | 'priority' | 'title' | 'expiresAt' | 'fence'>
    >,
  ): PeerJob {
    const { bytes, format, ...rest } = job;
    const sha256 = sha256Of(bytes);
    this.documents.set(sha256, bytes);
    const defaults = { fence: 1, copies: 1, priority: 0, title: job.printJobId, expiresAt: new Date(Date.now() + 900_000).toISOString() };
    const entry: PeerJob = {
      offer: { ...defaults, ...rest, document: { sha256, format, bytes: bytes.length } },
      state: 'offered',
      statuses: [],
      refusal: '',
    };
    this.jobs.set(job.printJobId, entry);
    this.say({ type: 'offer', ...entry.offer });
    return entry;
  }

  finalState(printJobId: string): JobStatus | undefined {
    return this.jobs.get(printJobId)?.statuses.findLast((status) => finalStates.has(status.state));
  }

  areAllEnded(): boolean {
    return [...this.jobs.values()].every((job) => job.state === 'ended' || job.state === 'refused');
  }

  say(message: HubMessage): void {
    for (const socket of this.#sockets) socket.send(JSON.stringify(message));
  }

  disconnectAll(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.disconnectAll();
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  #greet(socket: WebSocket): void {
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('message', (data) => {
      const message = agentMessageSchema.parse(JSON.parse(data.toString()));
      this.heard.push(message);
      if (message.type === 'hello') this.#sockets.add(socket);
      this.#hear(message, (answer) => socket.send(JSON.stringify(answer)));
    });
  }

  #hear(message: AgentMessage, reply: (answer: HubMessage) => void): void {
    if (message.type === 'hello') this.#welcome(message, reply);
    if (message.type === 'ping') reply({ type: 'pong' });
    if (message.type === 'printers') for (const report of message.reports) this.reports.set(report.printerId, report);
    if (message.type === 'refused') Object.assign(this.#job(message.printJobId), { state: 'refused', refusal: message.detail });
    if (message.type === 'received' && !this.withholdsReceipts) {
      const job = this.#job(message.printJobId);
      if (job.state === 'offered') job.state = 'received';
      reply({ type: 'receivedAck', printJobId: message.printJobId, fence: message.fence });
    }
    if (message.type === 'status') this.#takeStatus(message, reply);
  }

  #welcome({ openJobs }: AgentMessage & { type: 'hello' }, reply: (answer: HubMessage) => void): void {
    const [confirmedJobs, droppedJobs] = [
      openJobs.filter((ref) => this.jobs.has(ref.printJobId)),
      openJobs.filter((ref) => !this.jobs.has(ref.printJobId)),
    ];
    const mayPrint = this.withholdsReceipts ? [] : confirmedJobs;
    for (const ref of mayPrint) if (this.#job(ref.printJobId).state === 'offered') this.#job(ref.printJobId).state = 'received';
    reply({
      type: 'welcome',
      agentId: 'agt_test',
      agentName: 'Bench',
      ackedSeq: this.ackedSeq,
      printers: this.printers,
      confirmedJobs: mayPrint,
      droppedJobs,
    });
    for (const job of this.jobs.values()) if (job.state === 'offered') reply({ type: 'offer', ...job.offer });
  }

  #takeStatus({ type: _type, ...status }: AgentMessage & { type: 'status' }, reply: (answer: HubMessage) => void): void {
    if (this.withholdsAcks) return;
    if (status.seq > this.ackedSeq) {
      if (status.seq !== this.ackedSeq + 1) this.violations.push(`status ${status.seq} came after ${this.ackedSeq}`);
      this.ackedSeq = status.seq;
      const job = this.#job(status.printJobId);
      const earlier = this.finalState(status.printJobId);
      if (earlier !== undefined && earlier.state !== status.state)
        this.violations.push(`${status.printJobId} was ${earlier.state} and became ${status.state}`);
      job.statuses.push(status);
      if (finalStates.has(status.state)) job.state = 'ended';
    }
    reply({ type: 'ack', seq: status.seq });
  }

  #job(printJobId: string): PeerJob {
    const job = this.jobs.get(printJobId);
    if (job === undefined) throw new Error(`The agent speaks of ${printJobId}, which nobody offered.`);
    return job;
  }

  async #answerHttp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const json = (status: number, body: unknown) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString() || '{}');
    if (request.url === '/health') return json(200, { status: 'ok' });
    if (request.url === '/agent/pairing/claim')
      return body.code === peerCode
        ? json(200, this.#paired())
        : json(400, { code: 'PAIRING_CODE_INVALID', title: 'This pairing code is not valid' });
    if (request.url === '/agent/pairing/start')
      return json(200, {
        deviceCode: 'device',
        userCode: peerCode,
        expiresAt: new Date(Date.now() + 5000).toISOString(),
        intervalSeconds: 0,
      });
    if (request.url === '/agent/pairing/token') return json(200, this.isPaired ? this.#paired() : { status: 'pending' });
    const document = this.documents.get(request.url?.split('/').at(-1) ?? '');
    if (request.headers.authorization !== `Bearer ${peerToken}`) return json(401, { title: 'You are not signed in' });
    if (document === undefined) return json(404, { title: 'There is no such thing here' });
    response.end(document);
  }

  #paired() {
    return { status: 'paired', agentId: 'agt_test', token: peerToken };
  }
}
