import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Sku } from './stock-queries.ts';

/** The code of a SKU, which opens it beside the list; below it its name. */
export function SkuName({ sku }: { sku: Sku }) {
  const { t } = useTranslation();
  return (
    <div className="flex items-start gap-3 leading-tight">
      {sku.pictureUrl ? (
        <img src={sku.pictureUrl} alt="" loading="lazy" className="size-9 shrink-0 rounded-md border border-line object-cover" />
      ) : (
        <span className="size-9 shrink-0 rounded-md bg-page" aria-hidden />
      )}
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2">
          <Link
            to="/stock"
            search={(before) => ({ ...before, sku: sku.id })}
            resetScroll={false}
            data-row-link
            className="inline-flex min-h-6 items-center font-medium break-all hover:text-accent hover:underline"
          >
            {sku.code}
          </Link>
          {sku.isLow && <Badge tone="warn">{t('stockDetail.low')}</Badge>}
        </span>
        <span className="block max-w-72 truncate text-sm text-soft">{sku.name}</span>
      </span>
    </div>
  );
}

/** `12 days`, `under a day`, or a dash when nothing was sold lately. */
export function useCover(): (days: number | null) => string {
  const { t } = useTranslation();
  return (days) => {
    if (days === null) return '–';
    if (days < 1) return days === 0 ? t('stockDetail.coverNone') : t('stockDetail.coverHours');
    const whole = Math.floor(days);
    return whole > 999 ? t('stockDetail.coverLong') : t('stockDetail.cover', { count: whole, shown: formatNumber(whole) });
  };
}
