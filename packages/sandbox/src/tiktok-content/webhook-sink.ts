import type { WebhookDelivery } from '../stage/webhook-delivery.ts';
import type { WebhookFault } from './faults.ts';
import type { DeliveryRecord } from './webhook-delivery.ts';
import type { WebhookEvent, World } from './world.ts';

const lateMs = 2_000;

/** Turns events into deliveries, and plays the tricks that are switched on: lost, twice, late, out of order. */
export class WebhookSink {
  readonly #world: World;
  readonly #delivery: WebhookDelivery<DeliveryRecord>;
  #heldBack: DeliveryRecord | undefined;
  #count = 0;

  constructor(world: World, delivery: WebhookDelivery<DeliveryRecord>) {
    this.#world = world;
    this.#delivery = delivery;
  }

  emit(event: WebhookEvent): void {
    const { settings, counters } = this.#world;
    if (settings.webhookUrl === '') return;
    const record = this.#record(event);
    if (this.#strike(event, 'webhook-lost')) {
      counters.webhooksLost += 1;
      record.outcome = 'lost';
      this.#delivery.keep(record);
      return;
    }
    const late = this.#strike(event, 'webhook-late');
    if (late) {
      setTimeout(() => this.#delivery.send(record), late.delayMs ?? lateMs).unref();
      return;
    }
    if (!this.#heldBack && this.#strike(event, 'webhook-reordered')) {
      this.#heldBack = record;
      // An event that no other follows must not stay behind for ever.
      setTimeout(() => this.#sendHeldBack(record), lateMs).unref();
      return;
    }
    this.#delivery.send(record);
    if (this.#strike(event, 'webhook-duplicate')) this.#delivery.send({ ...record });
    if (this.#heldBack) this.#sendHeldBack(this.#heldBack);
  }

  #sendHeldBack(record: DeliveryRecord): void {
    if (this.#heldBack !== record) return;
    this.#heldBack = undefined;
    this.#delivery.send(record);
  }

  #strike(event: WebhookEvent, kind: WebhookFault) {
    const { faults, accounts } = this.#world;
    return faults.strike([kind], event.event, [event.accountId, accounts.get(event.accountId)?.username ?? '']);
  }

  #record({ event, accountId, content }: WebhookEvent): DeliveryRecord {
    const { app, clock, settings } = this.#world;
    this.#count += 1;
    const body = JSON.stringify({
      client_key: app.clientKey,
      event,
      create_time: clock.nowSeconds(),
      user_openid: accountId,
      // JSON inside a string, with spaces as in the vendor's samples.
      content: JSON.stringify(content, undefined, 1).replaceAll('\n', ''),
    });
    const id = `event-${this.#count}`;
    return { id, event, accountId, url: settings.webhookUrl, body, startedAtMs: clock.nowMs(), attempts: 0, outcome: 'sending' };
  }
}
