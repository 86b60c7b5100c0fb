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
    const { faults, app, clock } = this.#world;
    if (!this.#isWanted(event)) return;
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

  #isWanted({ code, shopId }: PushEvent): boolean {
    const { settings } = this.#world;
    if (settings.webhookUrl === '' || settings.mutedCodes.split(',').includes(String(code))) return false;
    return shopId === undefined || (isLinked(this.#world, shopId) && !settings.blockedShops.split(',').includes(shopId));
  }

  /** What the console sends when an address is saved. Resolves with why the answer is not good, or undefined. */
  async verifyAddress(): Promise<string | undefined> {
    if (this.#world.settings.webhookUrl === '') return undefined;
    const body = JSON.stringify({ code: 0, data: { verify_info: verifyInfo } });
    const record = this.#record({ code: 0, fields: {} }, body);
    this.#delivery.send(record);
    await this.#delivery.settled();
    if (record.outcome === 'accepted') return undefined;
    return record.lastError ?? `the address answered ${record.lastStatus}, which should be 2xx with an empty body`;
  }

  #record({ code, shopId }: PushEvent, body: string): PushRecord {
    const { identifiers, settings } = this.#world;
    const id = String(identifiers.serial());
    return { id, code, url: settings.webhookUrl, body, attempts: 0, outcome: 'sending', ...(shopId === undefined ? {} : { shopId }) };
  }
}
