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

/**
 * Of a bucket that holds several tokens one is never asked for: it pays for calls that leave late. A bucket of one has nothing to
 * spare, and is treated as a window.
 */
const isBucket = ({ burst = 0 }: WindowLimit): boolean => burst > 1;
const bucketShare = 0.97;

/** Seconds between two slots: 0.94 of the limit for windows of a second, 0.97 for those of a minute and for buckets. */
export function slotInterval(limit: WindowLimit): number {
  const { requests, windowSeconds } = limit;
  if (isBucket(limit)) return windowSeconds / requests / bucketShare;
  return (windowSeconds + ofWindow(guard, windowSeconds)) / requests;
}

/** A slot this old is given up, in ms: 40 for windows of a second, 1,000 for those of a minute, less than one token's time for buckets. */
export function maxLatenessMs(limit: WindowLimit): number {
  const { requests, windowSeconds } = limit;
  if (isBucket(limit)) return Math.min(250, (windowSeconds / requests) * 900);
  return ofWindow(lateness, windowSeconds) * 1_000;
}

/**
 * How old a slot may be when it is handed out, in seconds. Of a window: the pace is caught up after a moment in which nobody came, and
 * there is time left to leave; it counts as lateness like any other. Of a bucket: what it has filled up with while nobody came.
 */
export function catchUpSeconds(limit: WindowLimit): number {
  if (isBucket(limit)) return ((limit.burst ?? 0) - 2) * slotInterval(limit);
  return (ofWindow(lateness, limit.windowSeconds) - lateness.leastSeconds) / 2;
}

/** When the call of a slot may leave, in monotonic ms: an old slot of a bucket is a token that waited, and good from now on. */
export function departureMs(slotMs: number, nowMs: number, limit: WindowLimit): number {
  return isBucket(limit) ? Math.max(slotMs, nowMs) : slotMs;
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
