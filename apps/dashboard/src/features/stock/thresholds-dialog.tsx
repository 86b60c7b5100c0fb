import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read, type Schemas } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';

/** What is kept back of a SKU, and when to be told that it runs out. */
export function ThresholdsDialog({ sku, onClose }: { sku: Schemas['Sku']; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const [safety, setSafety] = useState(String(sku.safetyStock));
  const [lowAt, setLowAt] = useState(sku.lowStockAt === null ? '' : String(sku.lowStockAt));
  const save = useAction(
    () => {
      const params = { path: { skuId: sku.id }, header: { 'if-match': `"${sku.version}"` } };
      const body = { safetyStock: Number(safety || 0), lowStockAt: lowAt.trim() === '' ? null : Number(lowAt) };
      return read(api.PATCH('/api/skus/{skuId}', { params, body }));
    },
    { stale: [['stock'], ['skus']], said: t('stockDetail.thresholds.saved'), isProblemShown: true },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: onClose });
  };
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  const isStale = save.error instanceof ApiProblem && save.error.status === 412;
  const units = { type: 'number', min: 0, max: 1_000_000, step: 1, inputMode: 'numeric' } as const;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('stockDetail.thresholds.of', { code: sku.code })}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={save.isPending}>
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 pb-1">
        <TextField
          label={t('stock.safetyStock')}
          help={t('stockDetail.thresholds.safetyHelp')}
          {...units}
          value={safety}
          onChange={(event) => setSafety(event.target.value)}
          problem={fields.safetyStock}
        />
        <TextField
          label={t('stockDetail.thresholds.lowAt')}
          help={t('stockDetail.thresholds.lowAtHelp')}
          {...units}
          value={lowAt}
          onChange={(event) => setLowAt(event.target.value)}
          problem={fields.lowStockAt}
        />
        <FormProblem error={isStale ? new Error(t('stockDetail.thresholds.changed')) : save.error} shown={['safetyStock', 'lowStockAt']} />
      </form>
    </Dialog>
  );
}
