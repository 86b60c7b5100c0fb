import { BookOpen, PackagePlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import type { Schemas } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Table, Td, Th } from '../../ui/table.tsx';

type Sku = Schemas['Sku'];

/** What is there of each SKU, what is promised, and what is left to sell. */
export function SkuTable({
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
    <Table label={t('stock.title')}>
      <thead>
        <tr>
          <Th>{t('stock.columns.sku')}</Th>
          <Th className="text-right">{t('stock.columns.onHand')}</Th>
          <Th className="text-right">{t('stock.columns.reserved')}</Th>
          <Th className="text-right">{t('stock.columns.available')}</Th>
          <Th className="text-right">{t('stock.columns.shortfall')}</Th>
          <Th className="hidden lg:table-cell">{t('stock.columns.listings')}</Th>
          <Th>
            <span className="sr-only">{t('stock.columns.actions')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {skus.map((sku) => (
          <tr key={sku.id} className="hover:bg-page/70">
            <Td className="leading-tight">
              <span className="block font-medium">{sku.code}</span>
              <span className="block max-w-72 truncate text-sm text-soft">{sku.name}</span>
            </Td>
            <Td className="text-right">{formatNumber(sku.onHand)}</Td>
            <Td className="text-right text-soft">{formatNumber(sku.reserved)}</Td>
            <Td className={classes('text-right font-semibold', sku.ats <= 0 && 'text-bad')}>{formatNumber(sku.ats)}</Td>
            <Td className="text-right">
              {sku.shortfall > 0 ? <Badge tone="bad">{formatNumber(sku.shortfall)}</Badge> : <span className="text-faint">–</span>}
            </Td>
            <Td className="hidden leading-tight lg:table-cell">
              <span className={sku.variants === 0 ? 'text-warn' : ''}>
                {sku.variants === 0 ? t('stock.unlisted') : t('stock.listings', { count: sku.variants })}
              </span>
              <span className="block text-sm text-soft">{t(`stock.modes.${sku.publishMode}`)}</span>
            </Td>
            <Td>
              <div className="flex justify-end gap-1.5">
                <Button size="small" look="ghost" onClick={() => onLedger(sku)} aria-label={t('stock.ledgerOf', { code: sku.code })}>
                  <BookOpen className="size-4" aria-hidden /> {t('stock.ledger')}
                </Button>
                {canWrite && (
                  <Button size="small" onClick={() => onAdjust(sku)} aria-label={t('stock.adjustOf', { code: sku.code })}>
                    <PackagePlus className="size-4" aria-hidden /> {t('stock.adjust')}
                  </Button>
                )}
              </div>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
