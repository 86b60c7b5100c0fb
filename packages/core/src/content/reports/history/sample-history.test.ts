import { expect, test } from 'vitest';
import { daysBetween } from '../period.ts';
import { sampleHistory } from './sample-history.ts';

const shape = { accountId: 'acc', handle: 'h', timeZone: 'Asia/Jakarta', until: '2026-03-09', days: 120, videos: 20 };
const histories = Array.from({ length: 60 }, (_, seed) => sampleHistory({ ...shape, seed }));

test('the same seed gives the same history', () => {
  const [first] = histories;
  const again = sampleHistory({ ...shape, seed: 0 });
  expect(again.days).toEqual(first?.days);
  expect(again.videos.map(({ externalId }) => externalId)).toEqual(first?.videos.map(({ externalId }) => externalId));
});

test('days are in order, end where they should, and some are missing or late', () => {
  for (const { days } of histories) {
    expect(days.map(({ day }) => day)).toEqual(days.map(({ day }) => day).toSorted());
    expect([days[0]?.day, days.at(-1)?.day]).toEqual(['2025-11-10', '2026-03-09']);
  }
  const missing = histories.map(({ days }) => 120 - days.length);
  expect(missing.filter((count) => count > 2).length).toBeGreaterThan(3);
  expect(histories.flatMap(({ days }) => days.filter(({ isLate }) => isLate)).length).toBeGreaterThan(50);
});

test('videos come, vanish and return, and counters fall now and then', () => {
  let [vanished, returned, fell] = [0, 0, 0];
  for (const { days } of histories) {
    days.forEach(({ videos }, index) => {
      const before = days[index - 1]?.videos;
      for (const [no, counters] of before ?? []) {
        const now = videos?.get(no);
        if (!now) vanished += 1;
        else if (now.likes < counters.likes || now.views < counters.views) fell += 1;
      }
      for (const no of videos?.keys() ?? []) {
        const isNew = !days.slice(0, index).some((day) => day.videos?.has(no));
        if (!isNew && before && !before.has(no)) returned += 1;
      }
    });
  }
  expect(vanished).toBeGreaterThan(20);
  expect(returned).toBeGreaterThan(5);
  expect(fell).toBeGreaterThan(50);
});

test('no video is shown before its posting, and a steady account shows videos every day', () => {
  for (const { days, videos } of histories)
    for (const { day, videos: shown } of days)
      for (const no of shown?.keys() ?? [])
        expect(daysBetween(videos[no - 1]?.postedAt.toISOString().slice(0, 10) ?? '', day)).toBeGreaterThanOrEqual(-1);
  const steady = sampleHistory({ ...shape, isSteady: true, seed: 3 });
  expect(Math.min(...steady.days.map(({ videos }) => videos?.size ?? 0))).toBeGreaterThan(10);
});
