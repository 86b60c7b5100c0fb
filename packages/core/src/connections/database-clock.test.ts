import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DatabaseClock } from './database-clock.ts';

it('is never early, and late by no more than the shortest way to the database and back', () => {
  const way = fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 5_000 }));
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.array(way, { minLength: 1, maxLength: 20 }), (offset, ways) => {
      const clock = new DatabaseClock();
      for (const [thereMs, backMs] of ways) clock.read(1_000, 1_000 + offset - thereMs, 1_000 + offset + backMs);
      const late = clock.toMonotonicMs(2_000) - (2_000 + offset);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThanOrEqual(Math.min(...ways.map(([thereMs, backMs]) => thereMs + backMs)));
    }),
  );
});

it('does not believe an answer that was long on its way, and takes a far database as it is after three readings', () => {
  const clock = new DatabaseClock();
  clock.read(10_000, 0, 5_000);
  expect(clock.isSure(40)).toBe(false);
  clock.read(16_000, 6_001, 6_003);
  expect(clock.isSure(40)).toBe(true);
  clock.read(22_000, 12_000, 19_000);
  expect(clock.toMonotonicMs(30_000)).toBe(20_003);
  const far = new DatabaseClock();
  for (const sentMs of [0, 200, 400]) far.read(sentMs + 50, sentMs, sentMs + 100);
  expect(far.isSure(40)).toBe(true);
});

it('begins anew when a clock was set', () => {
  const clock = new DatabaseClock();
  clock.read(1_000, 1_000, 1_002);
  clock.read(90_000, 2_000, 2_004);
  expect(clock.toMonotonicMs(90_000)).toBe(2_004);
});
