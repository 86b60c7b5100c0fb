import { createHash } from 'node:crypto';
import type { JsonObject } from './call.ts';
import { missing } from './refusal.ts';

interface PageRules {
  readonly maxSize: number;
  readonly defaultSize?: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next_page_token: string | undefined;
  readonly total_count: number;
}

const pageKind = 'sbx1';

/** One page of a list. Tokens are opaque and belong to the filters they came with; a foreign one is refused. */
export function pageOf<T>(all: readonly T[], query: ReadonlyMap<string, string>, filter: JsonObject, rules: PageRules): Page<T> {
  const size = pageSize(query.get('page_size'), rules);
  const mark = filterMark(query, filter);
  const start = startOf(query.get('page_token'), mark);
  const end = start + size;
  return {
    items: all.slice(start, end),
    next_page_token: end < all.length ? Buffer.from(`${pageKind}:${end}:${mark}`).toString('base64') : undefined,
    total_count: all.length,
  };
}

function pageSize(text: string | undefined, rules: PageRules): number {
  if (text === undefined && rules.defaultSize !== undefined) return rules.defaultSize;
  if (!/^\d{1,4}$/.test(text ?? '') || Number(text) < 1 || Number(text) > rules.maxSize) throw missing('page_size');
  return Number(text);
}

function filterMark(query: ReadonlyMap<string, string>, filter: JsonObject): string {
  const words = [query.get('sort_field'), query.get('sort_order'), query.get('shop_cipher'), JSON.stringify(filter)];
  return createHash('sha256').update(words.join('\n')).digest('base64url').slice(0, 16);
}

function startOf(token: string | undefined, mark: string): number {
  if (token === undefined || token === '') return 0;
  const [kind, start, tokenMark] = Buffer.from(token, 'base64').toString('latin1').split(':');
  if (kind !== pageKind || tokenMark !== mark || !/^\d+$/.test(start ?? '')) throw missing('page_token');
  return Number(start);
}

export interface TimeRange {
  readonly from: number;
  readonly before: number;
}

/** Half-open range of unix seconds; a missing end is open. */
export function timeRange(filter: JsonObject, from: string, before: string): TimeRange {
  const read = (name: string, otherwise: number): number => {
    const value = filter[name];
    if (value === undefined || value === null) return otherwise;
    if (typeof value !== 'number' || !Number.isInteger(value)) throw missing(name);
    return value;
  };
  return { from: read(from, 0), before: read(before, Number.MAX_SAFE_INTEGER) };
}

export const isWithin = (range: TimeRange, time: number): boolean => time >= range.from && time < range.before;

/** Sorts by time, then by id, so that a page token never skips one of two items of the same second. */
export function sortByTime<T extends { readonly id: string }>(
  items: T[],
  query: ReadonlyMap<string, string>,
  times: Readonly<Record<string, (item: T) => number>>,
  defaults: { readonly field: string; readonly order: 'ASC' | 'DESC' },
): T[] {
  const time = times[query.get('sort_field') ?? defaults.field];
  if (!time) throw missing('sort_field');
  const order = query.get('sort_order') ?? defaults.order;
  if (order !== 'ASC' && order !== 'DESC') throw missing('sort_order');
  const sign = order === 'ASC' ? 1 : -1;
  return items.sort((a, b) => sign * (time(a) - time(b) || (a.id < b.id ? -1 : 1)));
}
