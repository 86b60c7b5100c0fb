import { formatDay } from '../../../lib/format.ts';

const usual = [3, 6, 12, 24, 36, 60, null];

/** The usual choices, with what is set now. */
export function keepChoices(current: number | null): readonly (number | null)[] {
  return usual.includes(current)
    ? usual
    : [...usual, current].toSorted((a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY));
}

/** True when `next` keeps less than `before`: something would be deleted. */
export const isShorter = (next: number | null, before: number | null): boolean => next !== null && (before === null || next < before);

/** The month from which on everything is kept, as `Nov 2025`. */
export function earliestKept(months: number | null, now = new Date()): string {
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (months ?? 0), 1));
  return formatDay(first.toISOString().slice(0, 10), { month: 'short', year: 'numeric' });
}
