import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { notify } from '../../ui/toast.tsx';

const modes = ['mirror', 'buffered', 'guaranteed'] as const;
type Mode = (typeof modes)[number];
const fieldNames = ['code', 'name', 'barcode', 'onHand', 'buffer', 'safetyStock'];

/** Makes a SKU, with what is there of it. */
export function CreateSkuDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const queries = useQueryClient();
  const [publishMode, setPublishMode] = useState<Mode>('mirror');
  const create = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim();
      const count = (name: string) => Number(text(name) || 0);
      const barcode = text('barcode');
      const body = {
        code: text('code'),
        name: text('name'),
        publishMode,
        buffer: count('buffer'),
        safetyStock: count('safetyStock'),
        onHand: count('onHand'),
        ...(barcode ? { barcode } : {}),
      };
      return read(api.POST('/api/skus', { body }));
    },
    onSuccess: ({ code }) => {
      notify(t('stock.created', { code }));
      void queries.invalidateQueries({ queryKey: ['stock'] });
      void queries.invalidateQueries({ queryKey: ['home'] });
      onClose();
    },
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate(new FormData(event.currentTarget));
  };
  const fields = create.error instanceof ApiProblem ? create.error.fields : {};
  const units = { type: 'number', min: 0, step: 1, inputMode: 'numeric', defaultValue: 0 } as const;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('stock.createTitle')}
      hint={t('stock.createHelp')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={create.isPending}>
            {t('stock.create')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={send} className="grid gap-4 sm:grid-cols-2">
        <TextField label={t('stock.code')} name="code" required maxLength={100} autoComplete="off" problem={fields.code} />
        <TextField label={t('stock.barcode')} name="barcode" maxLength={60} help={t('stock.optional')} problem={fields.barcode} />
        <div className="sm:col-span-2">
          <TextField label={t('stock.name')} name="name" maxLength={200} problem={fields.name} />
        </div>
        <TextField label={t('stock.onHandFirst')} name="onHand" max={10_000_000} {...units} problem={fields.onHand} />
        <TextField
          label={t('stock.safetyStock')}
          name="safetyStock"
          max={1_000_000}
          {...units}
          help={t('stock.safetyHelp')}
          problem={fields.safetyStock}
        />
        <SelectField
          label={t('stock.mode')}
          value={publishMode}
          help={t(`stockPublishing.promise.${publishMode}`)}
          onChange={(event) => setPublishMode(modes.find((mode) => mode === event.target.value) ?? 'mirror')}
        >
          {modes.map((mode) => (
            <option key={mode} value={mode}>
              {t(`stock.modes.${mode}`)}
            </option>
          ))}
        </SelectField>
        {publishMode === 'buffered' && (
          <TextField
            label={t('stock.buffer')}
            name="buffer"
            max={1_000_000}
            {...units}
            help={t('stock.bufferHelp')}
            problem={fields.buffer}
          />
        )}
        <div className="sm:col-span-2">
          <FormProblem error={create.error} shown={fieldNames} />
        </div>
      </form>
    </Dialog>
  );
}
