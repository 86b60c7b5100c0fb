import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api, read, type Schemas } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { notify } from '../../ui/toast.tsx';
import { type ChangeKind, changeKinds, unitsOf } from './stock-change.ts';

/** Receives, corrects or writes off units of one SKU, and shows what will be there before it is sent. */
export function AdjustDialog({ sku, onClose }: { sku: Schemas['Sku']; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const queries = useQueryClient();
  const [kind, setKind] = useState<ChangeKind>('receipt');
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const units = unitsOf(kind, typed);
  const after = sku.onHand + (units ?? 0);
  const adjust = useMutation({
    mutationFn: (body: { kind: ChangeKind; quantity: number; reason: string }) =>
      read(api.POST('/api/skus/{skuId}/adjust', { params: { path: { skuId: sku.id } }, body })),
    onSuccess: ({ onHand }) => {
      notify(t('stock.adjusted', { count: onHand }));
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['stock'] }),
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    if (units !== null && after >= 0) adjust.mutate({ kind, quantity: units, reason });
  };
  const fields = adjust.error instanceof ApiProblem ? adjust.error.fields : {};
  const typedProblem = units === null ? t(kind === 'adjust' ? 'stock.wholeNumber' : 'stock.positive') : undefined;
  const tooFew = units !== null && after < 0 ? t('stock.afterTooFew', { count: sku.onHand }) : undefined;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('stock.adjustOf', { code: sku.code })}
      hint={t('stock.onHandNow', { count: sku.onHand })}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={adjust.isPending}>
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={send} className="flex flex-col gap-4" noValidate>
        <SelectField
          label={t('stock.kind')}
          value={kind}
          onChange={(event) => setKind(changeKinds.find((name) => name === event.target.value) ?? 'receipt')}
        >
          {changeKinds.map((name) => (
            <option key={name} value={name}>
              {t(`stock.kinds.${name}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('stock.quantity')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          inputMode={kind === 'adjust' ? 'text' : 'numeric'}
          autoComplete="off"
          required
          maxLength={8}
          help={units === null ? t(`stock.${kind}Help`) : t('stock.after', { count: after })}
          problem={fields.quantity ?? tooFew ?? (isTried ? typedProblem : undefined)}
        />
        <TextField
          label={t('stock.reason')}
          name="reason"
          placeholder={t('stock.reasonPlaceholder')}
          help={t('stock.optional')}
          maxLength={200}
          problem={fields.reason}
        />
        <FormProblem error={adjust.error} shown={['quantity', 'reason']} />
      </form>
    </Dialog>
  );
}
