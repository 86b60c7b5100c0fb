import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { useNow } from '../../ui/clock.ts';
import { GridHead } from '../../ui/grid.tsx';
import { useMedia } from '../../ui/media.ts';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import { OrderCard, OrderRow, orderColumns } from './order-row.tsx';

const rowHeightPx = 58;
const cardHeightPx = 118;
const clockEveryMs = 20_000;

export interface OrderGridProps {
  rows: readonly Schemas['Order'][];
  left: ReadonlySet<string>;
  selected: ReadonlySet<string>;
  canSelect: boolean;
  /** The row that the keyboard is on. */
  active: number | undefined;
  onActive: (index: number) => void;
  onSelect: (id: string, isRange: boolean) => void;
  onSelectAll: () => void;
  onNearEnd: () => void;
}

/** The orders as rows (wide) or cards (phone). */
export function OrderGrid({ left, onSelect, onSelectAll, ...grid }: OrderGridProps) {
  const { t } = useTranslation();
  const { rows, selected, canSelect } = grid;
  const isWide = useMedia('(min-width: 1180px)');
  const now = useNow(clockEveryMs);
  const Row = isWide ? OrderRow : OrderCard;
  const areAllSelected = rows.length > 0 && rows.every((row) => selected.has(row.id));

  return (
    <VirtualGrid
      {...grid}
      label={t('orders.title')}
      rowHeightPx={isWide ? rowHeightPx : cardHeightPx}
      headClassName={isWide ? orderColumns : 'flex gap-3 px-3'}
      head={
        <>
          <GridHead className="grid size-7 place-items-center">
            {canSelect && (
              <input
                type="checkbox"
                aria-label={t('orders.selectAll')}
                checked={areAllSelected}
                onChange={onSelectAll}
                className="size-4.5 accent-(--accent)"
              />
            )}
          </GridHead>
          <GridHead>{t('orders.columns.order')}</GridHead>
          {isWide &&
            (['items', 'buyer', 'shipBy', 'state', 'tracking', 'total'] as const).map((column) => (
              <GridHead key={column} className={column === 'total' ? 'text-right' : ''}>
                {t(`orders.columns.${column}`)}
              </GridHead>
            ))}
        </>
      }
    >
      {(order, isSelected) => (
        <Row order={order} now={now} isSelected={isSelected} hasLeft={left.has(order.id)} canSelect={canSelect} onSelect={onSelect} />
      )}
    </VirtualGrid>
  );
}
