import { currentLanguage } from './words.ts';

type MoneyText = { amount: string; currency: string };

export function formatMoney({ amount, currency }: MoneyText): string {
  return new Intl.NumberFormat(currentLanguage(), { style: 'currency', currency }).format(Number(amount));
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(currentLanguage()).format(value);
}

/** `14:05` today, `21 Nov 14:05` this year, with the year before. */
export function formatInstant(instant: string, now = new Date()): string {
  const date = new Date(instant);
  const isToday = date.toDateString() === now.toDateString();
  const day: Intl.DateTimeFormatOptions = isToday
    ? {}
    : { day: 'numeric', month: 'short', ...(date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }) };
  return new Intl.DateTimeFormat(currentLanguage(), { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date);
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  // Hours until two days are full: "tomorrow" would be said of the day after, too.
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** `in 3 hours`, `2 minutes ago`. Begun hours do not count as whole ones: nobody should believe to have more time than there is. */
export function formatDistance(instant: string, now = Date.now()): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  const [unit, size] = steps.find(([name, length]) => Math.abs(seconds) >= (name === 'day' ? 2 : 1) * length) ?? (['second', 1] as const);
  const numeric = unit === 'second' ? 'auto' : 'always';
  return new Intl.RelativeTimeFormat(currentLanguage(), { numeric, style: 'short' }).format(Math.trunc(seconds / size), unit);
}

/** `0.42 s`, `3.1 s`, `2 min`; the decimal sign is the language's own. */
export function formatDuration(ms: number): string {
  if (ms >= 120_000) return `${formatNumber(Math.round(ms / 60_000))} min`;
  const digits = ms < 1000 ? 2 : ms < 10_000 ? 1 : 0;
  const seconds = new Intl.NumberFormat(currentLanguage(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${seconds.format(ms / 1000)} s`;
}

/** `12,345`, from a hundred thousand on short: `1.2M`. */
export function formatCompact(value: number): string {
  if (Math.abs(value) < 100_000) return formatNumber(value);
  return new Intl.NumberFormat(currentLanguage(), { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** Kilobytes below a megabyte, megabytes above. */
export function formatBytes(bytes: number): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte'];
  return new Intl.NumberFormat(currentLanguage(), { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}

/** `+1,234`, `−12`, `0`. */
export function formatChange(value: number): string {
  const options: Intl.NumberFormatOptions = { signDisplay: 'exceptZero' };
  if (Math.abs(value) >= 100_000)
    return new Intl.NumberFormat(currentLanguage(), { ...options, notation: 'compact', maximumFractionDigits: 1 }).format(value);
  return new Intl.NumberFormat(currentLanguage(), options).format(value);
}

/** A share, 0.052 as `5.2%`. */
export function formatShare(share: number): string {
  return new Intl.NumberFormat(currentLanguage(), { style: 'percent', maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0 }).format(share);
}

/** A date without a place, such as an account's own day, is written as it is, whatever the time zone here: `21 Nov`. */
export function formatDay(day: string, options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' }): string {
  return new Intl.DateTimeFormat(currentLanguage(), { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
