import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Limiter } from './limiter.ts';
import { startingSettings } from './settings.ts';
import { WindowLog } from './window-log.ts';

const gaps = fc.array(fc.nat({ max: 40 }), { maxLength: 300 });
const timesOf = (steps: readonly number[]): number[] => {
  let at = 0;
  return steps.map((step) => (at += step));
};
const naive = (times: readonly number[], atMs: number, windowMs: number): number =>
  times.filter((time) => time > atMs - windowMs && time <= atMs).length;

test('counts what a count by hand counts, and keeps the highest', () => {
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 200 }), (steps, windowMs) => {
      const log = new WindowLog();
      const seen: number[] = [];
      let highest = 0;
      for (const atMs of timesOf(steps)) {
        seen.push(atMs);
        const expected = naive(seen, atMs, windowMs);
        highest = Math.max(highest, expected);
        expect(log.add(atMs, windowMs)).toBe(expected);
      }
      expect(log.highest).toBe(highest);
    }),
  );
});

test('forgets old times without losing count over thousands of them', () => {
  const log = new WindowLog();
  for (let atMs = 0; atMs < 50_000; atMs += 1) log.add(atMs, 1_000);
  expect([log.count(49_999, 1_000), log.count(60_000, 1_000), log.highest]).toEqual([1_000, 0, 1_000]);
});

test('no window ever holds more admitted requests than the limit, and none is refused without need', () => {
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 150 }), (steps, limitRequests, limitWindowRealMs) => {
      const limiter = new Limiter({ ...startingSettings(), limitRequests, limitWindowRealMs });
      const admitted: number[] = [];
      for (const atMs of timesOf(steps)) {
        const before = naive(admitted, atMs, limitWindowRealMs);
        expect(limiter.take('user.info', 'app', atMs)).toBe(before < limitRequests);
        if (before < limitRequests) admitted.push(atMs);
        expect(naive(admitted, atMs, limitWindowRealMs)).toBeLessThanOrEqual(limitRequests);
      }
      const [report] = limiter.report();
      if (report) expect(report.requests - report.refused).toBe(admitted.length);
    }),
  );
});
