import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { classes } from './classes.ts';
import { Grid, GridBody, GridRow } from './grid.tsx';

export interface VirtualGridProps<T> {
  label: string;
  rows: readonly T[];
  rowHeightPx: number;
  selected: ReadonlySet<string>;
  canSelect: boolean;
  /** The row that the keyboard is on. */
  active: number | undefined;
  onActive: (index: number) => void;
  /** The last rows that were read come into sight. */
  onNearEnd: () => void;
  /** Column heads. */
  head: ReactNode;
  headClassName: string;
  children: (row: T, isSelected: boolean) => ReactNode;
}

/** A long list in the page's own scroll; only what is on the screen is drawn. */
export function VirtualGrid<T extends { readonly id: string }>({
  label,
  rows,
  rowHeightPx,
  selected,
  canSelect,
  active,
  onActive,
  onNearEnd,
  head,
  headClassName,
  children,
}: VirtualGridProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(list.current ? list.current.getBoundingClientRect().top + scrollY : 0), []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeightPx,
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

  return (
    <Grid
      aria-label={label}
      aria-multiselectable={canSelect}
      aria-rowcount={rows.length + 1}
      className="rounded-xl border border-line bg-panel"
    >
      <GridRow
        aria-rowindex={1}
        className={classes(
          headClassName,
          'sticky top-0 z-10 min-h-10 items-center rounded-t-xl border-b border-line bg-panel text-sm font-medium text-soft',
        )}
      >
        {head}
      </GridRow>
      <GridBody ref={list} className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ key, index, start }) => {
          const row = rows[index];
          if (!row) return null;
          const isSelected = selected.has(row.id);
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
              {children(row, isSelected)}
            </GridRow>
          );
        })}
      </GridBody>
    </Grid>
  );
}
