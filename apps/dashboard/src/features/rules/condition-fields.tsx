import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CheckField, TextField } from '../../ui/field.tsx';
import { shopNamesQuery } from '../orders/order-list-query.ts';
import type { ConditionForm, FormProblems } from './rule-form.ts';

/** Everything a rule can ask of an order; what stays empty is not asked. */
export function ConditionFields({
  form,
  problems,
  serverProblems,
  onChange,
}: {
  form: ConditionForm;
  problems: FormProblems;
  /** What the hub said, by its own field paths. */
  serverProblems: Readonly<Record<string, string>>;
  onChange: (change: Partial<ConditionForm>) => void;
}) {
  const { t } = useTranslation();
  const { data: shops } = useQuery(shopNamesQuery);
  const said = (field: keyof FormProblems, path: string) => {
    const own = problems[field];
    return own ? t(`rules.form.${own}`) : serverProblems[`conditions.${path}`];
  };
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-1 text-base font-semibold">{t('rules.form.conditions')}</legend>
      <p className="-mt-2 text-sm text-soft sm:col-span-2">{t('rules.form.conditionsHelp')}</p>
      {shops && shops.items.length > 0 && (
        <fieldset className="sm:col-span-2">
          <legend className="mb-1 font-medium">
            {t('rules.form.shops')} <span className="text-sm font-normal text-soft">({t('rules.form.shopsHelp')})</span>
          </legend>
          <div className="grid max-h-36 gap-1.5 overflow-y-auto sm:grid-cols-2">
            {shops.items.map((shop) => (
              <CheckField
                key={shop.id}
                label={shop.name}
                checked={form.shopIds.includes(shop.id)}
                onChange={(event) =>
                  onChange({ shopIds: event.target.checked ? [...form.shopIds, shop.id] : form.shopIds.filter((id) => id !== shop.id) })
                }
              />
            ))}
          </div>
        </fieldset>
      )}
      <TextField
        label={t('rules.form.carriers')}
        value={form.carriers}
        onChange={(event) => onChange({ carriers: event.target.value })}
        help={t('rules.form.listHelp')}
        problem={serverProblems['conditions.carrierNames']}
      />
      <TextField
        label={t('rules.form.skus')}
        value={form.skus}
        onChange={(event) => onChange({ skus: event.target.value })}
        help={t('rules.form.listHelp')}
        problem={serverProblems['conditions.skuCodes']}
      />
      <TextField
        label={t('rules.form.atLeast')}
        value={form.atLeast}
        inputMode="decimal"
        onChange={(event) => onChange({ atLeast: event.target.value })}
        problem={said('atLeast', 'totalAtLeast')}
      />
      <TextField
        label={t('rules.form.atMost')}
        value={form.atMost}
        inputMode="decimal"
        onChange={(event) => onChange({ atMost: event.target.value })}
        problem={said('atMost', 'totalAtMost')}
      />
      <TextField
        label={t('rules.form.currency')}
        value={form.currency}
        maxLength={3}
        onChange={(event) => onChange({ currency: event.target.value.toUpperCase() })}
        help={t('rules.form.currencyHelp')}
        problem={said('currency', 'currency')}
      />
      <TextField
        label={t('rules.form.maxUnits')}
        type="number"
        min={1}
        max={100_000}
        step={1}
        value={form.maxUnits}
        onChange={(event) => onChange({ maxUnits: event.target.value })}
        problem={serverProblems['conditions.maxUnits']}
      />
    </fieldset>
  );
}
