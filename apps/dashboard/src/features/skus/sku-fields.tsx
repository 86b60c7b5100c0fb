import { useTranslation } from 'react-i18next';
import { TextAreaField, TextField } from '../../ui/field.tsx';
import type { SkuDraft } from './sku-draft.ts';

export const shownFields = [
  'code',
  'name',
  'barcode',
  'cost',
  'cost.amount',
  'cost.currency',
  'weightGrams',
  'lengthMm',
  'widthMm',
  'heightMm',
  'lowStockAt',
  'safetyStock',
  'note',
  'onHand',
];

/** The fields of a SKU; `isNew` asks for the first count, too. */
export function SkuFields({
  first,
  isNew,
  problems,
}: {
  first: Partial<SkuDraft>;
  isNew: boolean;
  problems: Readonly<Record<string, string>>;
}) {
  const { t } = useTranslation();
  const count = { type: 'number', min: 0, step: 1, inputMode: 'numeric' } as const;
  const field = (name: 'weightGrams' | 'lengthMm' | 'widthMm' | 'heightMm' | 'lowStockAt', max: number) => ({
    label: t(`skus.fields.${name}`),
    name,
    max,
    defaultValue: first[name] ?? '',
    problem: problems[name],
    ...count,
  });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={t('skus.fields.code')}
        name="code"
        required
        maxLength={100}
        autoComplete="off"
        defaultValue={first.code ?? ''}
        help={isNew ? t('skus.codeHelp') : undefined}
        problem={problems.code}
      />
      <TextField
        label={t('skus.fields.barcode')}
        name="barcode"
        maxLength={60}
        autoComplete="off"
        defaultValue={first.barcode ?? ''}
        problem={problems.barcode}
      />
      <div className="sm:col-span-2">
        <TextField label={t('skus.fields.name')} name="name" maxLength={200} defaultValue={first.name ?? ''} problem={problems.name} />
      </div>
      <TextField
        label={t('skus.fields.cost')}
        name="costAmount"
        inputMode="decimal"
        pattern="\d{1,12}([.,]\d{1,4})?"
        title={t('skus.amountHelp')}
        autoComplete="off"
        defaultValue={first.cost?.amount ?? ''}
        problem={problems['cost.amount'] ?? problems.cost}
      />
      <TextField
        label={t('skus.fields.currency')}
        name="costCurrency"
        pattern="[A-Za-z]{3}"
        title={t('skus.currencyHelp')}
        maxLength={3}
        placeholder="IDR"
        autoComplete="off"
        defaultValue={first.cost?.currency ?? ''}
        problem={problems['cost.currency']}
      />
      <TextField {...field('weightGrams', 10_000_000)} />
      <TextField {...field('lengthMm', 100_000)} />
      <TextField {...field('widthMm', 100_000)} />
      <TextField {...field('heightMm', 100_000)} />
      <TextField {...field('lowStockAt', 1_000_000)} help={t('skus.lowHelp')} />
      <TextField
        label={t('skus.fields.safetyStock')}
        name="safetyStock"
        max={1_000_000}
        {...count}
        defaultValue={first.safetyStock ?? 0}
        help={t('skus.safetyHelp')}
        problem={problems.safetyStock}
      />
      {isNew && (
        <TextField label={t('skus.fields.onHand')} name="onHand" max={10_000_000} {...count} defaultValue={0} problem={problems.onHand} />
      )}
      <div className="sm:col-span-2">
        <TextAreaField
          label={t('skus.fields.note')}
          name="note"
          rows={2}
          maxLength={2_000}
          defaultValue={first.note ?? ''}
          problem={problems.note}
        />
      </div>
    </div>
  );
}
