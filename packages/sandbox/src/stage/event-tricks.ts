import type { Delivery, WebhookDelivery } from './webhook-delivery.ts';

/** What may happen to events on their way. */
export const eventFaults = ['webhook-duplicate', 'webhook-lost', 'webhook-late', 'webhook-reordered'] as const;

type EventFault = (typeof eventFaults)[number];

interface Stage {
  readonly counters: { webhooksLost: number };
  readonly faults: {
    strike(api: string, kinds: readonly EventFault[], account: readonly string[]): { readonly delayMs?: number } | undefined;
  };
}

const lateMs = 2_000;

/** Plays the tricks that are switched on with events on their way: lost, twice, late, out of order. */
export class EventTricks<D extends Delivery> {
  readonly #stage: Stage;
  readonly #delivery: Pick<WebhookDelivery<D>, 'send' | 'keep'>;
  #heldBack: D | undefined;

  constructor(stage: Stage, delivery: Pick<WebhookDelivery<D>, 'send' | 'keep'>) {
    this.#stage = stage;
    this.#delivery = delivery;
  }

  /** `topic` is what a rule names the event by; `account` holds every name of the account that it is about. */
  send(record: D, topic: string, account: readonly string[] = []): void {
    const { faults, counters } = this.#stage;
    const strike = (kind: EventFault) => faults.strike(topic, [kind], account);
    if (strike('webhook-lost')) {
      counters.webhooksLost += 1;
      record.outcome = 'lost';
      this.#delivery.keep(record);
      return;
    }
    const late = strike('webhook-late');
    if (late) {
      setTimeout(() => this.#delivery.send(record), late.delayMs ?? lateMs).unref();
      return;
    }
    if (!this.#heldBack && strike('webhook-reordered')) {
      this.#heldBack = record;
      // An event that no other follows must not stay behind for ever.
      setTimeout(() => this.#sendHeldBack(record), lateMs).unref();
      return;
    }
    this.#delivery.send(record);
    if (strike('webhook-duplicate')) this.#delivery.send({ ...record });
    if (this.#heldBack) this.#sendHeldBack(this.#heldBack);
  }

  #sendHeldBack(record: D): void {
    if (this.#heldBack !== record) return;
    this.#heldBack = undefined;
    this.#delivery.send(record);
  }
}
