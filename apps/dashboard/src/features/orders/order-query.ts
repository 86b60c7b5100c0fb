import type { OrderQuery, OrderSearch, OrderView } from '../../app/order-search.ts';

/** The first (or last) moment of a day in the person's own time zone, as the API wants it. */
function dayEdge(day: string, edge: 'start' | 'end'): string | undefined {
  const [year, month, date] = day.slice(0, 10).split('-').map(Number);
  if (!year || !month || !date) return undefined;
  const moment = edge === 'start' ? new Date(year, month - 1, date) : new Date(year, month - 1, date, 23, 59, 59, 999);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** As on the home screen: nearer than this is late soon. */
const dueSoonHours = 4;

/** The filters of the address as the API understands them, without the view. */
export function toOrderFilters(search: OrderSearch, now = new Date()): OrderQuery {
  const from = search.placedFrom ? dayEdge(search.placedFrom, 'start') : undefined;
  const to = search.placedTo ? dayEdge(search.placedTo, 'end') : undefined;
  // Whole minutes, so that the same filters are the same query while a minute lasts.
  const minute = Math.floor(now.getTime() / 60_000) * 60_000;
  const due = search.due ? new Date(minute + (search.due === 'soon' ? dueSoonHours * 3_600_000 : 0)).toISOString() : undefined;
  return {
    ...(search.q ? { q: search.q } : {}),
    ...(search.shopId ? { shopId: search.shopId } : {}),
    ...(search.sku ? { sku: search.sku } : {}),
    ...(search.isPrinted ? { isPrinted: search.isPrinted } : {}),
    ...(search.hasShortfall ? { hasShortfall: search.hasShortfall } : {}),
    ...(from ? { placedFrom: from } : {}),
    ...(to ? { placedTo: to } : {}),
    ...(due ? { dueBefore: due } : {}),
  };
}

const workViews: readonly OrderView[] = ['to_ship', 'to_print', 'to_hand_over', 'attention'];

/** What a person works through stands soonest-due first, everything else newest first; a chosen order wins. */
export function sortOf(search: OrderSearch): 'placed' | 'ship_by' {
  return search.sort ?? (search.due || workViews.includes(search.view ?? 'all') ? 'ship_by' : 'placed');
}

/** Filters beside the tab and the search words: what "clear filters" takes away. */
export const clearableFilters = ['shopId', 'sku', 'isPrinted', 'hasShortfall', 'placedFrom', 'placedTo', 'due'] as const;

export function countFilters(search: OrderSearch): number {
  return clearableFilters.filter((key) => search[key] !== undefined).length;
}

/** The same list as a file. */
export function csvAddress(search: OrderSearch, now = new Date()): string {
  const query = new URLSearchParams({ format: 'csv', view: search.view ?? 'all', sort: sortOf(search) });
  for (const [key, value] of Object.entries(toOrderFilters(search, now))) query.set(key, String(value));
  return `/api/orders?${query}`;
}
