import { placeOrder } from './order-placement.ts';
import type { World } from './world.ts';

export interface ScenarioRequest {
  readonly kind: 'steady' | 'burst';
  /** Steady: one order every so many ms of real time. Default 2,000. */
  readonly everyMs?: number;
  /** Stop after so many orders. Burst: 600 by default; steady: no end. */
  readonly maximum?: number;
  /** Orders come from these shops; default all that are authorized or, if none is, all. */
  readonly shopIds?: readonly string[];
}

export interface ScenarioState {
  readonly kind: string;
  readonly request: ScenarioRequest;
  placed: number;
  isRunning: boolean;
}

const burstSize = 600;
const burstStep = 20;
const fullQuantity = 1_000;

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

  /** @throws RangeError for another kind of scenario. */
  start(request: ScenarioRequest): ScenarioState {
    if (request.kind !== 'steady' && request.kind !== 'burst') throw new RangeError('a scenario is steady or burst');
    this.stop();
    const state: ScenarioState = { kind: request.kind, request, placed: 0, isRunning: true };
    this.state = state;
    const isBurst = request.kind === 'burst';
    const maximum = request.maximum ?? (isBurst ? burstSize : Number.POSITIVE_INFINITY);
    this.#timer = setInterval(
      () => {
        for (let index = 0; index < (isBurst ? burstStep : 1) && state.placed < maximum; index += 1) this.#place(state);
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

  #place(state: ScenarioState): void {
    const shopIds = state.request.shopIds ?? this.#authorizedShops();
    if (shopIds.length === 0) return;
    try {
      placeOrder(this.#world, { shopId: this.#world.random.pick(shopIds) });
      state.placed += 1;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#replenish();
    }
  }

  /** Buyers of a demonstration never find the shelves empty. */
  #replenish(): void {
    for (const item of this.#world.items.all()) {
      if ((item.quantity ?? 0) < 5) this.#world.items.save(Object.assign(item, { quantity: fullQuantity }));
    }
    for (const offer of this.#world.offers.all()) {
      if ((offer.availableQuantity ?? fullQuantity) < 5) this.#world.offers.save(Object.assign(offer, { availableQuantity: fullQuantity }));
    }
  }
}
