import type { paths } from '../lib/generated/api-types.ts';

export const orderViews = ['all', 'to_ship', 'to_print', 'to_hand_over', 'attention', 'on_the_way', 'done', 'cancelled'] as const;
export type OrderView = (typeof orderViews)[number];

/** The filters of the order list as they stand in the address: a saved view is a bookmark. */
export interface OrderSearch {
  readonly view?: OrderView;
  readonly q?: string;
  readonly shopId?: string;
  readonly sku?: string;
  readonly sort?: 'placed' | 'ship_by';
  readonly isPrinted?: 'true' | 'false';
  readonly placedFrom?: string;
  readonly placedTo?: string;
}

export type OrderQuery = NonNullable<paths['/api/orders']['get']['parameters']['query']>;

const texts = ['q', 'shopId', 'sku', 'placedFrom', 'placedTo'] as const;

export function readOrderSearch(search: Record<string, unknown>): OrderSearch {
  const view = orderViews.find((name) => name === search.view);
  const found: Record<string, string> = {};
  // A number that was typed into the address is read as a number there: order numbers are text here.
  for (const key of texts) if (['string', 'number'].includes(typeof search[key]) && search[key] !== '') found[key] = String(search[key]);
  return {
    ...found,
    ...(view ? { view } : {}),
    ...(search.sort === 'ship_by' || search.sort === 'placed' ? { sort: search.sort } : {}),
    ...(String(search.isPrinted) === 'true' || String(search.isPrinted) === 'false'
      ? { isPrinted: String(search.isPrinted) === 'true' ? 'true' : 'false' }
      : {}),
  };
}
