import { PlatformFailure } from '@shopfleet/platform-kit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstItemWindow, halfItemWindow, type ItemWindow, nextItemWindow, readItemToken, writeItemToken } from './item-windows.ts';

const now = new Date('2026-11-21T12:00:00Z');
const nowSeconds = now.getTime() / 1_000;
const pageSize = 50;

function walk(items: readonly number[], since: Date | undefined) {
  const seen: number[] = [];
  let deepest = 0;
  let calls = 0;
  let window: ItemWindow | undefined = firstItemWindow(since, now);
  while (window) {
    if (++calls > 5_000) throw new Error('the walk does not end');
    const asked: ItemWindow = window;
    const found = items.map((at, id) => ({ at, id })).filter(({ at }) => at >= asked.from && at <= asked.to);
    const half = halfItemWindow(asked, found.length);
    const nextOffset = asked.offset + pageSize;
    if (!half) {
      seen.push(...found.slice(asked.offset, nextOffset).map(({ id }) => id));
      deepest = Math.max(deepest, asked.offset);
    }
    window = half ?? nextItemWindow(asked, { hasNext: nextOffset < found.length, nextOffset });
    if (window) window = readItemToken(writeItemToken(window));
  }
  return { seen, deepest, calls };
}

it('lists every item', () => {
  const instants = fc.array(fc.integer({ min: 1_420_070_400, max: nowSeconds }), { maxLength: 200 });
  fc.assert(
    fc.property(instants, (items) => {
      expect(new Set(walk(items, undefined).seen)).toEqual(new Set(items.keys()));
    }),
  );
});

it('stays below the offsets that Shopee may refuse, with few calls, when a shop has 20,000 items', () => {
  const items = Array.from({ length: 20_000 }, (_, id) => nowSeconds - id * 977);
  const { seen, deepest, calls } = walk(items, undefined);
  expect(new Set(seen).size).toBe(items.length);
  expect(seen.length).toBeLessThan(items.length + 100);
  expect(deepest).toBeLessThan(2_000);
  expect(calls).toBeLessThan((items.length / pageSize) * 2);
});

it('walks on by offset when all items changed in one second', () => {
  const items = Array.from({ length: 3_000 }, () => nowSeconds - 5);
  expect(new Set(walk(items, undefined).seen).size).toBe(3_000);
});

it('lists only what changed since', () => {
  expect(walk([nowSeconds - 100, nowSeconds - 10, nowSeconds], new Date((nowSeconds - 50) * 1_000)).seen).toEqual([1, 2]);
});

it('refuses a page token that is none', () => {
  for (const token of ['', '1-2-3', 'a-b-c-d', '1-2-3-4-5']) expect(() => readItemToken(token)).toThrow(PlatformFailure);
});
