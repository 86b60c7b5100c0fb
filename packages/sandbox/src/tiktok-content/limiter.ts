import type { Settings } from './settings.ts';
import { WindowLog } from './window-log.ts';

export interface LimitReport {
  readonly api: string;
  readonly requests: number;
  readonly refused: number;
  /** The most requests in any sliding window, refused ones included, by the time they arrived. */
  readonly highest: number;
  readonly limit: number;
  readonly windowMs: number;
}

interface Tally {
  readonly arrivals: WindowLog;
  requests: number;
  refused: number;
}

/** Requests by operation and app (or operation and account). Refused requests do not count towards the limit, but are reported. */
export class Limiter {
  readonly #settings: Settings;
  readonly #tallies = new Map<string, Tally>();
  readonly #admitted = new Map<string, WindowLog>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  get limit(): number {
    return Math.floor(this.#settings.limitRequests * this.#settings.limiterFactor);
  }

  /** Counts one request that arrived at this instant of real time; false when it is above the limit. */
  take(api: string, client: string, atMs: number): boolean {
    const windowMs = this.#settings.limitWindowRealMs;
    const tally = this.#tallyOf(api);
    tally.requests += 1;
    tally.arrivals.add(atMs, windowMs);
    const key = `${api} ${client}`;
    const log = this.#admitted.get(key) ?? new WindowLog();
    this.#admitted.set(key, log);
    if (log.count(atMs, windowMs) >= this.limit) {
      tally.refused += 1;
      return false;
    }
    log.add(atMs, windowMs);
    return true;
  }

  report(): LimitReport[] {
    const { limit } = this;
    return [...this.#tallies].map(([api, { arrivals, requests, refused }]) => ({
      api,
      requests,
      refused,
      highest: arrivals.highest,
      limit,
      windowMs: this.#settings.limitWindowRealMs,
    }));
  }

  /** Begins to count anew, for the next measurement. */
  reset(): void {
    this.#tallies.clear();
    this.#admitted.clear();
  }

  #tallyOf(api: string): Tally {
    const tally = this.#tallies.get(api) ?? { arrivals: new WindowLog(), requests: 0, refused: 0 };
    this.#tallies.set(api, tally);
    return tally;
  }
}
