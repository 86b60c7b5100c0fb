import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { webhookSignature } from './webhook-signature.ts';
import type { World } from './world.ts';

const firstRetryMs = 60_000;
const longestRetryMs = 6 * 3_600_000;
const giveUpAfterMs = 72 * 3_600_000;
const keptRecords = 500;

export interface DeliveryRecord {
  readonly id: string;
  readonly event: string;
  readonly accountId: string;
  readonly url: string;
  readonly body: string;
  readonly startedAtMs: number;
  attempts: number;
  outcome: 'sending' | 'accepted' | 'waiting' | 'given-up' | 'lost';
  signedAtSeconds?: number;
  lastStatus?: number;
  lastError?: string;
}

/** Sends signed events; only 200 counts. Repeats with growing pauses on the movable clock, for 72 hours. */
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
  resend(id: string): boolean {
    const record = this.records.find((candidate) => candidate.id === id);
    if (!record) return false;
    this.#start({ ...record, startedAtMs: Number.NEGATIVE_INFINITY });
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
    delete record.lastStatus;
    delete record.lastError;
    try {
      record.lastStatus = await this.#post(record);
    } catch (error) {
      record.lastError = error instanceof Error ? error.message : String(error);
    }
    if (record.lastStatus === 200) {
      record.outcome = 'accepted';
      counters.webhooksAccepted += 1;
      return;
    }
    counters.webhooksFailed += 1;
    const nextAtMs = clock.nowMs() + Math.min(longestRetryMs, firstRetryMs * 2 ** (record.attempts - 1));
    if (nextAtMs - record.startedAtMs > giveUpAfterMs) {
      record.outcome = 'given-up';
      counters.webhooksGivenUp += 1;
      return;
    }
    record.outcome = 'waiting';
    timeline.schedule(nextAtMs, () => this.#start(record));
  }

  #post(record: DeliveryRecord): Promise<number> {
    const { app, settings, clock } = this.#world;
    const body = Buffer.from(record.body);
    const url = new URL(record.url);
    const isSecure = url.protocol === 'https:';
    if (settings.webhookFreshTimes || record.signedAtSeconds === undefined) record.signedAtSeconds = clock.nowSeconds();
    const options = {
      method: 'POST',
      agent: isSecure ? this.#agents['https:'] : this.#agents['http:'],
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        'Tiktok-Signature': webhookSignature(app.clientSecret, record.signedAtSeconds, body),
      },
      signal: AbortSignal.timeout(settings.webhookTimeoutRealMs),
    };
    return new Promise((resolve, reject) => {
      const request = (isSecure ? httpsRequest : httpRequest)(url, options, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', reject);
      });
      request.on('error', reject);
      request.end(body);
    });
  }
}
