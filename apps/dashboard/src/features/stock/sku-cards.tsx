import { BookOpen, PackagePlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import type { Schemas } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';

type Sku = Schemas['Sku'];

/** The SKUs on a phone: what a person at the shelf looks for, and the two things to do. */
export function SkuCards({
  skus,
  onAdjust,
  onLedger,
}: {
  skus: readonly Sku[];
  onAdjust: (sku: Sku) => void;
  onLedger: (sku: Sku) => void;
}) {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  return (
    <ul className="divide-y divide-line/70">
      {skus.map((sku) => (
        <li key={sku.id} className="flex flex-col gap-2 px-4 py-3">
          <p className="leading-tight">
            <span className="block font-medium">{sku.code}</span>
            <span className="block text-sm text-soft">{sku.name}</span>
          </p>
          <dl className="flex gap-5">
            <Count label={t('stock.columns.available')} count={sku.ats} className={classes('font-semibold', sku.ats <= 0 && 'text-bad')} />
            <Count label={t('stock.columns.onHand')} count={sku.onHand} />
            <Count label={t('stock.columns.reserved')} count={sku.reserved} />
            {sku.shortfall > 0 && <Count label={t('stock.columns.shortfall')} count={sku.shortfall} className="font-semibold text-bad" />}
          </dl>
          <div className="flex gap-2">
            {canWrite && (
              <Button size="small" onClick={() => onAdjust(sku)} aria-label={t('stock.adjustOf', { code: sku.code })}>
                <PackagePlus className="size-4" aria-hidden /> {t('stock.adjust')}
              </Button>
            )}
            <Button size="small" look="ghost" onClick={() => onLedger(sku)} aria-label={t('stock.ledgerOf', { code: sku.code })}>
              <BookOpen className="size-4" aria-hidden /> {t('stock.ledger')}
            </Button>
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
