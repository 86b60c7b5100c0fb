import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import type { Printer } from './print-queries.ts';

/** What can be done to a printer with one press. */
export function usePrinterActions() {
  const { t } = useTranslation();
  const stale = [['printers'], ['queue']];
  const path = (printer: Printer) => ({ path: { printerId: printer.id } });
  const testPage = useAction((printer: Printer) => read(api.POST('/api/printers/{printerId}/test-page', { params: path(printer) })), {
    stale,
    said: ({ name }) => t('printers.printer.testSent', { printer: name }),
  });
  const change = useAction(
    ({ printer, ...body }: { printer: Printer; isPaused?: boolean; isDefault?: boolean }) =>
      read(api.PATCH('/api/printers/{printerId}', { params: { ...path(printer), header: { 'if-match': `"${printer.version}"` } }, body })),
    {
      stale,
      said: ({ printer: { name }, isPaused }) => {
        const words = isPaused === undefined ? 'defaultDone' : isPaused ? 'pausedDone' : 'resumedDone';
        return t(`printers.printer.${words}`, { printer: name });
      },
    },
  );
  const remove = useAction((printer: Printer) => read(api.DELETE('/api/printers/{printerId}', { params: path(printer) })), {
    stale: [...stale, ['agents']],
    said: ({ name }) => t('printers.printer.removed', { printer: name }),
  });
  return { testPage, change, remove };
}
