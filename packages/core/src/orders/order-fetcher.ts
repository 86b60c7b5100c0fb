import type { PlatformOrder } from '@shopfleet/platform-kit';
import { type OpenShop, ShopPlaces } from '../sync/index.ts';
import { fetchOrders } from './fetch-orders.ts';

export interface FetchedOrder {
  /** The platform's name in the database. */
  readonly platform: string;
  readonly order: PlatformOrder;
}

interface Waiting {
  readonly externalId: string;
  readonly resolve: (order: FetchedOrder | undefined) => void;
  readonly reject: (error: unknown) => void;
}

interface OrderFetcherOptions {
  readonly openShop: OpenShop;
  /** The workers among the callers. */
  readonly workers: number;
}

/**
 * Fetches orders one by one for its callers and many at a time from the marketplace: while a call for a shop is under way, the
 * next ones gather and leave together. An idle shop is asked at once, so nobody waits for company. A shop in trouble holds few callers.
 */
export class OrderFetcher {
  readonly #openShop: OpenShop;
  readonly #places: ShopPlaces;
  /** Callers in one call: they cannot be sent away any more, should the shop turn out to be in trouble. */
  readonly #mostTogether: number;
  /** Who waits for the call that is under way, by shop. */
  readonly #waiting = new Map<string, Waiting[]>();

  constructor({ openShop, workers }: OrderFetcherOptions) {
    this.#openShop = openShop;
    this.#places = new ShopPlaces({ workers, onTrouble: (shopId) => this.#sendAway(shopId) });
    this.#mostTogether = Math.ceil(workers / 2);
  }

  /**
   * The current state of an order; undefined when the shop does not have it. Asked for after this call, never before. Throws `RetryAt`
   * when the shop is in trouble and others wait for it already.
   */
  async fetch(tenantId: string, shopId: string, externalId: string): Promise<FetchedOrder | undefined> {
    this.#places.assertRoom(shopId);
    return this.#places.hold(shopId, () => this.#queue(tenantId, shopId, externalId));
  }

  #queue(tenantId: string, shopId: string, externalId: string): Promise<FetchedOrder | undefined> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(shopId);
      if (waiting) {
        waiting.push({ externalId, resolve, reject });
        return;
      }
      const opened = [{ externalId, resolve, reject }];
      this.#waiting.set(shopId, opened);
      void this.#serve(tenantId, shopId, opened);
    });
  }

  async #serve(tenantId: string, shopId: string, waiting: Waiting[]): Promise<void> {
    while (waiting.length > 0) await this.#fetchBatch(tenantId, shopId, waiting.splice(0, this.#mostTogether));
    this.#waiting.delete(shopId);
  }

  async #fetchBatch(tenantId: string, shopId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      const ids = [...new Set(batch.map((one) => one.externalId))];
      const opened = await this.#openShop(tenantId, shopId);
      const { platform } = opened.platform.manifest;
      const { orders } = await this.#places.watch(shopId, () => fetchOrders(opened, ids));
      const found = new Map(orders.map((order) => [order.externalId, { platform, order }]));
      for (const { externalId, resolve } of batch) resolve(found.get(externalId));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  #sendAway(shopId: string): void {
    const waiting = this.#waiting.get(shopId) ?? [];
    const stay = Math.max(0, waiting.length - this.#places.excess(shopId));
    for (const { reject } of waiting.splice(stay)) reject(this.#places.sentAway(shopId));
  }
}
