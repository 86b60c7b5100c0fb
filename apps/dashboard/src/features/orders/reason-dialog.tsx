import { type FormEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

/** Asks why, before something that others will wonder about. */
export function ReasonDialog({
  title,
  hint,
  placeholder,
  submit,
  onClose,
  onSubmit,
  isBusy = false,
  problem,
}: {
  title: string;
  hint: string;
  placeholder: string;
  submit: string;
  onClose: () => void;
  onSubmit: (reason: string) => void;
  isBusy?: boolean;
  problem?: string | undefined;
}) {
  const { t } = useTranslation();
  const formId = useId();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(String(new FormData(event.currentTarget).get('reason') ?? '').trim());
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      hint={hint}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={isBusy}>
            {submit}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={send}>
        <TextField
          label={t('orders.bulk.reason')}
          name="reason"
          placeholder={placeholder}
          required
          minLength={3}
          maxLength={200}
          problem={problem}
        />
      </form>
    </Dialog>
  );
}
