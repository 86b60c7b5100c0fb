import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { emptyVariant, type ProductForm, type VariantForm, withOption, withoutOption } from './product-form.ts';

const mostVariants = 100;
const mostOptions = 3;

/** The variants of a new product: the options by which they differ, and a code, a price and a number for each. */
export function VariantFields({
  form,
  problems,
  whyOnlyOne,
  onChange,
}: {
  form: ProductForm;
  problems: Readonly<Record<string, string>>;
  /** Why the marketplace takes one variant only. */
  whyOnlyOne: string | undefined;
  onChange: (form: ProductForm) => void;
}) {
  const { t } = useTranslation();
  const { options, variants } = form;
  const isSingle = whyOnlyOne !== undefined;
  const change = (index: number, next: Partial<VariantForm>) =>
    onChange({ ...form, variants: variants.map((variant, at) => (at === index ? { ...variant, ...next } : variant)) });
  return (
    <div className="flex flex-col gap-4">
      {isSingle ? (
        <p className="text-sm text-soft">{whyOnlyOne}</p>
      ) : (
        <div className="flex flex-wrap items-end gap-3">
          {options.map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what an option is known by while its name is typed
            <div key={index} className="flex items-end gap-1">
              <TextField
                label={t('productForm.option', { number: index + 1 })}
                value={name}
                required
                maxLength={50}
                placeholder={t(index === 0 ? 'productForm.optionFirst' : 'productForm.optionNext')}
                onChange={(event) => onChange({ ...form, options: options.with(index, event.target.value) })}
              />
              <IconButton
                icon={X}
                label={t('productForm.removeOption', { number: index + 1 })}
                onClick={variants.length > 1 && options.length === 1 ? undefined : () => onChange(withoutOption(form, index))}
                isDisabled={variants.length > 1 && options.length === 1}
              />
            </div>
          ))}
          {options.length < mostOptions && (
            <Button className="h-10" onClick={() => onChange(withOption(form, ''))}>
              <Plus className="size-4" aria-hidden /> {t('productForm.addOption')}
            </Button>
          )}
        </div>
      )}
      <ol className="flex flex-col gap-3">
        {variants.map((variant, index) => (
          <li key={variant.key} className="rounded-xl border border-line p-3">
            <fieldset>
              <legend className="mb-2 font-medium">{t('productForm.variant', { number: index + 1 })}</legend>
              <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
                {options.map((name, at) => (
                  <TextField
                    // biome-ignore lint/suspicious/noArrayIndexKey: the place is what an option is known by while its name is typed
                    key={at}
                    label={name || t('productForm.option', { number: at + 1 })}
                    value={variant.values[at] ?? ''}
                    required
                    maxLength={100}
                    onChange={(event) => change(index, { values: variant.values.with(at, event.target.value) })}
                  />
                ))}
                <TextField
                  label={t('productForm.sellerCode')}
                  value={variant.sellerCode}
                  required
                  maxLength={100}
                  autoComplete="off"
                  problem={problems[`variants.${index}.sellerCode`]}
                  onChange={(event) => change(index, { sellerCode: event.target.value })}
                />
                <TextField
                  label={t('productForm.barcode')}
                  value={variant.barcode}
                  maxLength={60}
                  autoComplete="off"
                  problem={problems[`variants.${index}.barcode`]}
                  onChange={(event) => change(index, { barcode: event.target.value })}
                />
                <TextField
                  label={t('products.columns.price')}
                  value={variant.amount}
                  required
                  inputMode="decimal"
                  pattern="\d{1,12}([.,]\d{1,4})?"
                  problem={problems[`variants.${index}.price.amount`] ?? problems[`variants.${index}.price`]}
                  onChange={(event) => change(index, { amount: event.target.value })}
                />
                <TextField
                  label={t('productForm.quantity')}
                  type="number"
                  min={0}
                  max={1_000_000}
                  required
                  value={variant.quantity}
                  problem={problems[`variants.${index}.quantity`]}
                  onChange={(event) => change(index, { quantity: event.target.value })}
                />
              </div>
            </fieldset>
            {variants.length > 1 && (
              <Button
                size="small"
                look="ghost"
                className="mt-2"
                aria-label={t('productForm.removeVariant', { number: index + 1 })}
                onClick={() => onChange({ ...form, variants: variants.toSpliced(index, 1) })}
              >
                <X className="size-4" aria-hidden /> {t('shell.delete')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {!isSingle && variants.length < mostVariants && (
        <Button className="self-start" onClick={() => onChange({ ...form, variants: [...variants, emptyVariant(options)] })}>
          <Plus className="size-4" aria-hidden /> {t('productForm.addVariant')}
        </Button>
      )}
    </div>
  );
}
