import { HubError } from '@shopfleet/kernel';

/** Packs the sort key of the last row of a page into an opaque cursor. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Unpacks a cursor of `length` parts; throws `INVALID_CURSOR` for anything that this hub did not make. */
export function decodeCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === length && key.every((part) => part === null || ['string', 'number'].includes(typeof part)))
      return key;
  } catch (cause) {
    throw new HubError('INVALID_CURSOR', { message: 'Start again without a cursor', cause });
  }
  throw new HubError('INVALID_CURSOR', { message: 'Start again without a cursor' });
}

/** Cuts a result that was read with `limit + 1` rows into a page. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  map: (row: Row) => Item,
  keyOf: (row: Row) => readonly (string | number | null)[],
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(map), nextCursor: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}
