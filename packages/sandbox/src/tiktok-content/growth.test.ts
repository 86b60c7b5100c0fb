import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followersOf, followingOf, videoCounters } from './growth.ts';
import type { Account } from './model.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);

const accountOf = (index: number, startFollowers: number): Account => ({
  id: 'a',
  index,
  unionId: '',
  username: 'a',
  displayName: '',
  bio: '',
  isVerified: false,
  createdAtMs: start,
  startVideos: 0,
  postEveryMs: 0,
  startFollowers,
  state: 'active',
  hidden: {},
  posts: [],
  videoShifts: {},
  shift: { followers: 0, following: 0, likes: 0 },
});

const cases = fc.record({
  seed: fc.nat({ max: 10_000 }),
  account: fc.tuple(fc.nat({ max: 100_000 }), fc.nat({ max: 2_000_000 })).map(([index, followers]) => accountOf(index, followers)),
  no: fc.nat({ max: 30_000 }),
  days: fc.nat({ max: 1_000 }),
});

test('is the same whenever it is asked, and within one day whatever the hour', () => {
  fc.assert(
    fc.property(cases, fc.nat({ max: day - 1 }), ({ seed, account, no, days }, ms) => {
      const at = start + days * day;
      const counters = videoCounters(seed, account, no, start / 1000, at, day);
      expect(videoCounters(seed, account, no, start / 1000, at + ms, day)).toEqual(counters);
      expect(followersOf(seed, account, at + ms, day)).toBe(followersOf(seed, account, at, day));
    }),
  );
});

test('gives whole numbers from nothing up, likes and the rest below views', () => {
  fc.assert(
    fc.property(cases, ({ seed, account, no, days }) => {
      const at = start + days * day;
      const counters = videoCounters(seed, account, no, start / 1000, at, day);
      for (const value of [...Object.values(counters), followersOf(seed, account, at, day), followingOf(seed, account, at)]) {
        expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
      }
      expect(Math.max(counters.likes, counters.comments, counters.shares)).toBeLessThanOrEqual(counters.views);
    }),
  );
});

test('rises on most days and falls on a few', () => {
  let rises = 0;
  const falls = { views: 0, likes: 0, followers: 0 };
  for (let no = 0; no < 200; no += 1) {
    const account = accountOf(no, 5_000);
    const shown = Array.from({ length: 60 }, (_, days) => {
      const at = start + days * day;
      return { ...videoCounters(1, account, no, start / 1000, at, day), followers: followersOf(1, account, at, day) };
    });
    for (const [index, today] of shown.entries()) {
      const before = shown[index - 1];
      if (!before) continue;
      if (today.views > before.views) rises += 1;
      for (const name of ['views', 'likes', 'followers'] as const) if (today[name] < before[name]) falls[name] += 1;
    }
    const [first, last] = [shown[0], shown.at(-1)];
    if (first && last) expect(last.views).toBeGreaterThan(first.views);
  }
  const days = 200 * 59;
  expect(rises / days).toBeGreaterThan(0.8);
  for (const count of Object.values(falls)) {
    expect(count / days).toBeGreaterThan(0.005);
    expect(count / days).toBeLessThan(0.1);
  }
});

test('differs between accounts, videos and seeds', () => {
  const views = new Set<number>();
  for (let index = 0; index < 100; index += 1) {
    views.add(videoCounters(1, accountOf(index, 50_000), 0, start / 1000, start + 9 * day, day).views);
    views.add(videoCounters(1, accountOf(0, 50_000), index + 1, start / 1000, start + 9 * day, day).views);
    views.add(videoCounters(index + 2, accountOf(0, 50_000), 0, start / 1000, start + 9 * day, day).views);
  }
  expect(views.size).toBeGreaterThan(280);
});
