import type { Series } from '../../../ui/line-chart.tsx';
import type { Strip } from '../content-queries.ts';

export const compareMeasures = ['growth', 'followers', 'views'] as const;
export type CompareMeasure = (typeof compareMeasures)[number];

const dayMs = 86_400_000;
const toDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const toMs = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** Strips of accounts whose own days may begin differently, over the same days; what one has not is null. */
export function alignStrips(
  accounts: readonly { readonly key: string; readonly name: string; readonly strip: Strip }[],
  measure: CompareMeasure,
): { days: readonly string[]; series: readonly Series[] } {
  if (accounts.length === 0) return { days: [], series: [] };
  const first = Math.min(...accounts.map(({ strip }) => toMs(strip.from)));
  const last = Math.max(...accounts.map(({ strip }) => toMs(strip.from) + (strip.states.length - 1) * dayMs));
  const days = Array.from({ length: Math.round((last - first) / dayMs) + 1 }, (_, index) => toDay(first + index * dayMs));
  const series = accounts.map(({ key, name, strip }) => {
    const offset = Math.round((toMs(strip.from) - first) / dayMs);
    const values = measure === 'views' ? strip.views : strip.followers;
    const start = measure === 'growth' ? (values.find((value) => value !== null) ?? 0) : 0;
    return {
      key,
      name,
      values: days.map((_, index) => {
        const value = values[index - offset] ?? null;
        return value === null ? null : value - start;
      }),
    };
  });
  return { days, series };
}
