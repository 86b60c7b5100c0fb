/** Readings that a new clock may call too vague before it takes what it gets: some databases are far away. */
const firstReadings = 3;

/**
 * What our monotonic clock shows at an instant of the database's. Each answer of the database narrows it: the truth lies between
 * the moments when the question left and when the answer came, so an answer that was long on its way changes nothing.
 */
export class DatabaseClock {
  /** Our clock minus the database's lies between these; ms. */
  #least = Number.NEGATIVE_INFINITY;
  #most = Number.POSITIVE_INFINITY;
  #readings = 0;

  /** Learns from an answer: the database's time in it, and when (monotonic ms) the question left and the answer came. */
  read(databaseMs: number, sentAtMs: number, receivedAtMs: number): void {
    const least = Math.max(this.#least, sentAtMs - databaseMs);
    const most = Math.min(this.#most, receivedAtMs - databaseMs);
    const isConsistent = least <= most;
    // One of the two clocks was set: what we knew is void.
    this.#readings = isConsistent ? this.#readings + 1 : 1;
    this.#least = isConsistent ? least : sentAtMs - databaseMs;
    this.#most = isConsistent ? most : receivedAtMs - databaseMs;
  }

  /** False while the clock could be wrong by more than `toleranceMs` and more readings may help. */
  isSure(toleranceMs: number): boolean {
    return this.#most - this.#least <= toleranceMs || this.#readings >= firstReadings;
  }

  /** The database's instant on our clock, never too early. */
  toMonotonicMs(databaseMs: number): number {
    return databaseMs + this.#most;
  }
}
