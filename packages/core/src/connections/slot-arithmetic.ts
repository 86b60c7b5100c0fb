/** Slots of one key, reserved together: the first instant and the distance between them, in seconds of the database's clock. */
export interface SlotBatch {
  readonly firstAt: number;
  readonly interval: number;
  readonly count: number;
}

/**
 * Share of the platform's rate that is used. A request that leaves up to `maxLatenessMs` after its slot, and takes a little
 * longer than the one before it, must still not make the limit in any sliding second: n ≤ rate × share × (1 s + lateness) + 1.
 */
export const usedShare = 0.94;
/** A slot this old is given up: using it late would crowd the next ones. */
export const maxLatenessMs = 40;
/** How far ahead one process reserves, in seconds: enough to save round trips, too little to starve the others. */
const batchSeconds = 0.1;

/** Seconds between two slots. */
export function slotInterval(ratePerSecond: number): number {
  return 1 / (ratePerSecond * usedShare);
}

/** How many slots to reserve for so many waiting calls. */
export function batchSize(waiting: number, ratePerSecond: number): number {
  return Math.max(1, Math.min(waiting, Math.floor(ratePerSecond * batchSeconds)));
}

/** The instants of a batch, in seconds. */
export function slotsOf({ firstAt, interval, count }: SlotBatch): number[] {
  return Array.from({ length: count }, (_, index) => firstAt + index * interval);
}
