import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { type ProductForm, rowKey } from './product-form.ts';

const mostAttributes = 40;

/** What a marketplace wants to know beyond the rest, by its own names. */
export function AttributeFields({
  attributes,
  onChange,
}: {
  attributes: ProductForm['attributes'];
  onChange: (attributes: ProductForm['attributes']) => void;
}) {
  const { t } = useTranslation();
  const change = (key: string, next: Partial<ProductForm['attributes'][number]>) =>
    onChange(attributes.map((one) => (one.key === key ? { ...one, ...next } : one)));
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-soft">{t('productForm.attributesHelp')}</p>
      {attributes.map(({ key, name, value }) => (
        <div key={key} className="flex items-end gap-2">
          <div className="grid min-w-0 flex-1 grid-cols-2 gap-2">
            <TextField
              label={t('productForm.attributeName')}
              value={name}
              maxLength={100}
              onChange={(event) => change(key, { name: event.target.value })}
            />
            <TextField
              label={t('productForm.attributeValue')}
              value={value}
              maxLength={1_000}
              onChange={(event) => change(key, { value: event.target.value })}
            />
          </div>
          <IconButton
            icon={X}
            label={t('productForm.removeAttribute', { name })}
            onClick={() => onChange(attributes.filter((one) => one.key !== key))}
          />
        </div>
      ))}
      {attributes.length < mostAttributes && (
        <Button className="self-start" onClick={() => onChange([...attributes, { key: rowKey(), name: '', value: '' }])}>
          <Plus className="size-4" aria-hidden /> {t('productForm.addAttribute')}
        </Button>
      )}
    </div>
  );
}
