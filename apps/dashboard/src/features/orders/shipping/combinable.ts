import type { TFunction } from 'i18next';
import type { Schemas } from '../../../lib/api.ts';
import { whyNot } from '../../products/platform-deeds.ts';
import type { Platform } from '../../products/product-queries.ts';

type Order = Pick<Schemas['Order'], 'shopId' | 'platform' | 'status'>;

/** Why these orders cannot go in one parcel, as far as it shows before the marketplace is asked; '' otherwise. */
export function whyNotCombine(t: TFunction, orders: readonly Order[], platforms: ReadonlyMap<string, Platform>): string {
  const [first] = orders;
  if (!first) return '';
  if (orders.some(({ shopId }) => shopId !== first.shopId)) return t('orderShipping.combineOtherShop');
  const reason = whyNot(platforms.get(first.platform), 'combine');
  if (reason !== undefined) return reason;
  return orders.some(({ status }) => status !== 'to_arrange') ? t('orderShipping.combineTooLate') : '';
}
