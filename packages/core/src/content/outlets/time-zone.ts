import { HubError } from '@shopfleet/kernel';

/** True for an IANA name that this machine knows. Offsets such as `+07:00` are no zone: they do not say when the clocks change. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Throws `INVALID_REQUEST` for anything that is no zone; undefined passes. */
export function requireTimeZone(timeZone: string | undefined, path = 'timeZone'): void {
  if (timeZone === undefined || isTimeZone(timeZone)) return;
  throw new HubError('INVALID_REQUEST', { fields: [{ path, code: 'unknown_time_zone', message: unknownZone }] });
}

export const unknownZone = 'is no time zone that we know; write for example Asia/Jakarta';
