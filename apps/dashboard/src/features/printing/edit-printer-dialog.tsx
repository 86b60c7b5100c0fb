import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import type { Printer } from './print-queries.ts';
import { draftOfPrinter, toPrinterBody } from './printer-draft.ts';
import { PrinterFields, shownPrinterFields } from './printer-fields.tsx';

export function EditPrinterDialog({ printer, onClose }: { printer: Printer; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const [draft, setDraft] = useState(() => draftOfPrinter(printer));
  const save = useAction(
    () =>
      read(
        api.PATCH('/api/printers/{printerId}', {
          params: { path: { printerId: printer.id }, header: { 'if-match': `"${printer.version}"` } },
          body: toPrinterBody(draft),
        }),
      ),
    { stale: [['printers']], said: t('printers.printer.saved', { printer: draft.name }), isProblemShown: true },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: onClose });
  };
  const isStale = save.error instanceof ApiProblem && save.error.status === 412;
  const problem = isStale ? new Error(t('printers.form.changed')) : save.error;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('printers.form.editTitle', { printer: printer.name })}
      hint={t('printers.printer.agent', { agent: printer.agentName })}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={save.isPending}>
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <PrinterFields draft={draft} onChange={setDraft} problems={save.error instanceof ApiProblem ? save.error.fields : {}} />
        <FormProblem error={problem} shown={shownPrinterFields} />
      </form>
    </Dialog>
  );
}
