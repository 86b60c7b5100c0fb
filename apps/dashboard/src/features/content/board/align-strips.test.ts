import { describe, expect, it } from 'vitest';
import type { Strip } from '../content-queries.ts';
import { alignStrips } from './align-strips.ts';

const strip = (from: string, followers: (number | null)[]): Strip => ({
  from,
  states: followers.map((value) => (value === null ? 'missing' : 'read')),
  followers,
  followersChange: followers.map(() => null),
  views: followers.map((value) => (value === null ? null : value * 10)),
});
const jakarta = { key: 'a', name: 'A', strip: strip('2026-03-01', [100, null, 130]) };
const losAngeles = { key: 'b', name: 'B', strip: strip('2026-02-28', [10, 12, 15]) };

describe('accounts side by side', () => {
  it('stand over the same days, also where their own days begin differently', () => {
    const { days, series } = alignStrips([jakarta, losAngeles], 'followers');
    expect(days).toEqual(['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03']);
    expect(series.map(({ values }) => values)).toEqual([
      [null, 100, null, 130],
      [10, 12, 15, null],
    ]);
  });

  it('grow from their own first known day', () => {
    expect(alignStrips([jakarta, losAngeles], 'growth').series.map(({ values }) => values)).toEqual([
      [null, 0, null, 30],
      [0, 2, 5, null],
    ]);
  });

  it('are nothing when none was chosen', () => {
    expect(alignStrips([], 'views')).toEqual({ days: [], series: [] });
  });
});
