/** Times of the print loop, in milliseconds. */
export interface Tuning {
  /** Looking after a job at the printer: first soon, then more slowly. */
  readonly lookMinMs: number;
  readonly lookMaxMs: number;
  /** Waiting for a printer that is busy or off. */
  readonly waitMinMs: number;
  readonly waitMaxMs: number;
  /** A job that was sent and neither ends nor has a fault to blame is stopped after this. */
  readonly stuckAfterMs: number;
  /** A printer that says nothing about a sent job for this long leaves it `unknown`. */
  readonly silentAfterMs: number;
  /** How often in a row a printer may take a document and print nothing. */
  readonly emptyTries: number;
}

export const defaultTuning: Tuning = {
  lookMinMs: 20,
  lookMaxMs: 500,
  waitMinMs: 100,
  waitMaxMs: 5_000,
  stuckAfterMs: 15 * 60_000,
  silentAfterMs: 10 * 60_000,
  emptyTries: 3,
};
