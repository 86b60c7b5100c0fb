import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../lib/api.ts';
import { hubSays } from '../../../lib/hub-says.ts';
import { Badge } from '../../../ui/badge.tsx';
import { outcomeTones, worstFirst } from '../outcome-tones.ts';
import type { TrackingLine } from './tracking-list.ts';

export interface TrackingResult {
  readonly line: TrackingLine;
  readonly result: Schemas['FulfilResult'];
}

/** What became of each line, what went wrong first. */
export function TrackingResults({ results, total, isRunning }: { results: readonly TrackingResult[]; total: number; isRunning: boolean }) {
  const { t } = useTranslation();
  const good = results.filter(({ result }) => result.outcome === 'started' || result.outcome === 'done').length;
  const sorted = results.toSorted((a, b) => worstFirst.indexOf(a.result.outcome) - worstFirst.indexOf(b.result.outcome));
  return (
    <>
      <p role="status" className="font-medium">
        {isRunning
          ? t('orders.result.working', { count: total - results.length })
          : t('orders.result.summary', { good, count: results.length })}
      </p>
      {isRunning && (
        <progress aria-label={t('orderShipping.list.title')} value={results.length} max={total} className="h-2 w-full accent-(--accent)" />
      )}
      <ul className="flex flex-col divide-y divide-line">
        {sorted.map(({ line, result }) => (
          <li key={line.orderNumber} className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1 py-2">
            {result.outcome === 'not-found' ? (
              <span className="font-medium">{line.orderNumber}</span>
            ) : (
              <Link to="/orders/$orderId" params={{ orderId: result.orderId }} className="font-medium hover:text-accent hover:underline">
                {line.orderNumber}
              </Link>
            )}
            <span className="min-w-0 flex-1 truncate text-sm text-soft">
              {line.carrier} · <span className="font-mono">{line.trackingNumber}</span>
            </span>
            <Badge tone={outcomeTones[result.outcome]}>{t(`orders.result.outcome.${result.outcome}`)}</Badge>
            {result.message && <span className="w-full text-sm text-soft">{hubSays(result.message)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
