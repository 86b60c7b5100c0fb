/**
 * What every figure of a report means. Nothing here reads anything. Null means "not known"; it is never replaced by zero.
 */
import type { contentReportRoutes } from '@shopfleet/contracts';
import type { z } from 'zod';
import type { VideoCounters } from '../days/index.ts';

export type DayState = z.infer<typeof contentReportRoutes.accountDaySchema>['state'];

/** A counter as it stood on an own day. */
export interface KnownDay {
  readonly day: string;
  readonly value: number;
}

export interface Growth {
  readonly change: number;
  /** In per cent of the start; null when that was zero. */
  readonly percent: number | null;
  readonly from: string;
  readonly to: string;
}

/**
 * Growth of a counter over a period: the last known value in it less the last known value before it, or less the first in it when
 * none is known before (the account began there). The days that were compared are named, because missing days move them. Undefined
 * with fewer than two known days.
 */
export function growthOf(known: {
  before: KnownDay | undefined;
  first: KnownDay | undefined;
  last: KnownDay | undefined;
}): Growth | undefined {
  const start = known.before ?? known.first;
  if (!start || !known.last || start.day >= known.last.day) return undefined;
  const change = known.last.value - start.value;
  return { change, percent: percentOf(change, start.value), from: start.day, to: known.last.day };
}

export function percentOf(change: number, start: number): number | null {
  return start === 0 ? null : (change / start) * 100;
}

/** (likes + comments + shares gained) / views gained, 0.05 being five of a hundred. Null when no views were gained. */
export function engagementRate(gained: VideoCounters | null): number | null {
  return gained && gained.views > 0 ? (gained.likes + gained.comments + gained.shares) / gained.views : null;
}

export interface Pace {
  readonly formerPerDay: number;
  readonly recentPerDay: number;
}

/** Below this a video was never fast enough for its fall to mean something. */
export const fallingFromViewsPerDay = 20;

/**
 * A falling video: its views per day in the period are less than half of its own pace before, over as many days, counted from its
 * posting when it is younger. Undefined when it is not falling. `formerDays` 0 means that it is new.
 */
export function fallOf(video: { formerGain: number; formerDays: number; recentGain: number; recentDays: number }): Pace | undefined {
  if (video.formerDays <= 0 || video.recentDays <= 0) return undefined;
  const pace = { formerPerDay: video.formerGain / video.formerDays, recentPerDay: video.recentGain / video.recentDays };
  return pace.formerPerDay >= fallingFromViewsPerDay && pace.recentPerDay < pace.formerPerDay / 2 ? pace : undefined;
}

/** The best video of a period: the one that gained the most views in it, the newer of two equal ones. Undefined when none gained. */
export function bestVideoOf<V extends { readonly gained: VideoCounters | null; readonly postedAt: Date }>(
  videos: readonly V[],
): V | undefined {
  let best: V | undefined;
  for (const video of videos) {
    const views = video.gained?.views ?? 0;
    const bestViews = best?.gained?.views ?? 0;
    if (views > bestViews || (best && views === bestViews && video.postedAt > best.postedAt)) best = video;
  }
  return best;
}

/** What is known about when an account was watched, in its own days. */
export interface WatchedDays {
  readonly today: string;
  /** The day on which it was connected first, or the last one that the retention took. */
  readonly since: string;
  /** The day on which it was disconnected, while it still is. */
  readonly until: string | null;
}

/**
 * How an own day stands. The days on which an account was connected or disconnected are not missed when nobody read them, nor is
 * today before it is over.
 */
export function dayStateOf(day: string, read: { readonly isLate: boolean } | undefined, watched: WatchedDays): DayState {
  if (read) return read.isLate ? 'late' : 'read';
  if (day <= watched.since || day > watched.today || (watched.until !== null && day >= watched.until)) return 'none';
  return day === watched.today ? 'waiting' : 'missing';
}

/** The middle of the numbers; the mean of the two middle ones. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
