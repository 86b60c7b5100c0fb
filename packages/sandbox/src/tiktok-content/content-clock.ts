import type { Clock } from '@shopfleet/kernel';

/** The platform's clock: it can be moved ahead and back, and run faster than the base clock. */
export class ContentClock {
  readonly #base: Clock;
  #startMs: number;
  #baseStartMs: number;
  #factor = 1;

  constructor(base: Clock) {
    this.#base = base;
    this.#baseStartMs = base.now().getTime();
    this.#startMs = this.#baseStartMs;
  }

  nowMs(): number {
    return this.#at(this.#base.now().getTime());
  }

  nowSeconds(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  get factor(): number {
    return this.#factor;
  }

  set(instantMs: number, factor = this.#factor): void {
    this.#startMs = instantMs;
    this.#baseStartMs = this.#base.now().getTime();
    this.#factor = factor;
  }

  /** Never backwards. */
  moveTo(instantMs: number): void {
    if (instantMs > this.nowMs()) this.set(instantMs);
  }

  /** How far it is from the base clock. */
  get aheadMs(): number {
    const baseMs = this.#base.now().getTime();
    return this.#at(baseMs) - baseMs;
  }

  restore(aheadMs: number, factor: number): void {
    this.set(this.#base.now().getTime() + aheadMs, factor);
  }

  #at(baseMs: number): number {
    return Math.round(this.#startMs + (baseMs - this.#baseStartMs) * this.#factor);
  }
}
