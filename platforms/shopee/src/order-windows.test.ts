import { PlatformFailure } from '@shopfleet/platform-kit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { belongsTo, firstWindow, halfWindow, nextWindow, type OrderWindow, readToken, writeToken } from './order-windows.ts';

const pageSize = 5;
const start = 1_790_000_000;
const fifteenDays = 15 * 86_400;

/** Shopee as far as the documentation goes: both bounds count, pages in any order, a page may be short. */
function listPage(orders: readonly number[], { from, to, cursor }: OrderWindow) {
  if (to <= from || to - from > fifteenDays) throw new Error('order.order_list_invalid_time');
  const found = orders.map((at, id) => ({ id, at })).filter(({ at }) => at >= from && at <= to);
  const offset = Number(cursor || 0);
  const rows = found.toSorted((a, b) => ((a.id * 7) % 11) - ((b.id * 7) % 11)).slice(offset, offset + pageSize);
  const more = found.length > offset + pageSize;
  return { rows, more, cursor: more ? String(offset + pageSize) : '' };
}

function walk(orders: readonly number[], from: number, until: number) {
  const pages: { id: number; at: number }[][] = [];
  let window: OrderWindow | undefined = firstWindow(from, until);
  for (let calls = 0; window; calls++) {
    if (calls > 5_000) throw new Error('the walk does not end');
    const page = listPage(orders, window);
    const half: OrderWindow | undefined = page.more ? halfWindow(window) : undefined;
    const asked: OrderWindow = window;
    if (!half) pages.push(page.rows.filter(({ at }) => belongsTo(asked, until, at * 1_000)));
    window = half ?? nextWindow(asked, { ...page, count: page.rows.length }, until);
    if (window) window = readToken(writeToken(window));
  }
  return pages;
}

it('lists every order of the range once, older windows before newer ones, never more than 15 days at once', () => {
  const instants = fc.array(fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 40 * 86_400 })), { maxLength: 60 });
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 45 * 86_400 }), (offsets, span) => {
      const orders = offsets.map((offset) => start + offset);
      const pages = walk(orders, start, start + span);
      const seen = pages.flat();
      expect(seen.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(orders.flatMap((at, id) => (at <= start + span ? [id] : [])));
      const newest = pages.filter((page) => page.length > 0).map((page) => Math.max(...page.map(({ at }) => at)));
      expect(newest).toEqual(newest.toSorted((a, b) => a - b));
    }),
  );
});

it('takes what changed after the range while it was read', () => {
  const window = { from: start, to: start + 10, cursor: '' };
  expect(belongsTo(window, start + 100, (start + 9) * 1_000)).toBe(true);
  expect(belongsTo(window, start + 100, (start + 10) * 1_000)).toBe(false);
  expect(belongsTo(window, start + 100, (start + 100) * 1_000)).toBe(true);
});

it('refuses a page token that is none', () => {
  for (const token of ['', 'abc', '1-2', '-1-2-', `${'9'.repeat(12)}-1-`]) expect(() => readToken(token)).toThrow(PlatformFailure);
  expect(readToken(writeToken({ from: 1, to: 2, cursor: 'a-b\n"' }))).toEqual({ from: 1, to: 2, cursor: 'a-b\n"' });
});
