import { type FormEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem } from '../../lib/api.ts';
import { formatMoney } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { setPrice, setStock } from './product-calls.ts';
import type { ListingDetail, ListingVariant } from './product-queries.ts';

interface Props {
  listing: ListingDetail;
  variant: ListingVariant;
  name: string;
  onClose: () => void;
}

/** The price of one variant at its marketplace. */
export function PriceDialog({ listing, variant, name, onClose }: Props) {
  const { t } = useTranslation();
  const currency = variant.price?.currency ?? '';
  const save = useAction((amount: string) => setPrice(listing, variant.id, { amount, currency }), {
    stale: [['listings']],
    said: (amount) => t('products.price.done', { variant: name, price: formatMoney({ amount, currency }) }),
    isProblemShown: true,
  });
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  return (
    <NumberFrame title={t('products.price.title')} name={name} save={save} shown="amount" onClose={onClose}>
      <TextField
        label={t('products.price.label', { currency })}
        name="value"
        required
        inputMode="decimal"
        pattern="\d{1,12}([.,]\d{1,4})?"
        autoComplete="off"
        defaultValue={variant.price?.amount ?? ''}
        problem={fields.amount}
      />
    </NumberFrame>
  );
}

/** What buyers can order of a variant that no SKU counts. */
export function StockDialog({ listing, variant, name, onClose }: Props) {
  const { t } = useTranslation();
  const save = useAction((quantity: string) => setStock(listing, variant.id, Number(quantity)), {
    stale: [['listings']],
    said: t('products.stock.done', { variant: name }),
    isProblemShown: true,
  });
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  return (
    <NumberFrame title={t('products.stock.title')} name={name} save={save} shown="quantity" onClose={onClose}>
      <TextField
        label={t('products.stock.label')}
        name="value"
        type="number"
        required
        min={0}
        max={1_000_000}
        step={1}
        defaultValue={variant.seenQuantity ?? 0}
        help={t('products.stock.help')}
        problem={fields.quantity}
      />
    </NumberFrame>
  );
}

function NumberFrame({
  title,
  name,
  save,
  shown,
  onClose,
  children,
}: {
  title: string;
  name: string;
  save: { mutate: (value: string, options: { onSuccess: () => void }) => void; isPending: boolean; error: Error | null };
  shown: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const formId = useId();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const value = String(new FormData(event.currentTarget).get('value')).trim().replace(',', '.');
    save.mutate(value, { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      hint={name}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={save.isPending}>
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={send} className="flex flex-col gap-4">
        {children}
        <FormProblem error={save.error} shown={[shown]} />
      </form>
    </Dialog>
  );
}
