import type { PlatformOrder } from '@shopfleet/platform-kit';
import type { OpenShop } from '../sync/index.ts';
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

/**
 * Fetches orders one by one for its callers and many at a time from the marketplace: while a call for a shop is under way, the
 * next ones gather and leave together. An idle shop is asked at once, so nobody waits for company.
 */
export class OrderFetcher {
  readonly #openShop: OpenShop;
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(openShop: OpenShop) {
    this.#openShop = openShop;
  }

  /** The current state of an order; undefined when the shop does not have it. Asked for after this call, never before. */
  fetch(tenantId: string, shopId: string, externalId: string): Promise<FetchedOrder | undefined> {
    return new Promise((resolve, reject) => {
      const key = `${tenantId} ${shopId}`;
      const queue = this.#waiting.get(key);
      if (queue) {
        queue.push({ externalId, resolve, reject });
        return;
      }
      this.#waiting.set(key, [{ externalId, resolve, reject }]);
      void this.#serve(key, tenantId, shopId);
    });
  }

  async #serve(key: string, tenantId: string, shopId: string): Promise<void> {
    for (let batch = this.#take(key); batch.length > 0; batch = this.#take(key)) await this.#fetchBatch(tenantId, shopId, batch);
    this.#waiting.delete(key);
  }

  #take(key: string): Waiting[] {
    const batch = this.#waiting.get(key) ?? [];
    if (batch.length > 0) this.#waiting.set(key, []);
    return batch;
  }

  async #fetchBatch(tenantId: string, shopId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      const ids = [...new Set(batch.map((one) => one.externalId))];
      const opened = await this.#openShop(tenantId, shopId);
      const { platform } = opened.platform.manifest;
      const { orders } = await fetchOrders(opened, ids);
      const found = new Map(orders.map((order) => [order.externalId, { platform, order }]));
      for (const { externalId, resolve } of batch) resolve(found.get(externalId));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
