import type { TFunction } from 'i18next';
import { formatMoney } from '../../lib/format.ts';
import type { Conditions } from './rule-form.ts';

/** The conditions of a rule as phrases; none means every order. Shops that are gone keep their id. */
export function rulePhrases(t: TFunction, conditions: Conditions, shopNames: ReadonlyMap<string, string>): string[] {
  const { shopIds, carrierNames, skuCodes, currency, totalAtLeast, totalAtMost, maxUnits } = conditions;
  const list = (names: readonly string[]) => names.join(` ${t('rules.or')} `);
  const money = (amount: string) => (currency ? formatMoney({ amount, currency }) : amount);
  const phrases = [
    shopIds?.length && t('rules.conditions.shops', { names: list(shopIds.map((id) => shopNames.get(id) ?? id)) }),
    carrierNames?.length && t('rules.conditions.carriers', { names: list(carrierNames) }),
    skuCodes?.length && t('rules.conditions.skus', { names: list(skuCodes) }),
    totalAtLeast && t('rules.conditions.atLeast', { amount: money(totalAtLeast) }),
    totalAtMost && t('rules.conditions.atMost', { amount: money(totalAtMost) }),
    currency && !totalAtLeast && !totalAtMost && t('rules.conditions.currency', { currency }),
    maxUnits && t('rules.conditions.maxUnits', { count: maxUnits }),
  ];
  return phrases.filter((phrase) => typeof phrase === 'string' && phrase !== '') as string[];
}
