import { HubError } from '@shopfleet/kernel';

/** The version that an `If-Match` header names (`"7"`); undefined when there is none or it is `*`. Throws `INVALID_REQUEST`. */
export function expectedVersion(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1];
  if (version === undefined)
    throw new HubError('INVALID_REQUEST', { message: 'If-Match must hold the version that you read, for example "3"' });
  return Number(version);
}
