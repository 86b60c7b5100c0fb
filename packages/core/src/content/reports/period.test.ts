import { HubError } from '@shopfleet/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, comparedPeriod, daysBetween, daysOf, lengthOf, periodFor, readPeriods } from './period.ts';

test('days without dates are the last days up to the own today', () => {
  expect(periodFor(readPeriods({ days: 7 }).period, '2026-03-03')).toEqual({ from: '2026-02-25', to: '2026-03-03' });
  expect(lengthOf(periodFor(readPeriods({}).period, '2026-03-03'))).toBe(30);
});

test('the previous period is as long, and ends on the day before', () => {
  expect(comparedPeriod('previous', { from: '2026-03-01', to: '2026-03-07' })).toEqual({ from: '2026-02-22', to: '2026-02-28' });
});

test.each([
  { days: 7, from: '2026-01-01', to: '2026-01-02' },
  { from: '2026-01-01' },
  { to: '2026-01-01' },
  { from: '2026-01-02', to: '2026-01-01' },
  { from: '2025-01-01', to: '2026-12-31' },
  { from: '0001-01-01', to: '0001-01-02' },
  { compareFrom: '2026-01-01' },
])('%j is refused', (query) => {
  expect(() => readPeriods(query)).toThrow(HubError);
});

test('days are counted over the ends of months, years and clock changes', () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 400 }), (from, length) => {
      const to = addDays(from, length);
      expect(daysBetween(from, to)).toBe(length);
      const days = daysOf({ from, to });
      expect([days.length, days[0], days.at(-1), new Set(days).size]).toEqual([length + 1, from, to, length + 1]);
    }),
  );
});
