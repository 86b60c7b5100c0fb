import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestVideoOf, dayStateOf, engagementRate, fallOf, growthOf, median } from './definitions.ts';

const on = (day: string, value: number) => ({ day, value });

test('growth counts from the nearest known day before the period, and names the days it compared', () => {
  const growth = growthOf({ before: on('2026-03-02', 80), first: on('2026-03-05', 90), last: on('2026-03-09', 100) });
  expect(growth).toEqual({ change: 20, percent: 25, from: '2026-03-02', to: '2026-03-09' });
});

test('an account that began within the period grows from its first known day', () => {
  const growth = growthOf({ before: undefined, first: on('2026-03-05', 90), last: on('2026-03-09', 81) });
  expect(growth).toEqual({ change: -9, percent: -10, from: '2026-03-05', to: '2026-03-09' });
});

test.each([
  ['nothing is known', { before: undefined, first: undefined, last: undefined }],
  ['only one day is known', { before: undefined, first: on('2026-03-05', 9), last: on('2026-03-05', 9) }],
  ['nothing is known within the period', { before: on('2026-03-05', 9), first: undefined, last: undefined }],
])('there is no growth when %s', (_case, known) => {
  expect(growthOf(known)).toBeUndefined();
});

test('growth from nothing has no per cent', () => {
  expect(growthOf({ before: on('2026-03-01', 0), first: undefined, last: on('2026-03-02', 4) })?.percent).toBeNull();
});

test('the growth of two periods side by side is the growth of both together', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 3, maxLength: 20 }), fc.nat(), (values, cut) => {
      const day = (n: number) => `2026-03-${String(n + 1).padStart(2, '0')}`;
      const middle = 1 + (cut % (values.length - 2));
      const between = (from: number, to: number) =>
        growthOf({
          before: on(day(from), values[from] ?? 0),
          first: on(day(from + 1), values[from + 1] ?? 0),
          last: on(day(to), values[to] ?? 0),
        });
      const whole = between(0, values.length - 1)?.change;
      expect((between(0, middle)?.change ?? 0) + (between(middle, values.length - 1)?.change ?? 0)).toBe(whole);
    }),
  );
});

test('engagement is what was gained beside views, for each view gained', () => {
  expect(engagementRate({ views: 200, likes: 8, comments: 1, shares: 1 })).toBe(0.05);
  expect(engagementRate({ views: 0, likes: 8, comments: 1, shares: 1 })).toBeNull();
  expect(engagementRate({ views: -5, likes: 1, comments: 0, shares: 0 })).toBeNull();
  expect(engagementRate(null)).toBeNull();
});

test('a video falls when it lost more than half of its own pace, and had one', () => {
  const before = { formerGain: 1_000, formerDays: 10, recentDays: 10 };
  expect(fallOf({ ...before, recentGain: 490 })).toEqual({ formerPerDay: 100, recentPerDay: 49 });
  expect(fallOf({ ...before, recentGain: 500 })).toBeUndefined();
  expect(fallOf({ ...before, formerDays: 0, recentGain: 0 })).toBeUndefined();
  expect(fallOf({ formerGain: 100, formerDays: 10, recentGain: 0, recentDays: 10 })).toBeUndefined();
});

test('the best video gained the most views; of two equal ones the newer; without gains there is none', () => {
  const video = (name: string, views: number | null, day: number) => ({
    name,
    postedAt: new Date(Date.UTC(2026, 2, day)),
    gained: views === null ? null : { views, likes: 0, comments: 0, shares: 0 },
  });
  expect(bestVideoOf([video('a', 5, 1), video('b', 9, 1), video('c', 9, 3), video('d', 9, 2), video('e', null, 9)])?.name).toBe('c');
  expect(bestVideoOf([video('a', 0, 1), video('b', -3, 2), video('c', null, 3)])).toBeUndefined();
});

test('a day is missing only when somebody should have read it', () => {
  const watched = { today: '2026-03-10', since: '2026-03-01', until: null };
  const state = (day: string, more = {}) => dayStateOf(day, undefined, { ...watched, ...more });
  expect(['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-09', '2026-03-10', '2026-03-11'].map((day) => state(day))).toEqual([
    'none',
    'none',
    'missing',
    'missing',
    'waiting',
    'none',
  ]);
  expect(['2026-03-04', '2026-03-05', '2026-03-10'].map((day) => state(day, { until: '2026-03-05' }))).toEqual(['missing', 'none', 'none']);
  expect(dayStateOf('2026-03-01', { isLate: false }, watched)).toBe('read');
  expect(dayStateOf('2026-03-10', { isLate: true }, watched)).toBe('late');
});

test('the median of an even number is between the two middle ones', () => {
  expect([median([3]), median([1, 9, 5]), median([10, 1, 2, 5])]).toEqual([3, 5, 3.5]);
});
