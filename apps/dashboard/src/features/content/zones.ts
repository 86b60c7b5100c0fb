/** `Asia/Jakarta` as people read it. */
export const zoneName = (zone: string): string => zone.replaceAll('_', ' ');

/** The zones that this browser knows, with the one that is set. */
export function zoneNames(current?: string): readonly string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return current && !known.includes(current) ? [current, ...known] : known;
}
