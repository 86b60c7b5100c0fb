import { type OrderRequest, placeOrder } from './order-placement.ts';
import { unitsOf } from './stock.ts';
import type { World } from './world.ts';

export interface ScenarioRequest {
  readonly kind: 'steady' | 'burst';
  /** Steady: one order every so many ms of real time. Default 2,000. */
  readonly everyMs?: number;
  /** Stop after so many orders. Burst: 600 by default; steady: no end. */
  readonly maximum?: number;
  /** Orders come from these shops; default all that are linked or, if none is, all. */
  readonly shopIds?: readonly string[];
  /** Share of orders that start as `READY_TO_SHIP`; the others live from `UNPAID` on. Default 1. */
  readonly readyShare?: number;
  readonly channel?: OrderRequest['channel'];
}

export interface ScenarioState {
  readonly kind: string;
  readonly request: ScenarioRequest;
  placed: number;
  isRunning: boolean;
}

const burstSize = 600;
const burstStep = 20;
const fewUnits = 5;
const manyUnits = 1_000;

/** Buyers that order by themselves. One scenario at a time. */
export class Scenarios {
  readonly #world: World;
  readonly #sellingShops: () => string[];
  #timer: NodeJS.Timeout | undefined;
  state: ScenarioState | undefined;

  constructor(world: World, sellingShops: () => string[]) {
    this.#world = world;
    this.#sellingShops = sellingShops;
  }

  start(request: ScenarioRequest): ScenarioState {
    this.stop();
    const state: ScenarioState = { kind: request.kind, request, placed: 0, isRunning: true };
    this.state = state;
    const isBurst = request.kind === 'burst';
    const maximum = request.maximum ?? (isBurst ? burstSize : Number.POSITIVE_INFINITY);
    this.#timer = setInterval(
      () => {
        for (let index = 0; index < (isBurst ? burstStep : 1) && state.placed < maximum; index += 1) {
          if (!this.#place(state)) break;
        }
        if (state.placed >= maximum) this.stop();
      },
      isBurst ? 1 : Math.max(1, request.everyMs ?? 2_000),
    );
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
    const shopIds = request.shopIds ?? this.#sellingShops();
    if (shopIds.length === 0) return false;
    const isReady = this.#world.random.next() < (request.readyShare ?? 1);
    const order: OrderRequest = {
      shopId: this.#world.random.pick(shopIds),
      ...(isReady ? { status: 'READY_TO_SHIP' } : {}),
      ...(request.channel ? { channel: request.channel } : {}),
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
      for (const model of product.models) {
        if (unitsOf(model) >= fewUnits) continue;
        for (const stock of model.stock) stock.units = manyUnits;
        this.#world.products.save(product);
      }
    }
  }
}
