import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../lib/api.ts';
import { formatChange, formatNumber } from '../../../lib/format.ts';
import { hubSays } from '../../../lib/hub-says.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

type Result = Schemas['CountSheet']['results'][number];

/** What the count changed, line by line: what was refused first, then the largest differences. */
export function CountResults({ answer, onClose }: { answer: Schemas['CountSheet']; onClose: () => void }) {
  const { t } = useTranslation();
  const weight = (one: Result) => (one.isDone ? Math.abs((one.after ?? 0) - (one.before ?? 0)) : Number.POSITIVE_INFINITY);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('stockCount.result.title')}
      hint={
        <span role="status">
          {t('stockCount.result.summary', { done: answer.done, unchanged: answer.unchanged, rejected: answer.rejected })}
        </span>
      }
      footer={
        <Button look="primary" onClick={onClose}>
          {t('shell.close')}
        </Button>
      }
    >
      {answer.rejected > 0 && <p className="mb-2 rounded-lg bg-warn-wash px-3 py-2 text-warn">{t('stockCount.result.stay')}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {answer.results
          .toSorted((a, b) => weight(b) - weight(a))
          .map((one) => (
            <li key={one.line} className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1 py-2">
              <span className="font-medium break-all">{one.code}</span>
              {one.isDone ? (
                <span className="flex items-baseline gap-2">
                  {formatNumber(one.before ?? 0)} → <strong className="font-semibold">{formatNumber(one.after ?? 0)}</strong>
                  <Badge tone={one.before === one.after ? 'neutral' : 'accent'}>
                    {one.before === one.after ? t('stockCount.result.same') : formatChange((one.after ?? 0) - (one.before ?? 0))}
                  </Badge>
                </span>
              ) : (
                <Badge tone="bad">{t('stockCount.result.refused')}</Badge>
              )}
              {one.message && <span className="w-full text-sm text-soft">{hubSays(one.message)}</span>}
            </li>
          ))}
      </ul>
      <p className="mt-3 pb-1">
        <Link to="/stock/movements" search={{ kind: 'count' }} className="inline-flex min-h-6 items-center text-accent underline">
          {t('stockCount.result.undo')}
        </Link>
      </p>
    </Dialog>
  );
}
