import { PackagePlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatNumber } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Table, Td, Th } from '../../ui/table.tsx';
import { SkuName, useCover } from './sku-figures.tsx';
import type { Sku } from './stock-queries.ts';

const numbers = ['onHand', 'reserved', 'safety', 'available', 'shortfall'] as const;

/** What is there of each SKU, what is promised, and what is left to sell. */
export function SkuTable({ skus, onMove }: { skus: readonly Sku[]; onMove: (sku: Sku) => void }) {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const cover = useCover();
  return (
    <Table label={t('stock.title')}>
      <thead>
        <tr>
          <Th>{t('stock.columns.sku')}</Th>
          {numbers.map((column) => (
            <Th key={column} className="text-right">
              {t(column === 'safety' ? 'stock.safetyStock' : `stock.columns.${column}`)}
            </Th>
          ))}
          <Th className="text-right">{t('stockDetail.coverTitle')}</Th>
          <Th className="hidden lg:table-cell">{t('stock.columns.listings')}</Th>
          <Th>
            <span className="sr-only">{t('stock.columns.actions')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {skus.map((sku) => (
          <tr key={sku.id} className="hover:bg-page/70">
            <Td>
              <SkuName sku={sku} />
            </Td>
            <Td className="text-right">{formatNumber(sku.onHand)}</Td>
            <Td className="text-right text-soft">{formatNumber(sku.reserved)}</Td>
            <Td className="text-right text-soft">{sku.safetyStock > 0 ? formatNumber(sku.safetyStock) : '–'}</Td>
            <Td className={classes('text-right font-semibold', sku.ats <= 0 && 'text-bad')}>{formatNumber(sku.ats)}</Td>
            <Td className="text-right">
              {sku.shortfall > 0 ? <Badge tone="bad">{formatNumber(sku.shortfall)}</Badge> : <span className="text-faint">–</span>}
            </Td>
            <Td className="text-right whitespace-nowrap text-soft">{cover(sku.daysOfCover)}</Td>
            <Td className="hidden leading-tight lg:table-cell">
              <span className={sku.variants === 0 ? 'text-warn' : ''}>
                {sku.variants === 0 ? t('stock.unlisted') : t('stock.listings', { count: sku.variants })}
              </span>
              <span className="block text-sm text-soft">{t(`stock.modes.${sku.publishMode}`)}</span>
            </Td>
            <Td className="text-right">
              {canWrite && (
                <Button size="small" onClick={() => onMove(sku)} aria-label={t('stock.adjustOf', { code: sku.code })}>
                  <PackagePlus className="size-4" aria-hidden /> {t('stock.adjust')}
                </Button>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
