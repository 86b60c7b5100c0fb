import { PlatformFailure } from '@shopfleet/platform-kit';

/** A part of the asked range that is listed at once; Unix seconds. `cursor` is '' for its first page. */
export interface OrderWindow {
  readonly from: number;
  readonly to: number;
  readonly cursor: string;
}

/** The longest span that Shopee lists. */
const longest = 15 * 86_400;
/** Fewer than this on a page of 100: a window of twice the length will fit as well. */
const fewOrders = 40;

export const floorSeconds = (at: Date): number => Math.floor(at.getTime() / 1000);
export const ceilSeconds = (at: Date): number => Math.ceil(at.getTime() / 1000);

export function firstWindow(from: number, until: number): OrderWindow {
  return { from, to: Math.min(from + longest, Math.max(until, from + 1)), cursor: '' };
}

/**
 * A window that does not fit on one page is halved, down to a second: the documentation does not say in which order a page lists, so
 * only whole windows, one after the other, come oldest first. Undefined when it cannot be halved.
 */
export function halfWindow({ from, to, cursor }: OrderWindow): OrderWindow | undefined {
  return cursor === '' && to - from > 1 ? { from, to: from + Math.floor((to - from) / 2), cursor } : undefined;
}

/** What comes after a page: the rest of its window, or the next one, longer after an empty one; undefined at the end. */
export function nextWindow(
  window: OrderWindow,
  page: { more: boolean; cursor: string; count: number },
  until: number,
): OrderWindow | undefined {
  if (page.more && page.cursor !== '' && page.cursor !== window.cursor) return { ...window, cursor: page.cursor };
  if (window.to >= until) return undefined;
  const span = (window.to - window.from) * (page.count < fewOrders ? 2 : 1);
  return { from: window.to, to: Math.min(window.to + Math.min(span, longest), until), cursor: '' };
}

/**
 * Windows overlap by the second between them. What changed in it comes with the next window; what changed after the whole range, while
 * it was read, comes with none.
 */
export function belongsTo(window: OrderWindow, until: number, updatedAtMs: number): boolean {
  return window.to >= until || updatedAtMs < window.to * 1_000 || updatedAtMs >= until * 1_000;
}

export function writeToken({ from, to, cursor }: OrderWindow): string {
  return `${from}-${to}-${cursor}`;
}

/** Throws `invalid` for text that was not made by `writeToken`. */
export function readToken(token: string): OrderWindow {
  const match = /^(\d{1,11})-(\d{1,11})-(.*)$/s.exec(token);
  if (!match) throw new PlatformFailure('invalid', 'This is no page of orders');
  return { from: Number(match[1]), to: Number(match[2]), cursor: match[3] ?? '' };
}
