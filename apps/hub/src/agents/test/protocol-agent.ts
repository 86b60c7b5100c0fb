import { type AgentMessage, type HubMessage, hubMessageSchema, type JobOffer, type JobStatus } from '@shopfleet/contracts';
import { WebSocket } from 'ws';

type Held = { readonly offer: JobOffer; isGranted: boolean; isEnded: boolean };
type Said = Pick<JobStatus, 'state'> & Partial<JobStatus>;

/**
 * The agent's side of the protocol and nothing else: a journal that outlives its connections, a printer that counts. Takes every
 * document over HTTP before it says that it has it.
 */
export class ProtocolAgent {
  readonly #token: string;
  readonly #held = new Map<string, Held>();
  #waiting: JobStatus[] = [];
  #nextSeq = 1;
  #socket: WebSocket | undefined;
  #origin: string;
  #isStopped = false;
  /** Sheets that came out, by job. */
  readonly printed = new Map<string, number>();
  readonly heard: HubMessage[] = [];
  readonly closings: number[] = [];
  /** False: says that it received, and leaves the rest to the test. */
  isPrinting = true;

  constructor(origin: string, token: string) {
    this.#origin = origin;
    this.#token = token;
  }

  /** Connects, and comes back whenever the line breaks, until `stop`. */
  start(origin = this.#origin): void {
    this.#origin = origin;
    if (this.#isStopped) return;
    const socket = new WebSocket(`${this.#origin.replace('http', 'ws')}/agent/socket`, {
      headers: { authorization: `Bearer ${this.#token}` },
    });
    this.#socket = socket;
    socket.on('open', () => this.#hello());
    socket.on('message', (data) => void this.#hear(hubMessageSchema.parse(JSON.parse(data.toString()))));
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      this.closings.push(code);
      setTimeout(() => socket === this.#socket && this.start(), 50).unref();
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#socket?.terminate();
  }

  /** Connects no more once the line is closed. */
  stayAway(): void {
    this.#isStopped = true;
  }

  say(message: AgentMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  status(job: { printJobId: string; fence: number }, said: Said): void {
    const numbered = {
      detail: '',
      isSafeToRetry: false,
      ...said,
      printJobId: job.printJobId,
      fence: job.fence,
      seq: this.#nextSeq++,
      atMs: Date.now(),
    };
    this.#waiting.push(numbered);
    this.say({ type: 'status', ...numbered });
  }

  #hello(): void {
    const open = [...this.#held.values()].filter((job) => !job.isEnded);
    const openJobs = open.map(({ offer }) => ({ printJobId: offer.printJobId, fence: offer.fence }));
    this.say({ type: 'hello', v: 1, agentVersion: '0.1', hostName: 'bench', openJobs, nextSeq: this.#nextSeq });
  }

  async #hear(message: HubMessage): Promise<void> {
    this.heard.push(message);
    if (message.type === 'welcome') this.#welcome(message);
    if (message.type === 'offer') await this.#take(message);
    if (message.type === 'receivedAck') this.#grant(message);
    if (message.type === 'drop') this.#drop(message);
    if (message.type === 'ack') this.#waiting = this.#waiting.filter(({ seq }) => seq > message.seq);
  }

  #welcome(welcome: HubMessage & { type: 'welcome' }): void {
    this.#waiting = this.#waiting.filter(({ seq }) => seq > welcome.ackedSeq);
    for (const ref of welcome.droppedJobs) this.#drop(ref);
    for (const ref of welcome.confirmedJobs) this.#grant(ref);
    for (const status of this.#waiting) this.say({ type: 'status', ...status });
  }

  async #take(offer: JobOffer): Promise<void> {
    const key = `${offer.printJobId}:${offer.fence}`;
    const ref = { printJobId: offer.printJobId, fence: offer.fence };
    if (!this.#held.has(key)) {
      const url = `${this.#origin}/agent/documents/${offer.document.sha256}`;
      const answer = await fetch(url, { headers: { authorization: `Bearer ${this.#token}` } }).catch(() => undefined);
      if (!answer?.ok || (await answer.arrayBuffer().catch(() => undefined))?.byteLength !== offer.document.bytes) return;
      this.#held.set(key, { offer, isGranted: false, isEnded: false });
    }
    this.say({ type: 'received', ...ref });
  }

  #drop(ref: { printJobId: string; fence: number }): void {
    const job = this.#held.get(`${ref.printJobId}:${ref.fence}`);
    if (job && !job.isGranted) this.#held.delete(`${ref.printJobId}:${ref.fence}`);
  }

  #grant(ref: { printJobId: string; fence: number }): void {
    const job = this.#held.get(`${ref.printJobId}:${ref.fence}`);
    if (!job || job.isGranted || !this.isPrinting) return;
    job.isGranted = true;
    job.isEnded = true;
    this.status(ref, { state: 'sending' });
    this.printed.set(ref.printJobId, (this.printed.get(ref.printJobId) ?? 0) + 1);
    this.status(ref, { state: 'spooled' });
    this.status(ref, { state: 'confirmed' });
  }
}
