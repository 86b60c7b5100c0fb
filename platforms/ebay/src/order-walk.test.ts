import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedWithin } from './list-updated.ts';
import { narrower, ordersPerCall, readWalk, widthAfter, writeWalk } from './order-walk.ts';

describe('the walk through a span of time', () => {
  it('remembers where it was', () => {
    const walks = fc.record({ fromMs: fc.nat(), widthMs: fc.nat(), total: fc.option(fc.nat(), { nil: undefined }) });
    fc.assert(
      fc.property(walks, (walk) => {
        expect(readWalk(writeWalk(walk))).toEqual(walk);
      }),
    );
  });

  it.each(['', 'x', '1.2', '1.2.3.4', '-1.2.3', '1e3.2.3'])('does not go on from "%s"', (token) => {
    expect(() => readWalk(token)).toThrow('page token');
  });

  it('always gets narrower when there was too much, and never stands still', () => {
    const spans = fc.integer({ min: 2, max: 10 * 365 * 86_400_000 });
    fc.assert(
      fc.property(spans, fc.integer({ min: ordersPerCall + 1, max: 1_000_000 }), (spanMs, total) => {
        const width = narrower(spanMs, total);
        expect(width).toBeLessThan(spanMs);
        expect(width).toBeGreaterThanOrEqual(1);
      }),
    );
    fc.assert(
      fc.property(spans, fc.nat(ordersPerCall), (spanMs, found) => {
        expect(widthAfter(spanMs, found)).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('reaches further when little was found', () => {
    expect(widthAfter(1_000, 0)).toBe(4_000);
    expect(widthAfter(1_000, ordersPerCall)).toBe(800);
  });
});

describe('the orders of a window', () => {
  const at = (orderId: string, ms: number) => ({ orderId, lastModifiedDate: new Date(ms).toISOString() });

  it('come once each, the oldest change first, and only those of the window', () => {
    const orders = [at('c', 30), at('a', 10), at('b', 20), at('c', 30), at('early', 9), at('late', 31)];
    expect(sortedWithin(orders, 10, 31).map((raw) => (raw as { orderId: string }).orderId)).toEqual(['a', 'b', 'c']);
  });

  it('keep those that cannot be understood, at the end', () => {
    expect(sortedWithin([{ orderId: 'x' }, at('a', 10), 'nonsense'], 0, 100).at(0)).toEqual(at('a', 10));
    expect(sortedWithin([{ orderId: 'x' }, at('a', 10), 'nonsense'], 0, 100)).toHaveLength(3);
  });

  it('meet without a gap and without a double where two windows touch', () => {
    const instants = fc.uniqueArray(fc.nat(100), { minLength: 1 });
    fc.assert(
      fc.property(instants, fc.nat(100), (times, cut) => {
        const orders = times.map((ms) => at(String(ms), ms));
        const both = [...sortedWithin(orders, 0, cut), ...sortedWithin(orders, cut, 101)];
        expect(both).toEqual(times.toSorted((a, b) => a - b).map((ms) => at(String(ms), ms)));
      }),
    );
  });
});
