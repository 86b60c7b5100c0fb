import { formatMoney } from '../../lib/format.ts';
import type { Listing } from './product-queries.ts';

/** `Rp 89.000`, or from the lowest to the highest; a dash when the marketplace names none. */
export function priceRange({ priceFrom, priceTo }: Pick<Listing, 'priceFrom' | 'priceTo'>): string {
  if (!priceFrom) return '–';
  if (!priceTo || priceTo.amount === priceFrom.amount) return formatMoney(priceFrom);
  return `${formatMoney(priceFrom)} – ${formatMoney(priceTo)}`;
}
