import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthStart } from './own-day.ts';
import {
  expandVideoDays,
  packVideoDay,
  sumVideos,
  type VideoCounters,
  type VideoDay,
  type VideoDayRow,
  type VideosOfDay,
} from './video-days.ts';

const count = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
const counters: fc.Arbitrary<VideoCounters> = fc.record({ views: count, likes: count, comments: count, shares: count });
const videos: fc.Arbitrary<VideosOfDay> = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 12 }), counters), { selector: ([no]) => no, maxLength: 12 })
  .map((entries) => new Map(entries));
const dayOf = (offset: number) => new Date(Date.UTC(2026, 0, 20) + offset * 86_400_000).toISOString().slice(0, 10);
/** Some of 80 days: others are missing. Videos come, go and return; counters rise and fall; much stays as it was. */
const history = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 79 }), { minLength: 1, maxLength: 40 }),
    fc.array(fc.option(videos, { nil: undefined }), { minLength: 40, maxLength: 40 }),
  )
  .map(([offsets, changes]) => {
    let last: VideosOfDay = new Map();
    return offsets
      .sort((a, b) => a - b)
      .map((offset, index): VideoDay => {
        last = changes[index] ?? last;
        return { day: dayOf(offset), videos: last };
      });
  });

/** As the store does it: each day packed against the one before it in its month. */
function write(days: readonly VideoDay[]): VideoDayRow[] {
  return days.map((day, index) => {
    const before = days[index - 1];
    return packVideoDay(day, before && monthStart(before.day) === monthStart(day.day) ? before.videos : undefined);
  });
}

test('what was written is read again, whatever came, went, rose or fell', () => {
  fc.assert(
    fc.property(history, (days) => {
      expect(expandVideoDays(write(days))).toEqual(days);
    }),
  );
});

test('every month can be read without the months before it', () => {
  fc.assert(
    fc.property(history, (days) => {
      const rows = write(days);
      for (const [month, own] of Map.groupBy(days, ({ day }) => monthStart(day))) {
        expect(expandVideoDays(rows.filter(({ day }) => monthStart(day) === month))).toEqual(own);
      }
    }),
  );
});

test('a day rewritten, with the day after it packed anew, leaves every other day as it was', () => {
  fc.assert(
    fc.property(history, videos, fc.nat(), (days, other, pick) => {
      const at = pick % days.length;
      const changed = days.map((day, index) => (index === at ? { ...day, videos: other } : day));
      const rows = write(days).map((row, index) => (index === at || index === at + 1 ? (write(changed)[index] ?? row) : row));
      expect(expandVideoDays(rows)).toEqual(changed);
    }),
  );
});

test('a day on which nothing changed costs an empty row', () => {
  const same = new Map([[1, { views: 5, likes: 1, comments: 0, shares: 0 }]]);
  const row = packVideoDay({ day: '2026-03-02', videos: same }, same);
  expect(row).toEqual({ day: '2026-03-02', isKey: false, nos: [], views: [], likes: [], comments: [], shares: [] });
});

test('rows from the middle of a month are refused rather than read wrongly', () => {
  const row = packVideoDay({ day: '2026-03-02', videos: new Map() }, new Map());
  expect(() => expandVideoDays([row])).toThrow('needs the rows of its month before it');
});

test('sums are over all videos of the day', () => {
  const sums = sumVideos(
    new Map([
      [1, { views: 5, likes: 1, comments: 2, shares: 3 }],
      [7, { views: 10, likes: 0, comments: 1, shares: 1 }],
    ]),
  );
  expect(sums).toEqual({ seenVideos: 2, views: 15, likes: 1, comments: 3, shares: 4 });
});
