import { PackagePlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatNumber } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { SkuName, useCover } from './sku-figures.tsx';
import type { Sku } from './stock-queries.ts';

/** The SKUs on a phone: what a person at the shelf looks for, and the thing to do. */
export function SkuCards({ skus, onMove }: { skus: readonly Sku[]; onMove: (sku: Sku) => void }) {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const cover = useCover();
  return (
    <ul className="divide-y divide-line/70">
      {skus.map((sku) => (
        <li key={sku.id} className="flex flex-col gap-2 px-4 py-3">
          <SkuName sku={sku} />
          <dl className="flex flex-wrap gap-x-5 gap-y-1">
            <Count label={t('stock.columns.available')} count={sku.ats} className={classes('font-semibold', sku.ats <= 0 && 'text-bad')} />
            <Count label={t('stock.columns.onHand')} count={sku.onHand} />
            <Count label={t('stock.columns.reserved')} count={sku.reserved} />
            {sku.safetyStock > 0 && <Count label={t('stock.safetyStock')} count={sku.safetyStock} />}
            {sku.shortfall > 0 && <Count label={t('stock.columns.shortfall')} count={sku.shortfall} className="font-semibold text-bad" />}
          </dl>
          <div className="flex items-center justify-between gap-2">
            {sku.daysOfCover === null ? (
              <span />
            ) : (
              <span className="text-sm text-soft">{t('stockDetail.coverLasts', { time: cover(sku.daysOfCover) })}</span>
            )}
            {canWrite && (
              <Button size="small" onClick={() => onMove(sku)} aria-label={t('stock.adjustOf', { code: sku.code })}>
                <PackagePlus className="size-4" aria-hidden /> {t('stock.adjust')}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Count({ label, count, className }: { label: string; count: number; className?: string }) {
  return (
    <div>
      <dt className="text-sm text-soft">{label}</dt>
      <dd className={className}>{formatNumber(count)}</dd>
    </div>
  );
}
