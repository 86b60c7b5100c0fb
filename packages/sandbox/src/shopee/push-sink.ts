import { EventTricks } from '../stage/event-tricks.ts';
import type { WebhookDelivery } from '../stage/webhook-delivery.ts';
import { keepLost } from './lost-pushes.ts';
import type { PushRecord } from './push-delivery.ts';
import { isLinked } from './tokens.ts';
import type { PushEvent, World } from './world.ts';

const verifyInfo = 'This is a Verification message.Please respond in the certain format.';

/** Turns events into signed pushes to the one address of the app. */
export class PushSink {
  readonly #world: World;
  readonly #delivery: WebhookDelivery<PushRecord>;
  readonly #tricks: EventTricks<PushRecord>;

  constructor(world: World, delivery: WebhookDelivery<PushRecord>) {
    this.#world = world;
    this.#delivery = delivery;
    this.#tricks = new EventTricks(world, delivery);
  }

  emit(event: PushEvent): void {
    const { settings, faults, app, clock } = this.#world;
    if (settings.webhookUrl === '' || (event.shopId !== undefined && !isLinked(this.#world, event.shopId))) return;
    const owner = event.shopId === undefined ? { partner_id: app.partnerId } : { shop_id: Number(event.shopId) };
    const body = JSON.stringify({ data: event.fields, ...owner, code: event.code, timestamp: clock.nowSeconds() });
    const record = this.#record(event, body);
    if (faults.strike(String(event.code), ['webhook-to-lost-queue'])) {
      record.outcome = 'lost';
      this.#delivery.keep(record);
      keepLost(this.#world, record);
      return;
    }
    this.#tricks.send(record, String(event.code));
  }

  /** What the console sends when an address is saved. */
  verifyAddress(): void {
    if (this.#world.settings.webhookUrl === '') return;
    const body = JSON.stringify({ code: 0, data: { verify_info: verifyInfo } });
    this.#delivery.send(this.#record({ code: 0, fields: {} }, body));
  }

  #record({ code, shopId }: PushEvent, body: string): PushRecord {
    const { identifiers, settings } = this.#world;
    const id = String(identifiers.serial());
    return { id, code, url: settings.webhookUrl, body, attempts: 0, outcome: 'sending', ...(shopId === undefined ? {} : { shopId }) };
  }
}
