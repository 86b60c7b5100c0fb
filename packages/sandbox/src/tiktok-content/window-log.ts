/** Times of the last window, oldest first: a true sliding window, counted and not estimated. Times must not go back. */
export class WindowLog {
  #times: number[] = [];
  #first = 0;
  #highest = 0;

  /** How many times lie in (atMs - windowMs, atMs]. */
  count(atMs: number, windowMs: number): number {
    const edge = atMs - windowMs;
    for (let oldest = this.#times[this.#first]; oldest !== undefined && oldest <= edge; oldest = this.#times[this.#first]) this.#first += 1;
    if (this.#first > 4_096 && this.#first * 2 > this.#times.length) {
      this.#times = this.#times.slice(this.#first);
      this.#first = 0;
    }
    return this.#times.length - this.#first;
  }

  /** Adds a time; the number of times in the window that ends with it, itself included. */
  add(atMs: number, windowMs: number): number {
    this.#times.push(atMs);
    const count = this.count(atMs, windowMs);
    this.#highest = Math.max(this.#highest, count);
    return count;
  }

  /** The highest count that any window ever had. */
  get highest(): number {
    return this.#highest;
  }
}
