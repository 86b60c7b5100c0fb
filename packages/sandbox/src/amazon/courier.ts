import { type Delivery, WebhookDelivery } from '../stage/webhook-delivery.ts';
import { queueMessage } from './queue.ts';
import type { World } from './world.ts';

const minute = 60_000;
/** EventBridge repeats for a day, more and more slowly. */
const retryAfterMs = [minute, 2 * minute, 5 * minute, 15 * minute, 60 * minute, 240 * minute, 720 * minute];

/** One notification on its way: to the address of an API destination, or into the queue (`queue`). */
export interface NoticeRecord extends Delivery {
  readonly notificationId: string;
  readonly type: string;
  readonly sellerId: string;
}

/** Carries notifications to where they go. */
export class Courier {
  readonly #world: World;
  readonly #posts: WebhookDelivery<NoticeRecord>;

  constructor(world: World) {
    this.#world = world;
    const { clock, settings } = world;
    this.#posts = new WebhookDelivery<NoticeRecord>(world, {
      headers: () => ({ 'x-api-key': settings.eventKey, 'user-agent': 'Amazon/EventBridge/ApiDestinations' }),
      isAccepted: (status) => status >= 200 && status < 300,
      nextAtMs: ({ attempts }) => {
        const delayMs = retryAfterMs[attempts - 1];
        return delayMs === undefined ? undefined : clock.nowMs() + delayMs;
      },
      timeoutMs: () => settings.webhookTimeoutRealMs,
    });
  }

  get records(): readonly NoticeRecord[] {
    return this.#posts.records;
  }

  send(record: NoticeRecord): void {
    if (record.url === 'queue') {
      this.#posts.keep(record);
      this.#enqueue(record);
    } else {
      this.#posts.send(record);
    }
  }

  keep(record: NoticeRecord): void {
    this.#posts.keep(record);
  }

  /** The same notification once more. False when it is not known any more. */
  resend(notificationId: string): boolean {
    const queued = this.records.find((record) => record.notificationId === notificationId && record.url === 'queue');
    if (queued) this.#enqueue(queued);
    const posted = this.#posts.resend((record) => record.notificationId === notificationId && record.url !== 'queue');
    return posted || queued !== undefined;
  }

  settled(): Promise<void> {
    return this.#posts.settled();
  }

  stop(): void {
    this.#posts.stop();
  }

  #enqueue(record: NoticeRecord): void {
    queueMessage(this.#world, record.body);
    record.attempts += 1;
    record.outcome = 'accepted';
  }
}
