import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { classes } from '../../ui/classes.ts';
import { useNow } from '../../ui/clock.ts';
import { Grid, GridBody, GridHead, GridRow } from '../../ui/grid.tsx';
import { useMedia } from '../../ui/media.ts';
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

/** The orders as rows (wide) or cards (phone); only what is on the screen is drawn. */
export function OrderGrid({ rows, left, selected, canSelect, active, onActive, onSelect, onSelectAll, onNearEnd }: OrderGridProps) {
  const { t } = useTranslation();
  const isWide = useMedia('(min-width: 1180px)');
  const now = useNow(clockEveryMs);
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(list.current ? list.current.getBoundingClientRect().top + scrollY : 0), []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => (isWide ? rowHeightPx : cardHeightPx),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    scrollMargin: top,
    scrollPaddingStart: 60,
    scrollPaddingEnd: 120,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 15) onNearEnd();
  }, [last, rows.length, onNearEnd]);
  useEffect(() => {
    if (active === undefined) return;
    virtual.scrollToIndex(active);
    const frame = requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)?.focus());
    return () => cancelAnimationFrame(frame);
  }, [active, virtual]);
  const Row = isWide ? OrderRow : OrderCard;
  const areAllSelected = rows.length > 0 && rows.every((row) => selected.has(row.id));

  return (
    <Grid
      aria-label={t('orders.title')}
      aria-multiselectable={canSelect}
      aria-rowcount={rows.length + 1}
      className="rounded-xl border border-line bg-panel"
    >
      <GridRow
        aria-rowindex={1}
        className={classes(
          isWide ? orderColumns : 'flex gap-3 px-3',
          'sticky top-0 z-10 min-h-10 items-center rounded-t-xl border-b border-line bg-panel text-sm font-medium text-soft',
        )}
      >
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
      </GridRow>
      <GridBody ref={list} className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ key, index, start }) => {
          const order = rows[index];
          if (!order) return null;
          const isSelected = selected.has(order.id);
          return (
            <GridRow
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-rowindex={index + 2}
              aria-selected={canSelect ? isSelected : undefined}
              tabIndex={index === (active ?? 0) ? 0 : -1}
              onFocus={(event) => {
                if (event.target === event.currentTarget && index !== active) onActive(index);
              }}
              className={classes(
                'absolute inset-x-0 top-0 border-b border-line/70 -outline-offset-2',
                isSelected ? 'bg-accent-wash/60' : 'hover:bg-page/70',
              )}
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <Row order={order} now={now} isSelected={isSelected} hasLeft={left.has(order.id)} canSelect={canSelect} onSelect={onSelect} />
            </GridRow>
          );
        })}
      </GridBody>
    </Grid>
  );
}
