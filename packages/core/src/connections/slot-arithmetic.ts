import type { WindowLimit } from '@shopfleet/platform-kit';

/** Slots of one key, reserved together: the first instant and the distance between them, in seconds of the database's clock. */
export interface SlotBatch {
  readonly firstAt: number;
  readonly interval: number;
  readonly count: number;
}

/** The least time, and the part of a window, that a call may leave after its slot. Later, it would crowd the next ones. */
const lateness = { leastSeconds: 0.04, part: 1 / 60 };
/**
 * How much longer than the window as many slots take as the platform allows: always more than the lateness, so that the first call
 * after a full window comes when the window is over, although the first of the window was late. The rest is for uneven ways there.
 */
const guard = { leastSeconds: 0.064, part: 1 / 32 };

const ofWindow = (rule: typeof guard, windowSeconds: number): number => Math.max(rule.leastSeconds, windowSeconds * rule.part);

/** Seconds between two slots: 0.94 of the limit for windows of a second, 0.97 for those of a minute. */
export function slotInterval({ requests, windowSeconds }: WindowLimit): number {
  return (windowSeconds + ofWindow(guard, windowSeconds)) / requests;
}

/** A slot this old is given up, in ms: 40 for windows of a second, 1,000 for those of a minute. */
export function maxLatenessMs({ windowSeconds }: WindowLimit): number {
  return ofWindow(lateness, windowSeconds) * 1_000;
}

/**
 * How old a slot may be when it is handed out, in seconds: the pace is caught up after a moment in which nobody came, and there is
 * time left to leave. It counts as lateness like any other.
 */
export function catchUpSeconds({ windowSeconds }: WindowLimit): number {
  return (ofWindow(lateness, windowSeconds) - lateness.leastSeconds) / 2;
}

/** How far ahead one process reserves, in seconds: enough to save round trips, too little to starve the others. */
const batchSeconds = 0.1;

/** How many slots to reserve for so many waiting calls. */
export function batchSize(waiting: number, { requests, windowSeconds }: WindowLimit): number {
  return Math.max(1, Math.min(waiting, Math.floor((requests / windowSeconds) * batchSeconds)));
}

/** The instants of a batch, in seconds. */
export function slotsOf({ firstAt, interval, count }: SlotBatch): number[] {
  return Array.from({ length: count }, (_, index) => firstAt + index * interval);
}
