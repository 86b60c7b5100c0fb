import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { type Job, printersQuery } from './print-queries.ts';
import { printerCondition } from './printer-condition.ts';

/** Another printer for a job that waits; what each printer says of itself stands beside its name. */
export function MoveDialog({ job, onMove, onClose }: { job: Job; onMove: (printerId: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const query = useQuery(printersQuery);
  const others = query.data?.items.filter(({ id }) => id !== job.printerId) ?? [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onMove(String(new FormData(event.currentTarget).get('printerId')));
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('printing.move.title')}
      hint={job.title}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" disabled={others.length === 0}>
            {t('printing.move.submit')}
          </Button>
        </>
      }
    >
      <QueryState query={query}>
        {() =>
          others.length === 0 ? (
            <p className="pb-3">{t('printing.move.none')}</p>
          ) : (
            <form id={formId} onSubmit={submit} className="pb-2">
              <SelectField label={t('printing.move.printer')} name="printerId">
                {others.map((printer) => (
                  <option key={printer.id} value={printer.id}>
                    {printer.name} — {t(`printers.condition.${printerCondition(printer).key}`)}
                  </option>
                ))}
              </SelectField>
            </form>
          )
        }
      </QueryState>
    </Dialog>
  );
}
