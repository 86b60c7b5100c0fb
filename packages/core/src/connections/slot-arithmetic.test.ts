import fc from 'fast-check';
import { expect, it } from 'vitest';
import { batchSize, maxLatenessMs, slotInterval, slotsOf } from './slot-arithmetic.ts';

/** The most calls in any window of one second that begins with a call. */
function busiestSecond(at: readonly number[]): number {
  const sorted = at.toSorted((a, b) => a - b);
  return Math.max(...sorted.map((from) => sorted.filter((to) => to >= from && to < from + 1).length));
}

it('never makes the limit in any sliding second, although each call may leave a little late', () => {
  const lateness = fc.array(fc.double({ min: 0, max: maxLatenessMs / 1000, noNaN: true }), { minLength: 150, maxLength: 150 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), lateness, (ratePerSecond, late) => {
      const slots = slotsOf({ firstAt: 0, interval: slotInterval(ratePerSecond), count: 150 });
      expect(busiestSecond(slots.map((at, index) => at + (late[index] ?? 0)))).toBeLessThanOrEqual(ratePerSecond);
    }),
  );
});

it('reserves at least one slot, never more than wait, and never far ahead', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0.1, max: 1_000, noNaN: true }), (waiting, ratePerSecond) => {
      const count = batchSize(waiting, ratePerSecond);
      expect(count).toBeGreaterThanOrEqual(1);
      expect(count).toBeLessThanOrEqual(waiting);
      expect((count - 1) * slotInterval(ratePerSecond)).toBeLessThan(0.15);
    }),
  );
});
