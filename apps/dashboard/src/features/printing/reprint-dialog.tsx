import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { type Job, printersQuery } from './print-queries.ts';

const reasons = ['torn', 'faint', 'lost'] as const;

/** Prints a document again; why is asked, because two equal labels on two parcels are costly. */
export function ReprintDialog({ job, onClose }: { job: Job; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const [reason, setReason] = useState('');
  const [printerId, setPrinterId] = useState('');
  const { data } = useQuery(printersQuery);
  const again = useAction(
    () =>
      read(
        api.POST('/api/printers/queue/{printJobId}/reprint', {
          params: { path: { printJobId: job.id } },
          body: { reason: reason.trim(), ...(printerId ? { printerId } : {}) },
        }),
      ),
    { stale: [['history'], ['queue'], ['order']], said: t('printing.reprintDialog.done'), isProblemShown: true },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    again.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('printing.reprintDialog.title')}
      hint={t('printing.reprintDialog.help', { title: job.title })}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={again.isPending}>
            {t('printing.reprintDialog.submit')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 pb-2">
        <TextField
          label={t('printing.reprintDialog.reason')}
          placeholder={t('printing.reprintDialog.placeholder')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          required
          minLength={3}
          maxLength={200}
          problem={again.error instanceof ApiProblem ? again.error.fields.reason : undefined}
        />
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">{t('printing.reprintDialog.reasons')}</legend>
          {reasons.map((name) => (
            <Button key={name} size="small" onClick={() => setReason(t(`printing.reprintDialog.${name}`))}>
              {t(`printing.reprintDialog.${name}`)}
            </Button>
          ))}
        </fieldset>
        <SelectField label={t('printing.reprintDialog.printer')} value={printerId} onChange={(event) => setPrinterId(event.target.value)}>
          <option value="">{t('printing.reprintDialog.same')}</option>
          {data?.items.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <FormProblem error={again.error} shown={['reason']} />
      </form>
    </Dialog>
  );
}
