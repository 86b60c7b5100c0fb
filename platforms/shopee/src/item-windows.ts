import { PlatformFailure } from '@shopfleet/platform-kit';

/** A part of the listings, by the second of their last change. `end` is where the walk stops. */
export interface ItemWindow {
  readonly from: number;
  readonly to: number;
  readonly end: number;
  readonly offset: number;
}

/** Shopee did not exist before. */
const earliest = 1_420_070_400;
/** Shopee refuses offsets that are too large, and does not say which: windows stay far below. */
const mostPerWindow = 2_000;

export function firstItemWindow(since: Date | undefined, now: Date): ItemWindow {
  // A listing may carry the instant of this very second.
  const end = Math.floor(now.getTime() / 1_000) + 1;
  const from = since ? Math.floor(since.getTime() / 1_000) : earliest;
  return { from: Math.min(from, end - 1), to: end, end, offset: 0 };
}

/** Half of a window that holds too many; undefined when it fits, or cannot be halved. */
export function halfItemWindow(window: ItemWindow, total: number): ItemWindow | undefined {
  const { from, to, offset } = window;
  if (offset > 0 || total <= mostPerWindow || to - from < 2) return undefined;
  return { ...window, to: from + Math.floor((to - from) / 2) };
}

/** What comes after a page; undefined at the end. Nobody says whether both ends of a window count: it overlaps the next by a second. */
export function nextItemWindow(window: ItemWindow, page: { hasNext: boolean; nextOffset: number }): ItemWindow | undefined {
  if (page.hasNext && page.nextOffset > window.offset) return { ...window, offset: page.nextOffset };
  if (window.to >= window.end) return undefined;
  return { ...window, from: window.to, to: window.end, offset: 0 };
}

export function writeItemToken({ from, to, end, offset }: ItemWindow): string {
  return [from, to, end, offset].join('-');
}

/** Throws `invalid` for text that was not made by `writeItemToken`. */
export function readItemToken(token: string): ItemWindow {
  const match = /^(\d{1,11})-(\d{1,11})-(\d{1,11})-(\d{1,9})$/.exec(token);
  if (!match) throw new PlatformFailure('invalid', 'This is no page of listings');
  const [from = 0, to = 0, end = 0, offset = 0] = match.slice(1).map(Number);
  return { from, to, end, offset };
}
