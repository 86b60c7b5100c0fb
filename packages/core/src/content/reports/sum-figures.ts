import { addCounters } from '../days/gained-counters.ts';
import { engagementRate, type Growth, percentOf } from './definitions.ts';
import type { Figures } from './figures-query.ts';
import { earliestOf, latestOf } from './period.ts';

/**
 * The figures of several accounts together: sums of what is known, growth in per cent of what the growing accounts began with, the
 * engagement rate of all gains together. Null only when no account knows it.
 */
export function sumFigures(all: readonly Figures[]): Figures {
  const gained = all.reduce<Figures['gained']>((sum, { gained: own }) => (own ? (sum ? addCounters(sum, own) : own) : sum), null);
  const total = (of: (figures: Figures) => number) => all.reduce((sum, figures) => sum + of(figures), 0);
  const known = (of: (figures: Figures) => number | null) => {
    const numbers = all.map(of).filter((number) => number !== null);
    return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0);
  };
  const followersAtStart = known((figures) => figures.followersAtStart);
  return {
    followers: known((figures) => figures.followers),
    growth: sumGrowth(
      all.flatMap(({ growth }) => growth ?? []),
      followersAtStart ?? 0,
    ),
    followersAtStart,
    gained,
    engagementRate: engagementRate(gained),
    videosPosted: total((figures) => figures.videosPosted),
    readDays: total((figures) => figures.readDays),
    lateDays: total((figures) => figures.lateDays),
    missingDays: total((figures) => figures.missingDays),
  };
}

function sumGrowth(all: readonly Growth[], start: number): Growth | undefined {
  const [first] = all;
  if (!first) return undefined;
  const change = all.reduce((sum, growth) => sum + growth.change, 0);
  return {
    change,
    percent: percentOf(change, start),
    from: earliestOf(all.map(({ from }) => from)) ?? first.from,
    to: latestOf(all.map(({ to }) => to)) ?? first.to,
  };
}
