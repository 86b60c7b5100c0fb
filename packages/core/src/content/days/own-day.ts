/** A date of some zone, `YYYY-MM-DD`. */
export type OwnDay = string;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

function partsOf(at: Date, timeZone: string): Map<string, string> {
  return new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
}

/** The date that a clock on the wall of `timeZone` (IANA) shows at this instant. Throws `RangeError` for a zone that does not exist. */
export function ownDay(at: Date, timeZone: string): OwnDay {
  const parts = partsOf(at, timeZone);
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

/** The hour, 0 to 23, that a clock on the wall of `timeZone` shows. */
export function ownHour(at: Date, timeZone: string): number {
  return Number(partsOf(at, timeZone).get('hour'));
}

/** The first of the month of a day. */
export function monthStart(day: OwnDay): OwnDay {
  return `${day.slice(0, 7)}-01`;
}

/** The last day of the month of a day. */
export function ownMonthEnd(day: OwnDay): OwnDay {
  return shiftMonths(day, 1, 0);
}

/** The first of the month before that of a day. */
export function previousMonthStart(day: OwnDay): OwnDay {
  return shiftMonths(day, -1, 1);
}

function shiftMonths(day: OwnDay, months: number, dayOfMonth: number): OwnDay {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, dayOfMonth)).toISOString().slice(0, 10);
}
