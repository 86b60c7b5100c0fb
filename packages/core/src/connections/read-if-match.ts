import { HubError } from '@shopfleet/kernel';

/** The version in an If-Match header: `3`, `"3"` or `W/"3"`; undefined when absent or `*`. Throws `INVALID_REQUEST`. */
export function readIfMatch(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim());
  if (!match) throw new HubError('INVALID_REQUEST', { message: 'If-Match must be the settings version, for example "3"' });
  return Number(match[1]);
}
