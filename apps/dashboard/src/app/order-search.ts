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
  readonly hasShortfall?: 'true' | 'false';
  /** `late`: past its ship-by; `soon`: that, or due within hours. */
  readonly due?: 'late' | 'soon';
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
  const { sort, due } = search;
  return {
    ...found,
    ...(view ? { view } : {}),
    ...(sort === 'ship_by' || sort === 'placed' ? { sort } : {}),
    ...(due === 'late' || due === 'soon' ? { due } : {}),
    ...readFlag('isPrinted', search.isPrinted),
    ...readFlag('hasShortfall', search.hasShortfall),
  };
}

function readFlag<K extends string>(key: K, value: unknown): { [P in K]?: 'true' | 'false' } {
  const text = String(value);
  const found: { [P in K]?: 'true' | 'false' } = {};
  if (text === 'true' || text === 'false') found[key] = text;
  return found;
}
