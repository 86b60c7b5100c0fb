/**
 * Turns what somebody typed into a query on the words of an order: every word must be the beginning of one of them. Undefined
 * when nothing is left to look for.
 */
export function orderQuery(typed: string): string | undefined {
  const words = typed
    .replaceAll('\0', '')
    .toWellFormed()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 10);
  if (words.length === 0) return undefined;
  return words.map((word) => `'${word.slice(0, 100).replaceAll('\\', '\\\\').replaceAll("'", "''")}':*`).join(' & ');
}
