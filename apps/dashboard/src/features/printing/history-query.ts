import type { HistorySearch } from '../../app/history-search.ts';
import type { paths } from '../../lib/generated/api-types.ts';

type HistoryFilters = NonNullable<paths['/api/print-history']['get']['parameters']['query']>;

export const statsDays = 14;

/** Midnight of a day in the person's own time zone, `daysLater` days on, as the API wants it. */
function midnight(day: string, daysLater = 0): string | undefined {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return undefined;
  const moment = new Date(year, month - 1, date + daysLater);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** From the start of the first day to the end of the last. */
export function period({ from, to }: Pick<HistorySearch, 'from' | 'to'>): { from?: string; to?: string } {
  const start = from ? midnight(from) : undefined;
  const end = to ? midnight(to, 1) : undefined;
  return { ...(start ? { from: start } : {}), ...(end ? { to: end } : {}) };
}

/** The chosen period, or the last two weeks. */
export function statsPeriod(search: HistorySearch, now: Date): { from?: string; to?: string } {
  if (search.from || search.to) return period(search);
  return { from: new Date(now.getFullYear(), now.getMonth(), now.getDate() - statsDays + 1).toISOString() };
}

export function historyFilters(search: HistorySearch): HistoryFilters {
  const { q, printerId, state, isReprint } = search;
  return {
    ...(q ? { q } : {}),
    ...(printerId ? { printerId } : {}),
    ...(state ? { state } : {}),
    ...(isReprint ? { isReprint } : {}),
    ...period(search),
  };
}

/** The same list as a file. */
export function historyCsv(search: HistorySearch): string {
  const query = new URLSearchParams({ format: 'csv' });
  for (const [key, value] of Object.entries(historyFilters(search))) query.set(key, String(value));
  return `/api/print-history?${query}`;
}
