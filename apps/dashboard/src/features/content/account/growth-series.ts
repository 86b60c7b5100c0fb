import type { GrowthMeasure } from '../../../app/content-search.ts';
import type { AccountDay, AccountReport } from '../content-queries.ts';

/** The number of a day under a measure; null when nobody read it. */
export function numberOf(day: AccountDay, measure: GrowthMeasure): number | null {
  if (measure === 'followers') return day.followers;
  if (measure === 'newFollowers') return day.followersChange;
  return day.gained?.[measure] ?? null;
}

export interface GrowthSeries {
  readonly days: readonly string[];
  readonly now: readonly (number | null)[];
  /** The period before, day by day behind it; undefined when nothing is compared. */
  readonly before: readonly (number | null)[] | undefined;
  readonly missing: number;
}

/** An account's days as lines. */
export function growthSeries({ days, compared }: Pick<AccountReport, 'days' | 'compared'>, measure: GrowthMeasure): GrowthSeries {
  return {
    days: days.map(({ day }) => day),
    now: days.map((day) => numberOf(day, measure)),
    before: compared?.days.map((day) => numberOf(day, measure)),
    missing: days.filter(({ state }) => state === 'missing').length,
  };
}
