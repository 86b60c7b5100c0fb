import type { Schemas } from '../../lib/api.ts';

export type Conditions = Schemas['RuleConditions'];

/** A rule's conditions as a person types them. */
export interface ConditionForm {
  readonly shopIds: readonly string[];
  readonly carriers: string;
  readonly skus: string;
  readonly maxUnits: string;
  readonly atLeast: string;
  readonly atMost: string;
  readonly currency: string;
}

export function toForm(conditions: Conditions): ConditionForm {
  return {
    shopIds: conditions.shopIds ?? [],
    carriers: (conditions.carrierNames ?? []).join(', '),
    skus: (conditions.skuCodes ?? []).join(', '),
    maxUnits: conditions.maxUnits?.toString() ?? '',
    atLeast: conditions.totalAtLeast ?? '',
    atMost: conditions.totalAtMost ?? '',
    currency: conditions.currency ?? '',
  };
}

/** Conditions from what was typed; what was left empty is no condition. */
export function toConditions(form: ConditionForm): Conditions {
  const carrierNames = splitList(form.carriers);
  const skuCodes = splitList(form.skus);
  const currency = form.currency.trim().toUpperCase();
  return {
    ...(form.shopIds.length > 0 ? { shopIds: [...form.shopIds] } : {}),
    ...(carrierNames.length > 0 ? { carrierNames } : {}),
    ...(skuCodes.length > 0 ? { skuCodes } : {}),
    ...(form.maxUnits.trim() ? { maxUnits: Number(form.maxUnits) } : {}),
    ...(form.atLeast.trim() ? { totalAtLeast: form.atLeast.trim() } : {}),
    ...(form.atMost.trim() ? { totalAtMost: form.atMost.trim() } : {}),
    ...(currency ? { currency } : {}),
  };
}

export type FormProblems = Partial<Record<'atLeast' | 'atMost' | 'currency', 'amountProblem' | 'currencyProblem'>>;

/** What would be refused, by field, before it is sent. */
export function formProblems(form: ConditionForm): FormProblems {
  const isAmount = (text: string) => text.trim() === '' || /^\d{1,12}(\.\d{1,3})?$/.test(text.trim());
  const hasTotal = form.atLeast.trim() !== '' || form.atMost.trim() !== '';
  const currency = form.currency.trim();
  const isCurrencyFine = currency === '' ? !hasTotal : /^[A-Za-z]{3}$/.test(currency);
  return {
    ...(isAmount(form.atLeast) ? {} : { atLeast: 'amountProblem' as const }),
    ...(isAmount(form.atMost) ? {} : { atMost: 'amountProblem' as const }),
    ...(isCurrencyFine ? {} : { currency: 'currencyProblem' as const }),
  };
}

function splitList(text: string): string[] {
  const parts = text.split(/[,\n]/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}
