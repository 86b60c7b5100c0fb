/** Requests per key in the current second of real time. */
export class RateLimit {
  #second = 0;
  #counts = new Map<string, number>();

  /** Counts one request; false when it is above the limit. */
  take(key: string, nowMs: number, limit: number): boolean {
    const second = Math.floor(nowMs / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#counts.clear();
    }
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count <= limit;
  }
}
