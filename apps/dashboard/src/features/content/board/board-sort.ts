import type { BoardSearch, BoardSort } from '../../../app/content-search.ts';

export const usualSort: BoardSort = 'outlet';
const upwards: readonly BoardSort[] = ['account', 'outlet', 'status', 'lastSync'];

/** Names from A, what was not read for longest, numbers from the largest. */
const firstOrder = (sort: BoardSort): 'asc' | 'desc' => (upwards.includes(sort) ? 'asc' : 'desc');

export function sortOf(search: BoardSearch): { sort: BoardSort; order: 'asc' | 'desc' } {
  const sort = search.sort ?? usualSort;
  return { sort, order: search.order ?? firstOrder(sort) };
}

/** A press on a column: sorts by it, or turns the order round when it is sorted by already. */
export function nextSort(search: BoardSearch, pressed: BoardSort): Pick<Record<keyof BoardSearch, string>, 'sort' | 'order'> {
  const { sort, order } = sortOf(search);
  if (sort !== pressed) return { sort: pressed, order: firstOrder(pressed) };
  return { sort, order: order === 'asc' ? 'desc' : 'asc' };
}

/** Filters that "clear filters" takes away. */
export const clearableFilters = ['q', 'status', 'group'] as const;

export const isFiltered = (search: BoardSearch): boolean => clearableFilters.some((key) => search[key] !== undefined);
