import { describe, expect, it } from 'vitest';
import type { AccountDay } from '../content-queries.ts';
import { growthSeries } from './growth-series.ts';

const day = (date: string, followers: number | null, views: number | null): AccountDay => ({
  day: date,
  state: followers === null ? 'missing' : 'read',
  followers,
  following: null,
  likes: null,
  videos: null,
  views: null,
  followersChange: followers === null ? null : 3,
  gained: views === null ? null : { views, likes: 1, comments: 0, shares: 0 },
});
const days = [day('2026-03-01', 10, 100), day('2026-03-02', null, null), day('2026-03-03', 16, 0)];

describe('the days of an account as lines', () => {
  it('break where a day is missing, and count the missing', () => {
    expect(growthSeries({ days, compared: null }, 'followers')).toEqual({
      days: ['2026-03-01', '2026-03-02', '2026-03-03'],
      now: [10, null, 16],
      before: undefined,
      missing: 1,
    });
  });

  it('take nothing gained as zero and nothing known as a gap', () => {
    expect(growthSeries({ days, compared: null }, 'views').now).toEqual([100, null, 0]);
    expect(growthSeries({ days, compared: null }, 'newFollowers').now).toEqual([3, null, 3]);
  });

  it('set the period before behind it, day by day', () => {
    const compared = { period: { from: '2026-02-26', to: '2026-02-28' }, figures: {} as never, days: [day('2026-02-26', 5, 50)] };
    expect(growthSeries({ days, compared }, 'likes').before).toEqual([1]);
  });
});
