import type { Clock } from '@shopfleet/kernel';

/** Keeps for a while what seldom changes at the platform, one value a key. A failure is not kept. */
export class Remembered<T> {
  readonly #kept = new Map<string, { readonly value: Promise<T>; readonly untilMs: number }>();
  readonly #clock: Clock;
  readonly #forMs: number;

  constructor(clock: Clock, forMs: number) {
    this.#clock = clock;
    this.#forMs = forMs;
  }

  get(key: string, load: () => Promise<T>): Promise<T> {
    const nowMs = this.#clock.now().getTime();
    const kept = this.#kept.get(key);
    if (kept && kept.untilMs > nowMs) return kept.value;
    const value = load();
    this.#kept.set(key, { value, untilMs: nowMs + this.#forMs });
    value.catch(() => this.forget(key));
    return value;
  }

  forget(key: string): void {
    this.#kept.delete(key);
  }
}
