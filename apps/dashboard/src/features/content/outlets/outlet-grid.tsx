import { useTranslation } from 'react-i18next';
import { useNow } from '../../../ui/clock.ts';
import { GridHead } from '../../../ui/grid.tsx';
import { useMedia } from '../../../ui/media.ts';
import { VirtualGrid } from '../../../ui/virtual-grid.tsx';
import type { OutletDeed } from './outlet-deeds.tsx';
import type { Outlet } from './outlet-queries.ts';
import { OutletCard, OutletRow, outletColumns } from './outlet-row.tsx';

const rowHeightPx = 58;
const cardHeightPx = 96;

export interface OutletGridProps {
  rows: readonly Outlet[];
  selected: ReadonlySet<string>;
  canSelect: boolean;
  canWrite: boolean;
  active: number | undefined;
  onActive: (index: number) => void;
  onSelect: (id: string, isRange: boolean) => void;
  onSelectAll: () => void;
  onAct: (deed: OutletDeed, outlet: Outlet) => void;
  onNearEnd: () => void;
}

/** Outlets as rows (wide) or cards (phone). */
export function OutletGrid({ canWrite, onSelect, onSelectAll, onAct, ...grid }: OutletGridProps) {
  const { t } = useTranslation();
  const isWide = useMedia('(min-width: 1180px)');
  const now = useNow(60_000);
  const Shown = isWide ? OutletRow : OutletCard;
  return (
    <VirtualGrid
      {...grid}
      label={t('outlets.label')}
      rowHeightPx={isWide ? rowHeightPx : cardHeightPx}
      headClassName={isWide ? outletColumns : 'flex gap-3 px-3'}
      head={
        <>
          <GridHead className="grid size-7 place-items-center">
            {grid.canSelect && (
              <input
                type="checkbox"
                aria-label={t('outlets.selectAll')}
                checked={grid.rows.length > 0 && grid.rows.every(({ id }) => grid.selected.has(id))}
                onChange={onSelectAll}
                className="size-4.5 accent-(--accent)"
              />
            )}
          </GridHead>
          <GridHead>{t('outlets.columns.outlet')}</GridHead>
          {isWide &&
            (['person', 'group', 'status', 'accounts', 'consent'] as const).map((column) => (
              <GridHead key={column}>{t(`outlets.columns.${column}`)}</GridHead>
            ))}
        </>
      }
    >
      {(outlet, isSelected) => (
        <Shown outlet={outlet} now={now} canWrite={canWrite} isSelected={isSelected} onSelect={onSelect} onAct={onAct} />
      )}
    </VirtualGrid>
  );
}
