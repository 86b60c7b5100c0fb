import { useTranslation } from 'react-i18next';
import { hubSays } from '../../../lib/hub-says.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import type { Conflict } from '../stock-queries.ts';
import type { Settling } from './use-resolve.ts';

/** What became of each conflict, what went wrong first, with another try for what was refused. */
export function SettledDialog({
  settling: { choice, results },
  isBusy,
  onRetry,
  onClose,
}: {
  settling: Settling;
  isBusy: boolean;
  onRetry: (conflicts: readonly Conflict[]) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const failed = results.filter(({ isDone }) => !isDone).map(({ conflict }) => conflict);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`stockConflicts.result.${choice}`)}
      hint={
        <span role="status">{t('stockConflicts.result.summary', { good: results.length - failed.length, count: results.length })}</span>
      }
      footer={
        <>
          {failed.length > 0 && (
            <Button isBusy={isBusy} onClick={() => onRetry(failed)}>
              {t('stockConflicts.result.retry', { count: failed.length })}
            </Button>
          )}
          <Button look="primary" onClick={onClose}>
            {t('shell.close')}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col divide-y divide-line">
        {results
          .toSorted((a, b) => Number(a.isDone) - Number(b.isDone))
          .map(({ conflict, isDone, message }) => (
            <li key={conflict.variantId} className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1 py-2">
              <span className="min-w-0 font-medium">
                {[conflict.sku?.code ?? conflict.title, conflict.variantName].filter(Boolean).join(' · ')}{' '}
                <span className="font-normal text-soft">{conflict.shopName}</span>
              </span>
              <Badge tone={isDone ? 'good' : 'bad'}>{t(isDone ? 'stockConflicts.result.done' : 'stockConflicts.result.failed')}</Badge>
              {message && <span className="w-full text-sm text-soft">{hubSays(message)}</span>}
            </li>
          ))}
      </ul>
    </Dialog>
  );
}
