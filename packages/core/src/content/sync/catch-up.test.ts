import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OwnDay, ownDay } from '../days/index.ts';
import { eveningHour, isDueInTheEvening } from './catch-up.ts';

const hourMs = 3_600_000;
const yearStart = Date.UTC(2026, 0, 1);

/**
 * A year of one account under a calendar in another zone: read daily when the wall of `calendarZone` shows `hour`:`minute`, unless the
 * hub is down; every hour at :07 those are read that are due in the evening. Gives how each own day came to its reading.
 */
function liveAYear(given: { accountZone: string; calendarZone: string; hour: number; minute: number; isDown: (at: Date) => boolean }) {
  const { accountZone, calendarZone, hour, minute, isDown } = given;
  const wall = new Intl.DateTimeFormat('en-GB', { timeZone: calendarZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' });
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const days = new Map<OwnDay, 'regular' | 'late'>();
  let lastReadAt: Date | undefined;
  // Quarters of an hour are enough: zones differ by them, and both programs run at one.
  const instants = Array.from({ length: 366 * 96 }, (_, n) => new Date(yearStart + (n * hourMs) / 4));
  const regular = instants.filter((at) => wall.format(at) === time);
  let coming = 0;
  for (const at of instants) {
    while ((regular[coming]?.getTime() ?? Number.POSITIVE_INFINITY) <= at.getTime()) coming += 1;
    const isRegular = regular[coming - 1]?.getTime() === at.getTime();
    const isLate = at.getUTCMinutes() === 0 && isDueInTheEvening(at, accountZone, lastReadAt, regular[coming]);
    if (isDown(at) || !(isRegular || isLate)) continue;
    lastReadAt = at;
    const day = ownDay(at, accountZone);
    days.set(day, isRegular ? 'regular' : (days.get(day) ?? 'late'));
  }
  return days;
}

/** Every own day between the first and the last reading. */
function allDays(days: ReadonlyMap<OwnDay, unknown>): OwnDay[] {
  const [first = '', last = ''] = [[...days.keys()].sort()[0], [...days.keys()].sort().at(-1)];
  const list: OwnDay[] = [];
  for (let ms = Date.parse(first); ms <= Date.parse(last); ms += 24 * hourMs) list.push(new Date(ms).toISOString().slice(0, 10));
  return list;
}

const zones = fc.constantFrom('Asia/Jakarta', 'America/Los_Angeles', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC');

test('whatever the zones and the hour, every own day of a year is read, over both changes of the clock', { timeout: 60_000 }, () => {
  const quarter = fc.constantFrom(0, 15, 30, 45);
  fc.assert(
    fc.property(zones, zones, fc.integer({ min: 0, max: 23 }), quarter, (accountZone, calendarZone, hour, minute) => {
      const days = liveAYear({ accountZone, calendarZone, hour, minute, isDown: () => false });
      expect([...days.keys()].sort()).toEqual(allDays(days));
      expect(days.size).toBeGreaterThanOrEqual(364);
    }),
    { numRuns: 12 },
  );
});

test.each([
  // The calendar steps over midnight in Los Angeles when its clocks go forward: 8 March is only read in the evening.
  ['America/Los_Angeles', 'UTC', 7, 30, ['2026-03-08']],
  ['Asia/Jakarta', 'UTC', 17, 0, []],
  ['America/Los_Angeles', 'America/Los_Angeles', 0, 0, []],
  // The calendar comes late in the evening of New York: nobody runs before it.
  ['America/New_York', 'UTC', 3, 0, []],
  // 2:30 does not come on 8 March.
  ['America/Los_Angeles', 'America/Los_Angeles', 2, 30, ['2026-03-08']],
] as const)('in %s with a calendar in %s at %i:%i, the late days are %s %s', (accountZone, calendarZone, hour, minute, late) => {
  const days = liveAYear({ accountZone, calendarZone, hour, minute, isDown: () => false });
  // The last evening of the year is cut off.
  expect([...days].filter(([day, how]) => how === 'late' && day > '2026-01-01').map(([day]) => day)).toEqual(late);
  expect([...days.keys()].sort()).toEqual(allDays(days));
});

test('a hub that is down at the hour of the calendar makes up for it in the evening; down all day leaves the day missing', () => {
  const isDown = (at: Date) => {
    const [day, hour] = [at.toISOString().slice(0, 10), at.getUTCHours()];
    return (day === '2026-05-04' && hour < 10) || day === '2026-05-06';
  };
  const days = liveAYear({ accountZone: 'UTC', calendarZone: 'UTC', hour: 3, minute: 0, isDown });
  expect(days.get('2026-05-03')).toBe('regular');
  expect(days.get('2026-05-04')).toBe('late');
  expect(days.has('2026-05-06')).toBe(false);
  expect(allDays(days).filter((day) => !days.has(day))).toEqual(['2026-05-06']);
});

test('before the evening nobody is in a hurry', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 4, 4, hour));
  expect(isDueInTheEvening(at(eveningHour - 1), 'UTC', undefined, undefined)).toBe(false);
  expect(isDueInTheEvening(at(eveningHour), 'UTC', undefined, undefined)).toBe(true);
  expect(isDueInTheEvening(at(eveningHour), 'UTC', at(0), undefined)).toBe(false);
  // The calendar comes by before midnight anyway; one that comes at the last moment is not relied on.
  expect(isDueInTheEvening(at(eveningHour), 'UTC', undefined, at(22))).toBe(false);
  expect(isDueInTheEvening(at(eveningHour), 'UTC', undefined, new Date(Date.UTC(2026, 4, 4, 23, 45)))).toBe(true);
});
