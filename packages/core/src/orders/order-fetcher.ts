import { RetryAt } from '@shopfleet/jobs';
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

/** A call that takes longer says that the shop is slow just now: its marketplace breaks, or allows few calls. */
const slowMs = 1_500;
/** Callers of a slow shop that are held, in its call and behind it; the others are sent away, so that other shops have workers left. */
const heldWhenSlow = 4;
/** When those that were sent away come back, spread so that they do not come together. */
const backAfterMs = 5_000;

interface ShopQueue {
  waiting: Waiting[];
  isSlow: boolean;
}

/**
 * Fetches orders one by one for its callers and many at a time from the marketplace: while a call for a shop is under way, the
 * next ones gather and leave together. An idle shop is asked at once, so nobody waits for company. A slow shop holds few callers: the
 * others get `RetryAt`.
 */
export class OrderFetcher {
  readonly #openShop: OpenShop;
  readonly #queues = new Map<string, ShopQueue>();

  constructor(openShop: OpenShop) {
    this.#openShop = openShop;
  }

  /**
   * The current state of an order; undefined when the shop does not have it. Asked for after this call, never before. Throws `RetryAt`
   * when the shop is slow and others wait for it already.
   */
  fetch(tenantId: string, shopId: string, externalId: string): Promise<FetchedOrder | undefined> {
    return new Promise((resolve, reject) => {
      const key = `${tenantId} ${shopId}`;
      const queue = this.#queues.get(key);
      const waiting = { externalId, resolve, reject };
      if (queue?.isSlow && queue.waiting.length >= heldWhenSlow) return sendAway(waiting);
      if (queue) {
        queue.waiting.push(waiting);
        return;
      }
      const opened: ShopQueue = { waiting: [waiting], isSlow: false };
      this.#queues.set(key, opened);
      void this.#serve(key, opened, { tenantId, shopId });
    });
  }

  async #serve(key: string, queue: ShopQueue, shop: { tenantId: string; shopId: string }): Promise<void> {
    while (queue.waiting.length > 0) {
      const batch = queue.waiting.splice(0, queue.isSlow ? heldWhenSlow : queue.waiting.length);
      const timer = setTimeout(() => becomeSlow(queue), slowMs);
      const startedMs = performance.now();
      await this.#fetchBatch(shop.tenantId, shop.shopId, batch);
      clearTimeout(timer);
      queue.isSlow = performance.now() - startedMs > slowMs;
    }
    this.#queues.delete(key);
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

function becomeSlow(queue: ShopQueue): void {
  queue.isSlow = true;
  for (const waiting of queue.waiting.splice(heldWhenSlow)) sendAway(waiting);
}

function sendAway({ reject }: Waiting): void {
  const at = new Date(Date.now() + backAfterMs * (1 + Math.random()));
  reject(new RetryAt(at, 'The marketplace is slow for this shop just now; the order is asked for a little later'));
}
