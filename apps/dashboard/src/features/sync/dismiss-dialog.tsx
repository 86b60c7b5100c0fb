import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';

/** Leaves news that was set aside at that; the reason is kept. */
export function DismissDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const [reason, setReason] = useState('');
  const dismiss = useAction(() => read(api.POST('/api/sync/parked/dismiss', { body: { ids: [...ids], reason: reason.trim() } })), {
    stale: [['runs']],
    said: t('sync.parked.dismissed', { count: ids.length }),
    isProblemShown: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    dismiss.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('sync.parked.dismissAll', { count: ids.length })}
      hint={t('sync.parked.dismissHint')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="danger" isBusy={dismiss.isPending}>
            {t('sync.parked.dismiss')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3 pb-1">
        <TextField
          label={t('stock.reason')}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          problem={dismiss.error instanceof ApiProblem ? dismiss.error.fields.reason : undefined}
        />
        <FormProblem error={dismiss.error} shown={['reason']} />
      </form>
    </Dialog>
  );
}
