import { type OrderRequest, placeOrder } from './order-placement.ts';
import { findSku, setStock } from './stock.ts';
import type { World } from './world.ts';

export interface ScenarioRequest {
  readonly kind: 'steady' | 'burst';
  /** Steady: one order every so many ms of real time. Default 2,000. */
  readonly everyMs?: number;
  /** Stop after so many orders. Burst: 600 by default; steady: no end. */
  readonly maximum?: number;
  /** Orders come from these shops; default all that are authorized or, if none is, all. */
  readonly shopIds?: readonly string[];
  /** Share of orders that start as `AWAITING_SHIPMENT`; the others live from `UNPAID` on. Default 1. */
  readonly readyShare?: number;
  readonly shippingType?: OrderRequest['shippingType'];
}

export interface ScenarioState {
  readonly kind: string;
  readonly request: ScenarioRequest;
  placed: number;
  isRunning: boolean;
}

const burstSize = 600;
const burstStep = 20;

/** Buyers that order by themselves. One scenario at a time. */
export class Scenarios {
  readonly #world: World;
  readonly #authorizedShops: () => string[];
  #timer: NodeJS.Timeout | undefined;
  state: ScenarioState | undefined;

  constructor(world: World, authorizedShops: () => string[]) {
    this.#world = world;
    this.#authorizedShops = authorizedShops;
  }

  start(request: ScenarioRequest): ScenarioState {
    this.stop();
    const state: ScenarioState = { kind: request.kind, request, placed: 0, isRunning: true };
    this.state = state;
    const everyMs = request.kind === 'burst' ? 1 : Math.max(1, request.everyMs ?? 2_000);
    const maximum = request.maximum ?? (request.kind === 'burst' ? burstSize : Number.POSITIVE_INFINITY);
    const step = request.kind === 'burst' ? burstStep : 1;
    this.#timer = setInterval(() => {
      for (let index = 0; index < step && state.placed < maximum; index += 1) {
        if (!this.#place(state)) break;
      }
      if (state.placed >= maximum) this.stop();
    }, everyMs);
    this.#timer.unref();
    return state;
  }

  stop(): void {
    clearInterval(this.#timer);
    if (this.state) this.state.isRunning = false;
  }

  /** False while no shop can sell. */
  #place(state: ScenarioState): boolean {
    const { request } = state;
    const shopIds = request.shopIds ?? this.#authorizedShops();
    if (shopIds.length === 0) return false;
    const isReady = this.#world.random.next() < (request.readyShare ?? 1);
    const order: OrderRequest = {
      shopId: this.#world.random.pick(shopIds),
      ...(isReady ? { status: 'AWAITING_SHIPMENT' } : {}),
      ...(request.shippingType ? { shippingType: request.shippingType } : {}),
    };
    try {
      placeOrder(this.#world, order);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#replenish();
      return false;
    }
    state.placed += 1;
    return true;
  }

  /** Buyers of a demonstration never find the shelves empty. */
  #replenish(): void {
    for (const product of this.#world.products.all()) {
      for (const { id } of product.skus) {
        const found = findSku(this.#world, id);
        if (!found?.sku.stock.some((stock) => stock.available < 5)) continue;
        const full = new Map(found.sku.stock.map((stock) => [stock.warehouseId, 1_000]));
        setStock(this.#world, product, found.sku, full, 'system_auto_replenish');
      }
    }
  }
}
