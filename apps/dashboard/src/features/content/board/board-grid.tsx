import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BoardSearch, BoardSort } from '../../../app/content-search.ts';
import { GridHead } from '../../../ui/grid.tsx';
import { useMedia } from '../../../ui/media.ts';
import { VirtualGrid } from '../../../ui/virtual-grid.tsx';
import type { BoardRow as Row } from '../content-queries.ts';
import { BoardCard, BoardRow, boardColumns } from './board-row.tsx';
import { sortOf } from './board-sort.ts';

const rowHeightPx = 58;
const cardHeightPx = 122;

interface Column {
  readonly name: 'account' | 'status' | 'followers' | 'growth' | 'views' | 'engagement' | 'posted' | 'trend' | 'days';
  readonly sort?: BoardSort;
  readonly isNumber?: boolean;
}
const columns: readonly Column[] = [
  { name: 'account', sort: 'account' },
  { name: 'status', sort: 'status' },
  { name: 'followers', sort: 'followers', isNumber: true },
  { name: 'growth', sort: 'growth', isNumber: true },
  { name: 'views', sort: 'views', isNumber: true },
  { name: 'engagement', sort: 'engagement', isNumber: true },
  { name: 'posted', sort: 'posted', isNumber: true },
  { name: 'trend' },
  { name: 'days', sort: 'missing' },
];

export interface BoardGridProps {
  rows: readonly Row[];
  search: BoardSearch;
  selected: ReadonlySet<string>;
  active: number | undefined;
  onActive: (index: number) => void;
  onSelect: (id: string, isRange: boolean) => void;
  onSelectAll: () => void;
  onSort: (sort: BoardSort) => void;
  onNearEnd: () => void;
}

/** Accounts × days: as rows (wide) or cards (phone). */
export function BoardGrid({ search, onSelect, onSelectAll, onSort, ...grid }: BoardGridProps) {
  const { t } = useTranslation();
  const isWide = useMedia('(min-width: 1180px)');
  const shade = search.shade ?? 'views';
  const Shown = isWide ? BoardRow : BoardCard;
  const selectable = grid.rows.filter(({ accountId }) => accountId !== null);
  const areAllSelected = selectable.length > 0 && selectable.every(({ id }) => grid.selected.has(id));
  return (
    <VirtualGrid
      {...grid}
      canSelect
      label={t('content.title')}
      rowHeightPx={isWide ? rowHeightPx : cardHeightPx}
      headClassName={isWide ? boardColumns : 'flex gap-3 px-3'}
      head={
        <>
          <GridHead className="grid size-7 place-items-center">
            <input
              type="checkbox"
              aria-label={t('content.selectAll')}
              checked={areAllSelected}
              onChange={onSelectAll}
              className="size-4.5 accent-(--accent)"
            />
          </GridHead>
          {columns.slice(0, isWide ? undefined : 1).map((column) => (
            <Head key={column.name} column={column} search={search} onSort={onSort} />
          ))}
        </>
      }
    >
      {(row, isSelected) => (
        <Shown row={row} shade={shade} isCompared={search.compare ?? false} isSelected={isSelected} onSelect={onSelect} />
      )}
    </VirtualGrid>
  );
}

function Head({ column, search, onSort }: { column: Column; search: BoardSearch; onSort: (sort: BoardSort) => void }) {
  const { t } = useTranslation();
  const { name, sort, isNumber = false } = column;
  const current = sortOf(search);
  const isCurrent = sort === current.sort;
  const help = t(`content.columnHelp.${name}`, { defaultValue: '' });
  const Arrow = current.order === 'asc' ? ArrowUp : ArrowDown;
  return (
    <GridHead
      aria-sort={isCurrent ? (current.order === 'asc' ? 'ascending' : 'descending') : undefined}
      className={isNumber ? 'text-right' : ''}
    >
      {sort === undefined ? (
        t(`content.columns.${name}`)
      ) : (
        <button
          type="button"
          title={help || t('content.sortedBy', { column: t(`content.columns.${name}`) })}
          onClick={() => onSort(sort)}
          className={`inline-flex min-h-7 items-center gap-1 hover:text-ink ${isCurrent ? 'font-semibold text-ink' : ''}`}
        >
          {t(`content.columns.${name}`)}
          {isCurrent && <Arrow className="size-3.5" aria-hidden />}
        </button>
      )}
    </GridHead>
  );
}
