import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Timeline } from './timeline.ts';

const keptRecords = 500;

/** One event on its way to one address. */
export interface Delivery {
  readonly url: string;
  readonly body: string;
  attempts: number;
  outcome: 'sending' | 'accepted' | 'waiting' | 'given-up' | 'lost';
  lastStatus?: number;
  lastError?: string;
}

export interface DeliveryCounters {
  webhooksSent: number;
  webhooksAccepted: number;
  webhooksFailed: number;
  webhooksGivenUp: number;
}

/** What each marketplace does in its own way. */
export interface DeliveryRules<D extends Delivery> {
  /** Signed anew for every attempt, beside type and length. */
  headers(delivery: D, body: Buffer): Record<string, string>;
  isAccepted(status: number, bodyBytes: number): boolean;
  /** When to try again after a failure, on the movable clock; undefined gives up. */
  nextAtMs(delivery: D): number | undefined;
  timeoutMs(): number;
  /** Told once the last attempt has failed. */
  givenUp?(delivery: D): void;
}

/** Sends signed events and repeats them on the movable clock, by the rules of a marketplace. */
export class WebhookDelivery<D extends Delivery> {
  readonly #world: { readonly counters: DeliveryCounters; readonly timeline: Timeline };
  readonly #rules: DeliveryRules<D>;
  readonly #agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets: 32 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 32 }),
  };
  readonly #running = new Set<Promise<void>>();
  readonly records: D[] = [];
  #isStopped = false;

  constructor(world: { readonly counters: DeliveryCounters; readonly timeline: Timeline }, rules: DeliveryRules<D>) {
    this.#world = world;
    this.#rules = rules;
  }

  send(record: D): void {
    this.keep(record);
    this.#start(record, true);
  }

  keep(record: D): void {
    this.records.push(record);
    if (this.records.length > keptRecords) this.records.splice(0, this.records.length - keptRecords);
  }

  /** Sends a kept event once more, as a duplicate would come; not repeated. False when none is meant. */
  resend(isMeant: (record: D) => boolean): boolean {
    const record = this.records.find(isMeant);
    if (record) this.#start({ ...record }, false);
    return record !== undefined;
  }

  /** Resolves once no request is under way. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  stop(): void {
    this.#isStopped = true;
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  #start(record: D, mayRepeat: boolean): void {
    if (this.#isStopped) return;
    const attempt = this.#attempt(record, mayRepeat).finally(() => this.#running.delete(attempt));
    this.#running.add(attempt);
  }

  async #attempt(record: D, mayRepeat: boolean): Promise<void> {
    const { counters, timeline } = this.#world;
    record.attempts += 1;
    record.outcome = 'sending';
    counters.webhooksSent += 1;
    delete record.lastStatus;
    delete record.lastError;
    let bodyBytes = 0;
    try {
      const answer = await this.#post(record);
      record.lastStatus = answer.status;
      bodyBytes = answer.bodyBytes;
    } catch (error) {
      record.lastError = error instanceof Error ? error.message : String(error);
    }
    if (record.lastStatus !== undefined && this.#rules.isAccepted(record.lastStatus, bodyBytes)) {
      record.outcome = 'accepted';
      counters.webhooksAccepted += 1;
      return;
    }
    counters.webhooksFailed += 1;
    const nextAtMs = mayRepeat ? this.#rules.nextAtMs(record) : undefined;
    if (nextAtMs === undefined) {
      record.outcome = 'given-up';
      counters.webhooksGivenUp += 1;
      if (mayRepeat) this.#rules.givenUp?.(record);
      return;
    }
    record.outcome = 'waiting';
    timeline.schedule(nextAtMs, () => this.#start(record, true));
  }

  #post(record: D): Promise<{ status: number; bodyBytes: number }> {
    const body = Buffer.from(record.body);
    const url = new URL(record.url);
    const isSecure = url.protocol === 'https:';
    const options = {
      method: 'POST',
      agent: isSecure ? this.#agents['https:'] : this.#agents['http:'],
      headers: { 'content-type': 'application/json', 'content-length': body.length, ...this.#rules.headers(record, body) },
      signal: AbortSignal.timeout(this.#rules.timeoutMs()),
    };
    return new Promise((resolve, reject) => {
      const request = (isSecure ? httpsRequest : httpRequest)(url, options, (response) => {
        let bodyBytes = 0;
        response.on('data', (chunk: Buffer) => {
          bodyBytes += chunk.length;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, bodyBytes }));
        response.on('error', reject);
      });
      request.on('error', reject);
      request.setNoDelay(true);
      request.end(body);
    });
  }
}
