import type { Clock } from '@shopfleet/kernel';
import type { WireShipment } from './wire/shipment.ts';

/** Long enough to be printed next; a label that was given back elsewhere meanwhile is rare. */
const keptMs = 120_000;
const mostKept = 200;

/**
 * Labels as they came with their purchase. Amazon shows a label again only once a second, and it is wanted right after it was bought:
 * each is handed out once, then asked for.
 */
export class FreshLabels {
  readonly #clock: Clock;
  readonly #kept = new Map<string, { readonly shipment: WireShipment; readonly untilMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  keep(shipment: WireShipment): void {
    const nowMs = this.#clock.now().getTime();
    for (const [id, { untilMs }] of this.#kept) if (untilMs <= nowMs || this.#kept.size >= mostKept) this.#kept.delete(id);
    this.#kept.set(shipment.ShipmentId, { shipment, untilMs: nowMs + keptMs });
  }

  take(shipmentId: string): WireShipment | undefined {
    const kept = this.#kept.get(shipmentId);
    this.#kept.delete(shipmentId);
    return kept && kept.untilMs > this.#clock.now().getTime() ? kept.shipment : undefined;
  }
}
