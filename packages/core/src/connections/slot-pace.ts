import type { WindowLimit } from '@shopfleet/platform-kit';
import { slotInterval } from './slot-arithmetic.ts';

/**
 * What a marketplace's "too many" teaches. A key's pace is the part of its configured limit that is used: each refusal takes a third of
 * it, and it grows again by a fixed step for so many calls, never above the whole. So it stays just below what the marketplace really
 * allows, tries it again every few hundred calls, and is back at the limit when the marketplace is.
 */
export const pace = {
  afterRefusal: 2 / 3,
  least: 0.1,
  /** Grows by so much … */
  step: 0.05,
  /** … in the time that so many calls take at the configured limit, but not in less or more seconds than these. */
  stepCalls: 100,
  leastStepSeconds: 5,
  mostStepSeconds: 300,
  /** Refusals of calls that had left already are the same lesson: the next one is learned only so long after the block, in seconds. */
  deafSeconds: 1,
} as const;

/** How much the pace of a key grows in a second. */
export function paceGrowth(limit: WindowLimit): number {
  const seconds = Math.max(pace.leastStepSeconds, Math.min(pace.mostStepSeconds, pace.stepCalls * slotInterval(limit)));
  return pace.step / seconds;
}

/** A key's pace now, `seconds` after it was `known`. The statements of the store compute the same. */
export function paceAt(known: number, seconds: number, limit: WindowLimit): number {
  return Math.min(1, known + Math.max(0, seconds) * paceGrowth(limit));
}

export function paceAfterRefusal(now: number): number {
  return Math.max(pace.least, now * pace.afterRefusal);
}
