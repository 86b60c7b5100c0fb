import type { WindowLimit } from '@shopfleet/platform-kit';

/** What Amazon grants one seller of one application for one operation: a bucket that fills at `perSecond` up to `burst`. */
export interface UsagePlan {
  readonly perSecond: number;
  readonly burst: number;
}

/** What is left to others: clocks differ, and Amazon counts calls when they arrive. */
const share = 0.9;

/** The pace that we keep: a little below the plan, in calls and in what may leave at once. */
export function limitOf({ perSecond, burst }: UsagePlan): WindowLimit {
  const pace = perSecond * share;
  const window =
    pace >= 0.1 ? { requests: Math.floor(pace * 100), windowSeconds: 100 } : { requests: 1, windowSeconds: Math.ceil(1 / pace) };
  return { ...window, burst: Math.max(1, Math.floor(burst * share)) };
}

/** Seconds until a bucket that is empty holds one call again. */
export function refillSeconds({ perSecond }: UsagePlan): number {
  return 1 / perSecond;
}
