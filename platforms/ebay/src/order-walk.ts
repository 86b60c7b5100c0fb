import { PlatformFailure } from '@shopfleet/platform-kit';

/** How far a reading of a span of time has come: everything that changed before `fromMs` was given out. */
export interface OrderWalk {
  readonly fromMs: number;
  /** How much time to ask for next. */
  readonly widthMs: number;
  /** Orders in the whole span, as eBay counted them at the beginning. */
  readonly total: number | undefined;
}

export const ordersPerCall = 200;
/** Aimed at, so that most guesses fit into one call. */
const aim = ordersPerCall * 0.8;

/** The width after a window that fitted: sparse ones grow fourfold. */
export function widthAfter(widthMs: number, found: number): number {
  return Math.max(1, Math.floor((widthMs * aim) / Math.max(found, aim / 4)));
}

/** A narrower width for a window that held too many. */
export function narrower(widthMs: number, total: number): number {
  return Math.max(1, Math.min(widthMs - 1, Math.floor((widthMs * aim) / total)));
}

export function writeWalk({ fromMs, widthMs, total }: OrderWalk): string {
  return [fromMs, widthMs, total ?? ''].join('.');
}

export function readWalk(token: string): OrderWalk {
  const [, from, width, total] = /^(\d{1,16})\.(\d{1,16})\.(\d{0,16})$/.exec(token) ?? [];
  if (!from || !width) throw new PlatformFailure('invalid', 'This page token is not one of ours', { fields: ['pageToken'] });
  return { fromMs: Number(from), widthMs: Number(width), total: total ? Number(total) : undefined };
}

/**
 * The filter for orders that changed from `fromMs` to `toMs` (open when undefined). It begins a millisecond early, so that it does not
 * matter whether eBay counts its ends in; whoever reads the answer leaves out what lies outside. It names no creation date: beside one,
 * eBay ignores the date of the change without a word.
 */
export function changedBetween(fromMs: number, toMs: number | undefined): string {
  return `lastmodifieddate:[${new Date(fromMs - 1).toISOString()}..${toMs === undefined ? '' : new Date(toMs).toISOString()}]`;
}
