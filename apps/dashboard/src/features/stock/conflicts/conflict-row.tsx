import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConflictCause } from '../../../app/stock-search.ts';
import { formatDistance, formatNumber } from '../../../lib/format.ts';
import { hubSays } from '../../../lib/hub-says.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { usePlatformTitle } from '../../shops/platform-title.ts';
import type { Conflict } from '../stock-queries.ts';

export type Choice = 'ours' | 'theirs';

const tones: Readonly<Record<ConflictCause, Tone>> = {
  'edited-there': 'warn',
  silent: 'bad',
  refused: 'bad',
  promotion: 'info',
  'under-way': 'accent',
  unknown: 'neutral',
};

/** One listing whose marketplace shows another number: ours, what it accepted, and what it shows, side by side, with the reason. */
export function ConflictRow({
  conflict,
  isSelected,
  canWrite,
  isBusy,
  now,
  onSelect,
  onChoose,
}: {
  conflict: Conflict;
  isSelected: boolean;
  canWrite: boolean;
  isBusy: boolean;
  now: number;
  onSelect: (isRange: boolean) => void;
  onChoose: (choice: Choice) => void;
}) {
  const { t } = useTranslation();
  const titleOf = usePlatformTitle();
  const useOurs = t('stockConflicts.useOurs', { shown: formatNumber(conflict.oursQuantity) });
  const useTheirs = t('stockConflicts.useTheirs', { shown: formatNumber(conflict.seenQuantity) });
  const name = [conflict.title, conflict.variantName].filter(Boolean).join(' · ');
  return (
    <li className={classes('flex gap-3 px-4 py-3', isSelected ? 'bg-accent-wash/60' : 'hover:bg-page/70')}>
      {canWrite && (
        <input
          type="checkbox"
          aria-label={t('stockConflicts.select', { listing: name })}
          checked={isSelected}
          data-row-link
          onChange={() => undefined}
          onClick={(event) => onSelect(event.shiftKey)}
          className="mt-1 size-4 shrink-0 accent-(--accent)"
        />
      )}
      <div className="grid min-w-0 flex-1 gap-x-6 gap-y-2 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1.4fr)_auto]">
        <div className="min-w-0 leading-tight">
          <p className="font-medium break-words">{name}</p>
          <p className="text-sm text-soft">
            {conflict.shopName} · {titleOf(conflict.platform)}
          </p>
          {conflict.sku ? (
            <Link
              to="/stock"
              search={{ sku: conflict.sku.id, part: 'publishing' }}
              className="inline-flex min-h-6 items-center text-sm text-accent underline"
            >
              {conflict.sku.code}
            </Link>
          ) : (
            <span className="text-sm text-warn">{t('stockConflicts.unmapped')}</span>
          )}
        </div>
        <dl className="grid grid-cols-3 gap-3">
          <Shown label={t('stockConflicts.ours')} value={conflict.oursQuantity} />
          <Shown
            label={t('stockConflicts.published')}
            value={conflict.publishedQuantity}
            help={conflict.publishedAt && formatDistance(conflict.publishedAt, now)}
          />
          <Shown label={t('stockConflicts.seen')} value={conflict.seenQuantity} help={formatDistance(conflict.seenAt, now)} isOdd />
        </dl>
        <div className="min-w-0">
          <Badge tone={tones[conflict.cause]} isPulsing={conflict.cause === 'under-way'}>
            {t(`stockConflicts.cause.${conflict.cause}`)}
          </Badge>
          <p className="mt-1 text-sm">{hubSays(conflict.explanation)}</p>
          <p className="text-sm text-soft">{t('stockConflicts.since', { when: formatDistance(conflict.firstSeenAt, now) })}</p>
        </div>
        {canWrite && (
          <div className="flex flex-wrap gap-2 lg:flex-col">
            <Button size="small" isBusy={isBusy} onClick={() => onChoose('ours')} aria-label={`${useOurs}: ${name}`}>
              {useOurs}
            </Button>
            {conflict.canTakeTheirs && (
              <Button size="small" look="ghost" isBusy={isBusy} onClick={() => onChoose('theirs')} aria-label={`${useTheirs}: ${name}`}>
                {useTheirs}
              </Button>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

function Shown({ label, value, help, isOdd = false }: { label: ReactNode; value: number | null; help?: string | null; isOdd?: boolean }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-soft">{label}</dt>
      <dd className={classes('text-lg leading-tight font-semibold', isOdd && 'text-warn')}>{value === null ? '–' : formatNumber(value)}</dd>
      {help && <dd className="text-sm text-soft">{help}</dd>}
    </div>
  );
}
