export interface ScenarioRequest {
  readonly kind: 'steady' | 'burst';
  /** Steady: one order every so many ms of real time. Default 2,000. */
  readonly everyMs?: number;
  /** Stop after so many orders. Burst: 600 by default; steady: no end. */
  readonly maximum?: number;
  /** Orders come from these shops; default all that are authorized or, if none is, all. */
  readonly shopIds?: readonly string[];
}

export interface ScenarioState<R extends ScenarioRequest> {
  readonly kind: string;
  readonly request: R;
  placed: number;
  isRunning: boolean;
}

/** What the buyers of a marketplace do. */
export interface Buyers<R extends ScenarioRequest> {
  /** Shops whose seller let the application in, or all of them while none did. */
  sellingShops(): readonly string[];
  /** One order. @throws RangeError when the shelves hold too little. */
  order(shopIds: readonly string[], request: R): void;
  /** Buyers of a demonstration never find the shelves empty. */
  replenish(): void;
}

const burstSize = 600;
const burstStep = 20;

/** Buyers that order by themselves. One scenario at a time. */
export class Scenarios<R extends ScenarioRequest> {
  readonly #buyers: Buyers<R>;
  #timer: NodeJS.Timeout | undefined;
  state: ScenarioState<R> | undefined;

  constructor(buyers: Buyers<R>) {
    this.#buyers = buyers;
  }

  /** @throws RangeError for another kind of scenario. */
  start(request: R): ScenarioState<R> {
    if (request.kind !== 'steady' && request.kind !== 'burst') throw new RangeError('a scenario is steady or burst');
    this.stop();
    const state: ScenarioState<R> = { kind: request.kind, request, placed: 0, isRunning: true };
    this.state = state;
    const isBurst = request.kind === 'burst';
    const maximum = request.maximum ?? (isBurst ? burstSize : Number.POSITIVE_INFINITY);
    const step = (): void => {
      for (let index = 0; index < (isBurst ? burstStep : 1) && state.placed < maximum; index += 1) {
        if (!this.#place(state)) break;
      }
      if (state.placed >= maximum) this.stop();
    };
    this.#timer = setInterval(step, isBurst ? 1 : Math.max(1, request.everyMs ?? 2_000)).unref();
    return state;
  }

  stop(): void {
    clearInterval(this.#timer);
    if (this.state) this.state.isRunning = false;
  }

  /** False while no shop can sell. */
  #place(state: ScenarioState<R>): boolean {
    const shopIds = state.request.shopIds ?? this.#buyers.sellingShops();
    if (shopIds.length === 0) return false;
    try {
      this.#buyers.order(shopIds, state.request);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#buyers.replenish();
      return false;
    }
    state.placed += 1;
    return true;
  }
}
