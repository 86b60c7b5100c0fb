import { type Call, queryNumber } from './call.ts';
import { wrong } from './refusal.ts';

interface KeysetPage<T> {
  readonly items: readonly T[];
  readonly more: boolean;
  /** `''` at the end. */
  readonly nextCursor: string;
}

/** How many rows were asked for. @throws Refusal */
export function pageSize(call: Call, most: number): number {
  const size = queryNumber(call, 'page_size');
  if (size === undefined || size < 1 || size > most) throw wrong('page_size');
  return size;
}

/** One page, oldest first; the cursor says after which row to go on. Pages may be shorter than asked for while there is more. */
export function keysetPage<T extends { readonly id: string }>(items: T[], timeOf: (item: T) => number, call: Call): KeysetPage<T> {
  return cutPage(items, timeOf, { size: pageSize(call, 100), cursor: call.query.get('cursor') ?? '' }, call.world.settings.shortPages);
}

export function cutPage<T extends { readonly id: string }>(
  items: T[],
  timeOf: (item: T) => number,
  { size, cursor }: { readonly size: number; readonly cursor: string },
  isShort: boolean,
): KeysetPage<T> {
  const after = readCursor(cursor);
  const isLater = (item: T): boolean =>
    after === undefined || timeOf(item) > after.time || (timeOf(item) === after.time && item.id > after.id);
  const rest = items.filter(isLater).sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1));
  const page = rest.slice(0, isShort ? Math.ceil(size / 2) : size);
  const last = page.at(-1);
  const more = page.length < rest.length;
  return { items: page, more, nextCursor: more && last ? Buffer.from(`${timeOf(last)}:${last.id}`).toString('base64url') : '' };
}

function readCursor(cursor: string): { time: number; id: string } | undefined {
  if (cursor === '') return undefined;
  const [time = '', id] = Buffer.from(cursor, 'base64url').toString('latin1').split(':');
  if (!/^\d+$/.test(time) || id === undefined) throw wrong('cursor');
  return { time: Number(time), id };
}
