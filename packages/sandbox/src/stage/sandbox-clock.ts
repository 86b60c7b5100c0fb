import type { Clock } from '@shopfleet/kernel';

/** The clock of the marketplace: a base clock plus the time it was moved ahead. */
export class SandboxClock {
  readonly #base: Clock;
  #aheadMs = 0;

  constructor(base: Clock) {
    this.#base = base;
  }

  nowMs(): number {
    return this.#base.now().getTime() + this.#aheadMs;
  }

  nowSeconds(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  /** The base clock, which callers share when only the marketplace was moved. */
  baseMs(): number {
    return this.#base.now().getTime();
  }

  get aheadMs(): number {
    return this.#aheadMs;
  }

  moveTo(instantMs: number): void {
    this.#aheadMs += Math.max(0, instantMs - this.nowMs());
  }

  restore(aheadMs: number): void {
    this.#aheadMs = aheadMs;
  }
}
