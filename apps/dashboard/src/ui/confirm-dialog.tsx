import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';

/** Asks before something that cannot be taken back. With `typed`, that word must be written first. */
export function ConfirmDialog({
  title,
  help,
  submit,
  typed,
  look = 'danger',
  isBusy = false,
  onConfirm,
  onClose,
}: {
  title: string;
  help: ReactNode;
  submit: string;
  typed?: string;
  look?: 'danger' | 'primary';
  isBusy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const isAllowed = typed === undefined || text.trim().toLowerCase() === typed.trim().toLowerCase();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look={look} isBusy={isBusy} disabled={!isAllowed} onClick={onConfirm}>
            {submit}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        <div>{help}</div>
        {typed !== undefined && (
          <TextField
            label={t('shell.typeToConfirm', { word: typed })}
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </div>
    </Dialog>
  );
}
