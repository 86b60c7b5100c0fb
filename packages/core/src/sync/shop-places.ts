import { RetryAt } from '@shopfleet/jobs';
import { isPassing } from '@shopfleet/platform-kit';

/** A call that takes longer says that the shop is in trouble: its marketplace breaks, or allows few calls. */
const slowMs = 1_500;
/** How long a shop counts as in trouble when nothing more is heard of it. */
const troubleMs = 60_000;
/** When those that are sent away come back, at the earliest. */
const backAfterMs = 5_000;
/** Between two that come back: however many wait for a shop, looking after them costs little. */
const backEveryMs = 20;

interface Shop {
  held: number;
  /** Monotonic ms. */
  inTroubleUntilMs: number;
  /** When the last one that was sent away comes back, in ms. */
  lastBackMs: number;
}

export interface ShopPlacesOptions {
  /** The workers that all shops share. */
  readonly workers: number;
  /** Told when a shop is in trouble, so that those who only wait for it can leave. */
  readonly onTrouble?: (shopId: string) => void;
}

/**
 * Who may hold the workers of one kind of job. While its marketplace answers, a shop may hold all of them. In trouble — a call takes
 * long, or fails in a way that passes — it holds a quarter, and all shops in trouble together half, so that the work of the others goes
 * on. Who finds no place comes back later, at no cost to the job's tries. A quick answer ends the trouble.
 */
export class ShopPlaces {
  readonly #shops = new Map<string, Shop>();
  readonly #mostOfShop: number;
  readonly #mostInTrouble: number;
  readonly #onTrouble: (shopId: string) => void;

  constructor({ workers, onTrouble = () => undefined }: ShopPlacesOptions) {
    this.#mostOfShop = Math.ceil(workers / 4);
    this.#mostInTrouble = Math.ceil(workers / 2);
    this.#onTrouble = onTrouble;
  }

  /** Throws `RetryAt` when the shop is in trouble and there is no place left for it. */
  assertRoom(shopId: string): void {
    if (this.#excess(shopId, 1) > 0) throw this.sentAway(shopId);
  }

  /** How many places a shop in trouble holds that should be free. */
  excess(shopId: string): number {
    return this.#excess(shopId, 0);
  }

  /** What somebody gets who gives up a place, or found none. */
  sentAway(shopId: string): RetryAt {
    const at = this.#backAt(shopId, Date.now() + backAfterMs);
    return new RetryAt(at, 'The marketplace is in trouble with this shop just now; asked again a little later', { behindOthers: true });
  }

  /** Holds a place until `work` has ended. */
  async hold<T>(shopId: string, work: () => Promise<T>): Promise<T> {
    const shop = this.#shopOf(shopId);
    shop.held += 1;
    try {
      return await work();
    } finally {
      shop.held -= 1;
      if (shop.held === 0 && !isInTrouble(shop)) this.#shops.delete(shopId);
    }
  }

  /** Learns from a call, for which places are held, how its shop is. A failure that says when to come back becomes `RetryAt`. */
  async watch<T>(shopId: string, call: () => Promise<T>): Promise<T> {
    const startedMs = performance.now();
    const timer = setTimeout(() => this.#noteTrouble(shopId), slowMs);
    try {
      const answer = await call();
      if (performance.now() - startedMs < slowMs) this.#shopOf(shopId).inTroubleUntilMs = 0;
      return answer;
    } catch (error) {
      if (isTrouble(error)) this.#noteTrouble(shopId);
      throw this.#paced(shopId, error);
    } finally {
      clearTimeout(timer);
    }
  }

  #shopOf(shopId: string): Shop {
    const shop = this.#shops.get(shopId) ?? { held: 0, inTroubleUntilMs: 0, lastBackMs: 0 };
    this.#shops.set(shopId, shop);
    return shop;
  }

  #excess(shopId: string, coming: number): number {
    const shop = this.#shops.get(shopId);
    if (!shop || !isInTrouble(shop)) return 0;
    const inTrouble = [...this.#shops.values()].reduce((sum, one) => sum + (isInTrouble(one) ? one.held : 0), 0);
    return Math.max(0, shop.held + coming - this.#mostOfShop, inTrouble + coming - this.#mostInTrouble);
  }

  #noteTrouble(shopId: string): void {
    this.#shopOf(shopId).inTroubleUntilMs = performance.now() + troubleMs;
    this.#onTrouble(shopId);
  }

  #paced(shopId: string, error: unknown): unknown {
    const retryAt = retryAtOf(error);
    if (!retryAt || !(error instanceof Error)) return error;
    const at = new Date(Math.max(retryAt.getTime(), this.#backAt(shopId, Date.now()).getTime()));
    return new RetryAt(at, error.message, { behindOthers: true });
  }

  #backAt(shopId: string, earliestMs: number): Date {
    const shop = this.#shopOf(shopId);
    shop.lastBackMs = Math.max(earliestMs, shop.lastBackMs + backEveryMs);
    return new Date(shop.lastBackMs);
  }
}

const isInTrouble = (shop: Shop): boolean => shop.inTroubleUntilMs > performance.now();

/** Work on a job may have translated the failure of its call already. */
const isTrouble = (error: unknown): boolean => isPassing(error) || (error instanceof RetryAt && error.behindOthers);

function retryAtOf(error: unknown): Date | undefined {
  if (error instanceof RetryAt) return error.behindOthers ? error.at : undefined;
  return isPassing(error) ? error.retryAt : undefined;
}
