import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { hubSays } from '../../lib/hub-says.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { type BulkRun, retryable } from './bulk-run.ts';
import { outcomeTones, worstFirst } from './outcome-tones.ts';

/** What became of each order, what went wrong first, with another try for what was refused. */
export function ResultSheet({
  run,
  numbers,
  onRetry,
  onClose,
}: {
  run: BulkRun;
  /** Order number by id. */
  numbers: ReadonlyMap<string, string>;
  onRetry: (orderIds: readonly string[]) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const good = run.results.filter(
    ({ outcome }) => outcome === 'done' || outcome === 'started' || (run.action === 'hold' && outcome === 'held'),
  );
  const again = run.isRunning ? [] : retryable(run);
  const sorted = run.results.toSorted((a, b) => worstFirst.indexOf(a.outcome) - worstFirst.indexOf(b.outcome));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`orders.result.${run.action}`)}
      hint={
        <span role="status">
          {run.isRunning
            ? t('orders.result.working', { count: run.orderIds.length - run.results.length })
            : t('orders.result.summary', { good: good.length, count: run.orderIds.length })}
        </span>
      }
      footer={
        <>
          {again.length > 0 && <Button onClick={() => onRetry(again)}>{t('orders.result.retry', { count: again.length })}</Button>}
          <Button look="primary" onClick={onClose} isBusy={run.isRunning}>
            {t('shell.close')}
          </Button>
        </>
      }
    >
      {run.isRunning && (
        <progress
          aria-label={t(`orders.result.${run.action}`)}
          value={run.results.length}
          max={run.orderIds.length}
          className="mb-3 h-2 w-full accent-(--accent)"
        />
      )}
      {run.problem && (
        <p role="alert" className="mb-3 rounded-lg bg-bad-wash px-3 py-2 font-medium text-bad">
          {run.problem}
        </p>
      )}
      <ul className="flex flex-col divide-y divide-line">
        {sorted.map((result) => (
          <li key={result.orderId} className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1 py-2">
            <Link to="/orders/$orderId" params={{ orderId: result.orderId }} className="font-medium hover:text-accent hover:underline">
              {numbers.get(result.orderId) ?? result.orderId}
            </Link>
            <Badge tone={outcomeTones[result.outcome]}>{t(`orders.result.outcome.${result.outcome}`)}</Badge>
            {result.message && <span className="w-full text-sm text-soft">{hubSays(result.message)}</span>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
