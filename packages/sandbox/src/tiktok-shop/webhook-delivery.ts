import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { webhookSignature } from './signature.ts';
import type { World } from './world.ts';

const minute = 60_000;
const retryAfterMs = [2 * minute, 30 * minute, 180 * minute, 720 * minute];
const keptRecords = 500;

export interface DeliveryRecord {
  readonly notificationId: string;
  readonly type: number;
  readonly shopId: string;
  readonly url: string;
  readonly body: string;
  attempts: number;
  outcome: 'sending' | 'accepted' | 'waiting' | 'given-up' | 'lost';
  lastStatus?: number;
  lastError?: string;
}

/** Sends signed events, waits 3 seconds for 200 (or 401, which also counts as an answer), repeats four times on the movable clock. */
export class WebhookDelivery {
  readonly #world: World;
  readonly #agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets: 32 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 32 }),
  };
  readonly #running = new Set<Promise<void>>();
  readonly records: DeliveryRecord[] = [];
  #isStopped = false;

  constructor(world: World) {
    this.#world = world;
  }

  send(record: DeliveryRecord): void {
    this.keep(record);
    this.#start(record);
  }

  keep(record: DeliveryRecord): void {
    this.records.push(record);
    if (this.records.length > keptRecords) this.records.splice(0, this.records.length - keptRecords);
  }

  /** Sends a kept event once more, as a duplicate would come. */
  resend(notificationId: string): boolean {
    const record = this.records.find((candidate) => candidate.notificationId === notificationId);
    if (!record) return false;
    this.#start({ ...record, attempts: retryAfterMs.length });
    return true;
  }

  /** Resolves once no request is under way. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  stop(): void {
    this.#isStopped = true;
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  #start(record: DeliveryRecord): void {
    if (this.#isStopped) return;
    const attempt = this.#attempt(record).finally(() => this.#running.delete(attempt));
    this.#running.add(attempt);
  }

  async #attempt(record: DeliveryRecord): Promise<void> {
    const { counters, clock, timeline } = this.#world;
    record.attempts += 1;
    record.outcome = 'sending';
    counters.webhooksSent += 1;
    try {
      record.lastStatus = await this.#post(record);
    } catch (error) {
      delete record.lastStatus;
      record.lastError = error instanceof Error ? error.message : String(error);
    }
    const status = record.lastStatus ?? 0;
    if (status === 200 || status === 401) {
      record.outcome = 'accepted';
      counters.webhooksAccepted += 1;
      return;
    }
    counters.webhooksFailed += 1;
    const delayMs = retryAfterMs[record.attempts - 1];
    if (delayMs === undefined) {
      record.outcome = 'given-up';
      counters.webhooksGivenUp += 1;
      return;
    }
    record.outcome = 'waiting';
    timeline.schedule(clock.nowMs() + delayMs, () => this.#start(record));
  }

  #post(record: DeliveryRecord): Promise<number> {
    const { app, settings } = this.#world;
    const body = Buffer.from(record.body);
    const url = new URL(record.url);
    const isSecure = url.protocol === 'https:';
    const options = {
      method: 'POST',
      agent: isSecure ? this.#agents['https:'] : this.#agents['http:'],
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        authorization: webhookSignature(app.appKey, app.appSecret, body),
      },
      signal: AbortSignal.timeout(settings.webhookTimeoutRealMs),
    };
    return new Promise((resolve, reject) => {
      const request = (isSecure ? httpsRequest : httpRequest)(url, options, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', reject);
      });
      request.setNoDelay(true);
      request.on('error', reject);
      request.end(body);
    });
  }
}
