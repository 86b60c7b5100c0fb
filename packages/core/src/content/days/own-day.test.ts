import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownDay, ownHour } from './own-day.ts';

test.each([
  ['Asia/Jakarta', '2026-03-07T17:00:00Z', '2026-03-08', 0],
  ['Asia/Jakarta', '2026-03-07T16:59:59.999Z', '2026-03-07', 23],
  // Clocks go forward at 10:00 UTC on 8 March, and back at 9:00 UTC on 1 November.
  ['America/Los_Angeles', '2026-03-08T07:30:00Z', '2026-03-07', 23],
  ['America/Los_Angeles', '2026-03-09T07:30:00Z', '2026-03-09', 0],
  ['America/Los_Angeles', '2026-11-01T07:30:00Z', '2026-11-01', 0],
  ['America/Los_Angeles', '2026-11-02T07:30:00Z', '2026-11-01', 23],
  ['Asia/Kathmandu', '2026-05-01T18:15:00Z', '2026-05-02', 0],
  ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01', 0],
])('in %s at %s it is %s', (zone, at, day, hour) => {
  expect([ownDay(new Date(at), zone), ownHour(new Date(at), zone)]).toEqual([day, hour]);
});

test('an own day never goes back while time goes on', () => {
  const zone = fc.constantFrom('Asia/Jakarta', 'America/Los_Angeles', 'Europe/London', 'Pacific/Auckland', 'UTC');
  const instant = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) });
  fc.assert(
    fc.property(zone, instant, fc.integer({ min: 0, max: 200_000_000 }), (timeZone, from, later) => {
      expect(ownDay(new Date(from), timeZone) <= ownDay(new Date(from + later), timeZone)).toBe(true);
    }),
  );
});

test('a zone that does not exist is refused', () => {
  expect(() => ownDay(new Date(), 'Mars/Olympus')).toThrow(RangeError);
});
