import { type Call, hrefOf } from './call.ts';
import { Refusal } from './refusal.ts';

const mostItems = 200;
const usualItems = 25;

export interface InventoryPage<T> {
  readonly items: readonly T[];
  readonly limit: number;
  readonly offset: number;
  readonly total: number;
  /** How many pages there are. */
  readonly pages: number;
  readonly links: { readonly href: string; readonly next?: string; readonly prev?: string };
}

/** One page by its number, from 0: `offset` counts pages here, not items. `others` are query words that belong to the links. */
export function inventoryPage<T>(
  call: Call,
  all: readonly T[],
  others: Readonly<Record<string, string | undefined>> = {},
): InventoryPage<T> {
  const limit = whole(call, 'limit', usualItems);
  const offset = whole(call, 'offset', 0);
  if (limit < 1 || limit > mostItems) throw wrongPaging();
  const pages = Math.ceil(all.length / limit);
  const href = (at: number): string => hrefOf(call, { ...others, limit, offset: at });
  return {
    items: all.slice(offset * limit, (offset + 1) * limit),
    limit,
    offset,
    total: all.length,
    pages,
    links: {
      href: href(offset),
      ...(offset + 1 < pages ? { next: href(offset + 1) } : {}),
      ...(offset > 0 ? { prev: href(offset - 1) } : {}),
    },
  };
}

function whole(call: Call, name: string, otherwise: number): number {
  const text = call.query.get(name);
  if (text === undefined || text === '') return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw wrongPaging();
  return Number(text);
}

const wrongPaging = (): Refusal => new Refusal(25706, 'You have provided invalid pagination values.');
