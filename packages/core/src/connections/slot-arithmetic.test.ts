import type { WindowLimit } from '@shopfleet/platform-kit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { batchSize, catchUpSeconds, departureMs, maxLatenessMs, slotInterval, slotsOf } from './slot-arithmetic.ts';

const anyLimit = fc.record({ requests: fc.integer({ min: 1, max: 120 }), windowSeconds: fc.constantFrom(1, 2, 6, 10, 60, 3_600) });

/** The most calls in any window of the limit that begins with a call. */
function busiestWindow(at: readonly number[], { windowSeconds }: WindowLimit): number {
  const sorted = at.toSorted((a, b) => a - b);
  let busiest = 0;
  for (let from = 0, to = 0; from < sorted.length; from++) {
    while (to < sorted.length && (sorted[to] ?? 0) < (sorted[from] ?? 0) + windowSeconds) to += 1;
    busiest = Math.max(busiest, to - from);
  }
  return busiest;
}

it('never makes the limit in any sliding window, although each call may leave a little late', () => {
  const count = 400;
  const lateness = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: count, maxLength: count });
  fc.assert(
    fc.property(anyLimit, lateness, (limit, late) => {
      const slots = slotsOf({ firstAt: 0, interval: slotInterval(limit), count });
      const left = slots.map((at, index) => at + ((late[index] ?? 0) * maxLatenessMs(limit)) / 1_000);
      expect(busiestWindow(left, limit)).toBeLessThanOrEqual(limit.requests);
    }),
  );
});

it('never makes the limit however callers come, although old slots are handed out to catch up', () => {
  const count = 400;
  const pauses = fc.array(fc.tuple(fc.double({ min: 0, max: 2, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: count,
    maxLength: count,
  });
  fc.assert(
    fc.property(anyLimit, pauses, (limit, steps) => {
      const interval = slotInterval(limit);
      let next = 0;
      let now = 0;
      const left = steps.map(([pause, late]) => {
        now += pause * pause * pause * interval;
        const slot = Math.max(next, now - catchUpSeconds(limit));
        next = slot + interval;
        const earliest = Math.max(now, slot);
        return earliest + late * (slot + maxLatenessMs(limit) / 1_000 - earliest);
      });
      expect(busiestWindow(left, limit)).toBeLessThanOrEqual(limit.requests);
    }),
  );
});

it('stays under the limit when a full window of late calls meets punctual ones, which is the worst', () => {
  fc.assert(
    fc.property(anyLimit, (limit) => {
      const slots = slotsOf({ firstAt: 0, interval: slotInterval(limit), count: limit.requests + 1 });
      const first = (slots[0] ?? 0) + maxLatenessMs(limit) / 1_000;
      expect((slots.at(-1) ?? 0) - first).toBeGreaterThan(limit.windowSeconds);
    }),
  );
});

it.each([
  { requests: 50, windowSeconds: 1, used: 0.94, latenessMs: 40 },
  { requests: 600, windowSeconds: 60, used: 0.97, latenessMs: 1_000 },
])('uses $used of $requests calls in $windowSeconds s, has a call to spare, and waits $latenessMs ms for a late one', (expected) => {
  const rate = 1 / slotInterval(expected);
  expect((rate * expected.windowSeconds) / expected.requests).toBeCloseTo(expected.used, 2);
  expect(maxLatenessMs(expected)).toBe(expected.latenessMs);
  expect(rate * (expected.windowSeconds + expected.latenessMs / 1_000) + 1).toBeLessThan(expected.requests);
});

it('reserves at least one slot, never more than wait, and never far ahead', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), anyLimit, (waiting, limit) => {
      const count = batchSize(waiting, limit);
      expect(count).toBeGreaterThanOrEqual(1);
      expect(count).toBeLessThanOrEqual(waiting);
      expect((count - 1) * slotInterval(limit)).toBeLessThan(0.15);
    }),
  );
});

const anyBucket = fc.record({ rate: fc.double({ min: 0.005, max: 100, noNaN: true }), burst: fc.integer({ min: 1, max: 40 }) });

/** The tokens that are left in a marketplace's bucket after each call. */
function tokensAfter(at: readonly number[], { rate, burst }: { rate: number; burst: number }): number[] {
  let tokens = burst;
  let last = at[0] ?? 0;
  return at.map((now) => {
    tokens = Math.min(burst, tokens + (now - last) * rate) - 1;
    last = now;
    return tokens;
  });
}

it('never empties a bucket, however callers come and however late their calls leave', () => {
  const count = 300;
  const steps = fc.array(fc.tuple(fc.double({ min: 0, max: 2, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: count,
    maxLength: count,
  });
  fc.assert(
    fc.property(anyBucket, steps, ({ rate, burst }, given) => {
      const limit = { requests: 1, windowSeconds: 1 / rate, burst };
      const interval = slotInterval(limit);
      let next = -catchUpSeconds(limit);
      let now = 0;
      const left = given.map(([pause, late]) => {
        now += pause ** 6 * interval;
        const slot = Math.max(next, now - catchUpSeconds(limit));
        next = slot + interval;
        const departure = departureMs(slot * 1_000, now * 1_000, limit) / 1_000;
        const earliest = Math.max(now, departure);
        return earliest + late * Math.max(0, departure + maxLatenessMs(limit) / 1_000 - earliest);
      });
      const least = Math.min(
        ...tokensAfter(
          left.toSorted((a, b) => a - b),
          { rate, burst },
        ),
      );
      expect(least).toBeGreaterThanOrEqual(-1e-6);
    }),
  );
});

it('uses a full bucket at once, but for the one token that pays for lateness, and then keeps its pace', () => {
  const limit = { requests: 5, windowSeconds: 1, burst: 10 };
  expect(catchUpSeconds(limit) / slotInterval(limit) + 1).toBeCloseTo(9);
  expect(1 / slotInterval(limit)).toBeCloseTo(4.85);
});
