import { EventTricks } from '../stage/event-tricks.ts';
import type { WebhookDelivery } from '../stage/webhook-delivery.ts';
import { isAuthorized } from './tokens.ts';
import type { DeliveryRecord } from './webhook-delivery.ts';
import type { WebhookEvent, World } from './world.ts';

const eventTypes: Readonly<Record<number, string>> = {
  1: 'ORDER_STATUS_CHANGE',
  3: 'RECIPIENT_ADDRESS_UPDATE',
  4: 'PACKAGE_UPDATE',
  5: 'PRODUCT_STATUS_CHANGE',
  6: 'SELLER_DEAUTHORIZATION',
  7: 'UPCOMING_AUTHORIZATION_EXPIRATION',
  11: 'CANCELLATION_STATUS_CHANGE',
  12: 'RETURN_STATUS_CHANGE',
  15: 'PRODUCT_INFORMATION_CHANGE',
  16: 'PRODUCT_CREATION',
  37: 'PRODUCT_AUDIT_STATUS_CHANGE',
};

export const knownEventTypes: readonly string[] = Object.values(eventTypes);

/** Turns events into signed deliveries. */
export class WebhookSink {
  readonly #world: World;
  readonly #tricks: EventTricks<DeliveryRecord>;

  constructor(world: World, delivery: WebhookDelivery<DeliveryRecord>) {
    this.#world = world;
    this.#tricks = new EventTricks(world, delivery);
  }

  emit(event: WebhookEvent): void {
    const shop = this.#world.shops.get(event.shopId);
    const url = shop && this.#address(event);
    if (!shop || !url || !isAuthorized(this.#world, shop.sellerId)) return;
    this.#tricks.send(this.#record(event, url), String(event.type));
  }

  /** A shop's own address for this event goes before the app-wide one. */
  #address(event: WebhookEvent): string | undefined {
    const own = this.#world.shopWebhooks.get(`${event.shopId}/${eventTypes[event.type] ?? ''}`);
    const address = own?.address ?? this.#world.settings.webhookUrl;
    return address === '' ? undefined : address;
  }

  #record(event: WebhookEvent, url: string): DeliveryRecord {
    const notificationId = this.#world.identifiers.next('notification');
    const raw = Object.entries(event.rawFields ?? {}).map(([name, digits]) => `${JSON.stringify(name)}:${digits}`);
    const fields = JSON.stringify(event.fields).slice(1, -1);
    const inner = [...raw, fields].filter((part) => part !== '').join(',');
    const head = `"type":${event.type},"tts_notification_id":"${notificationId}","shop_id":"${event.shopId}"`;
    const body = `{${head},"timestamp":${this.#world.clock.nowSeconds()},"data":{${inner}}}`;
    return { notificationId, type: event.type, shopId: event.shopId, url, body, attempts: 0, outcome: 'sending' };
  }
}
