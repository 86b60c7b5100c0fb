import { useTranslation } from 'react-i18next';
import { formatMoney, formatNumber } from '../../lib/format.ts';
import { classes } from '../../ui/classes.ts';
import { GridCell } from '../../ui/grid.tsx';
import { Thumbnail } from '../../ui/thumbnail.tsx';
import { SkuBadges } from './sku-badges.tsx';
import type { Sku } from './sku-queries.ts';

export interface SkuRowProps {
  sku: Sku;
  onOpen: (sku: Sku) => void;
}

export const skuColumns = 'grid grid-cols-[minmax(14rem,2fr)_minmax(8rem,1fr)_7rem_6rem_6rem_6rem_minmax(8rem,1fr)] gap-x-3 px-3';

/** One SKU on a wide screen. */
export function SkuRow({ sku, onOpen }: SkuRowProps) {
  return (
    <div className={`${skuColumns} items-center py-2`}>
      <GridCell className="flex min-w-0 items-center gap-3">
        <Thumbnail url={sku.pictureUrl} />
        <span className="min-w-0 leading-tight">
          <OpenButton sku={sku} onOpen={onOpen} />
          <span className="block truncate text-sm text-soft">{sku.name}</span>
        </span>
      </GridCell>
      <GridCell className="min-w-0 truncate font-mono text-sm text-soft">{sku.barcode ?? '–'}</GridCell>
      <GridCell className="truncate text-right">{sku.cost ? formatMoney(sku.cost) : '–'}</GridCell>
      <GridCell className={classes('text-right font-semibold', sku.ats <= 0 && 'text-bad')}>{formatNumber(sku.ats)}</GridCell>
      <GridCell className="text-right text-soft">{formatNumber(sku.onHand)}</GridCell>
      <GridCell className="text-right">{formatNumber(sku.variants)}</GridCell>
      <GridCell className="min-w-0">
        <SkuBadges sku={sku} />
      </GridCell>
    </div>
  );
}

/** One SKU on a phone. */
export function SkuCard({ sku, onOpen }: SkuRowProps) {
  const { t } = useTranslation();
  return (
    <GridCell className="flex gap-3 px-3 py-3">
      <Thumbnail url={sku.pictureUrl} />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div className="leading-tight">
          <OpenButton sku={sku} onOpen={onOpen} />
          <span className="block truncate text-sm text-soft">{sku.name}</span>
        </div>
        <p className="flex flex-wrap gap-x-3 text-sm text-soft">
          <span className={classes(sku.ats <= 0 && 'font-semibold text-bad')}>
            {t('skus.availableNumber', { number: formatNumber(sku.ats) })}
          </span>
          <span>{t('skus.listings', { count: sku.variants })}</span>
        </p>
        <SkuBadges sku={sku} />
      </div>
    </GridCell>
  );
}

function OpenButton({ sku, onOpen }: SkuRowProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      aria-label={t('skus.open', { code: sku.code })}
      onClick={() => onOpen(sku)}
      className="block min-h-6 max-w-full truncate text-left font-medium hover:text-accent hover:underline"
    >
      {sku.code}
    </button>
  );
}
