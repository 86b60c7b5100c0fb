import { randomUUID } from 'node:crypto';
import { EventTricks } from '../stage/event-tricks.ts';
import type { WebhookDelivery } from '../stage/webhook-delivery.ts';
import { soapNotification } from './platform-notification.ts';
import { isAuthorized } from './tokens.ts';
import type { DeliveryRecord } from './webhook-delivery.ts';
import type { NotificationEvent, World } from './world.ts';

interface Address {
  readonly url: string;
  readonly destinationId: string;
  readonly schemaVersion: string;
}

/** Turns events into signed deliveries to whoever subscribed, with the tricks that are switched on. */
export class NotificationSink {
  readonly #world: World;
  readonly #tricks: EventTricks<DeliveryRecord>;

  constructor(world: World, delivery: WebhookDelivery<DeliveryRecord>) {
    this.#world = world;
    this.#tricks = new EventTricks(world, delivery);
  }

  emit(event: NotificationEvent): void {
    for (const address of this.#addresses(event)) this.#tricks.send(this.#record(event, address), event.topic);
    this.#emitSoap(event);
  }

  #emitSoap(event: NotificationEvent): void {
    const url = this.#world.settings.platformNotificationUrl;
    const soap = url === '' ? undefined : soapNotification(this.#world, event);
    if (!soap) return;
    const record: DeliveryRecord = {
      notificationId: randomUUID(),
      topic: soap.name,
      shopId: event.sellerId ?? '',
      destinationId: '',
      url,
      atMs: this.#world.clock.nowMs(),
      isTampered: false,
      soapHeaders: soap.headers,
      body: soap.body,
      attempts: 0,
      outcome: 'sending',
    };
    this.#tricks.send(record, soap.name);
  }

  #addresses({ topic, sellerId }: NotificationEvent): Address[] {
    const { settings, subscriptions, destinations } = this.#world;
    if (sellerId !== undefined && !isAuthorized(this.#world, sellerId)) return [];
    const found: Address[] = [];
    for (const subscription of subscriptions.all()) {
      if (subscription.topicId !== topic || subscription.sellerId !== sellerId || subscription.status !== 'ENABLED') continue;
      const destination = destinations.get(subscription.destinationId);
      if (destination?.status !== 'ENABLED') continue;
      found.push({ url: destination.endpoint, destinationId: destination.id, schemaVersion: subscription.schemaVersion });
    }
    const byHand = settings.webhookUrl;
    if (byHand === '' || found.some(({ url }) => url === byHand)) return found;
    return [...found, { url: byHand, destinationId: '', schemaVersion: '1.0' }];
  }

  /** The body counts its attempts, so it is made anew for each. */
  #record(event: NotificationEvent, { url, destinationId, schemaVersion }: Address): DeliveryRecord {
    const { clock, faults } = this.#world;
    const notificationId = `${randomUUID()}_${randomUUID()}`;
    const atMs = clock.nowMs();
    const eventDate = new Date(atMs).toISOString();
    const publishDates: Record<number, string> = {};
    return {
      notificationId,
      topic: event.topic,
      shopId: event.sellerId ?? '',
      destinationId,
      url,
      atMs,
      isTampered: faults.strike(event.topic, ['webhook-tampered']) !== undefined,
      attempts: 0,
      outcome: 'sending',
      get body() {
        const publishAttemptCount = Math.max(1, this.attempts);
        publishDates[publishAttemptCount] ??= new Date(clock.nowMs()).toISOString();
        const publishDate = publishDates[publishAttemptCount];
        return JSON.stringify({
          metadata: { topic: event.topic, schemaVersion, deprecated: false },
          notification: { notificationId, eventDate, publishDate, publishAttemptCount, data: event.data },
        });
      },
    };
  }
}
