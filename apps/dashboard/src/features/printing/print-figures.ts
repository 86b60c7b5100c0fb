import { formatDuration } from '../../lib/format.ts';
import { currentLanguage } from '../../lib/words.ts';

/** `99.2%`; a dash while nothing has ended. */
export function formatRate(rate: number | null): string {
  if (rate === null) return '–';
  return new Intl.NumberFormat(currentLanguage(), { style: 'percent', maximumFractionDigits: 1 }).format(rate);
}

export const formatMs = (ms: number | null): string => (ms === null ? '–' : formatDuration(ms));
