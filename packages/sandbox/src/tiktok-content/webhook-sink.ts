import { EventTricks } from '../stage/event-tricks.ts';
import type { WebhookDelivery } from '../stage/webhook-delivery.ts';
import type { DeliveryRecord } from './webhook-delivery.ts';
import type { WebhookEvent, World } from './world.ts';

/** Turns events into deliveries, and plays the tricks that are switched on: lost, twice, late, out of order. */
export class WebhookSink {
  readonly #world: World;
  readonly #tricks: EventTricks<DeliveryRecord>;
  #count = 0;

  constructor(world: World, delivery: WebhookDelivery<DeliveryRecord>) {
    this.#world = world;
    this.#tricks = new EventTricks(world, delivery);
  }

  emit(event: WebhookEvent): void {
    const { settings, accounts } = this.#world;
    if (settings.webhookUrl === '') return;
    const { accountId } = event;
    this.#tricks.send(this.#record(event), event.event, [accountId, accounts.get(accountId)?.username ?? '']);
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
