import { useTranslation } from 'react-i18next';
import { GridHead } from '../../ui/grid.tsx';
import { useMedia } from '../../ui/media.ts';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import type { Sku } from './sku-queries.ts';
import { SkuCard, SkuRow, skuColumns } from './sku-row.tsx';

const rowHeightPx = 58;
const cardHeightPx = 104;
const nothing: ReadonlySet<string> = new Set();
const numbers: readonly string[] = ['cost', 'available', 'onHand', 'listings'];

export interface SkuGridProps {
  rows: readonly Sku[];
  active: number | undefined;
  onActive: (index: number) => void;
  onOpen: (sku: Sku) => void;
  onNearEnd: () => void;
}

/** The SKUs as rows (wide) or cards (phone). */
export function SkuGrid({ onOpen, ...grid }: SkuGridProps) {
  const { t } = useTranslation();
  const isWide = useMedia('(min-width: 1180px)');
  const Row = isWide ? SkuRow : SkuCard;
  return (
    <VirtualGrid
      {...grid}
      label={t('skus.title')}
      selected={nothing}
      canSelect={false}
      rowHeightPx={isWide ? rowHeightPx : cardHeightPx}
      headClassName={isWide ? skuColumns : 'flex gap-3 px-3'}
      head={
        <>
          <GridHead>{t('skus.columns.sku')}</GridHead>
          {isWide &&
            (['barcode', 'cost', 'available', 'onHand', 'listings', 'state'] as const).map((column) => (
              <GridHead key={column} className={numbers.includes(column) ? 'text-right' : ''}>
                {t(`skus.columns.${column}`)}
              </GridHead>
            ))}
        </>
      }
    >
      {(sku) => <Row sku={sku} onOpen={onOpen} />}
    </VirtualGrid>
  );
}
