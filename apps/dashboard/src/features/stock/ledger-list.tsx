import { Link } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatInstant, formatNumber } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { actorName } from '../orders/history-sentence.ts';
import type { LedgerEntry } from './stock-queries.ts';
import { useUndoMovement } from './use-move.ts';

/** Movements, newest first: how many, why, where, by whom. Those made by hand can be taken back once. */
export function LedgerList({ entries, isOfOneSku = false }: { entries: readonly LedgerEntry[]; isOfOneSku?: boolean }) {
  return (
    <ol className="divide-y divide-line/70">
      {entries.map((entry) => (
        <LedgerLine key={entry.id} entry={entry} isOfOneSku={isOfOneSku} />
      ))}
    </ol>
  );
}

function LedgerLine({ entry, isOfOneSku }: { entry: LedgerEntry; isOfOneSku: boolean }) {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const undo = useUndoMovement();
  const kind = t(`stock.kinds.${entry.kind}`);
  const where = [formatInstant(entry.at), entry.locationName, t('order.by', { who: actorName(t, entry.actor) })];
  return (
    <li className="flex items-start justify-between gap-4 px-4 py-2.5">
      <div className="min-w-0">
        {!isOfOneSku && (
          <p className="leading-tight">
            <Link
              to="/stock"
              search={{ sku: entry.skuId, part: 'movements' }}
              className="inline-flex min-h-6 items-center font-medium break-all hover:text-accent hover:underline"
            >
              {entry.skuCode}
            </Link>{' '}
            <span className="text-sm text-soft">{entry.skuName}</span>
          </p>
        )}
        <p className="flex flex-wrap items-center gap-x-2">
          <span className={classes(isOfOneSku && 'font-medium')}>{entry.undoesId ? t('stockMoves.takesBack', { kind }) : kind}</span>
          {entry.undoneById && <Badge>{t('stockMoves.takenBack')}</Badge>}
        </p>
        {entry.reason && <p className="break-words">{hubSays(entry.reason)}</p>}
        <p className="text-sm text-soft">{where.join(' · ')}</p>
      </div>
      <div className="flex shrink-0 items-center gap-2">
        <span
          className={classes(
            'text-base font-semibold',
            entry.undoneById !== null ? 'text-soft line-through' : entry.quantity < 0 ? 'text-bad' : 'text-good',
          )}
        >
          {entry.quantity < 0 ? '−' : '+'}
          {formatNumber(Math.abs(entry.quantity))}
        </span>
        {canWrite && entry.canUndo && (
          <Button
            size="small"
            look="ghost"
            isBusy={undo.isPending}
            onClick={() => undo.mutate(entry.id)}
            aria-label={t('stockMoves.undoOf', { kind, when: formatInstant(entry.at) })}
          >
            <Undo2 className="size-4" aria-hidden /> <span className="hidden sm:inline">{t('stockMoves.undo')}</span>
          </Button>
        )}
      </div>
    </li>
  );
}
