import { useTranslation } from 'react-i18next';
import { GridHead } from '../../ui/grid.tsx';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import { usePlatforms } from '../products/product-queries.ts';
import type { UnmappedVariant } from './mapping-queries.ts';
import { QueueRow, type QueueRowProps } from './queue-row.tsx';

const rowHeightPx = 116;

export type QueueEntry = UnmappedVariant & { readonly id: string };

interface Props extends Pick<QueueRowProps, 'canWrite' | 'onSelect' | 'onConfirm' | 'onAct'> {
  rows: readonly QueueEntry[];
  selected: ReadonlySet<string>;
  active: number | undefined;
  onActive: (index: number) => void;
  onSelectAll: () => void;
  onNearEnd: () => void;
}

/** The variants without a SKU. */
export function QueueGrid({ canWrite, onSelect, onSelectAll, onConfirm, onAct, ...grid }: Props) {
  const { t } = useTranslation();
  const platforms = usePlatforms();
  const { rows, selected } = grid;
  return (
    <VirtualGrid
      {...grid}
      label={t('mapping.title')}
      canSelect={canWrite}
      rowHeightPx={rowHeightPx}
      headClassName="flex gap-3 px-3"
      head={
        <>
          <GridHead className="grid size-7 place-items-center">
            {canWrite && (
              <input
                type="checkbox"
                aria-label={t('mapping.selectAll')}
                checked={rows.length > 0 && rows.every(({ id }) => selected.has(id))}
                onChange={onSelectAll}
                className="size-4.5 accent-(--accent)"
              />
            )}
          </GridHead>
          <GridHead>{t('mapping.columns.variant')}</GridHead>
        </>
      }
    >
      {(variant, isSelected) => (
        <QueueRow
          variant={variant}
          market={platforms.get(variant.platform)?.title ?? variant.platform}
          isSelected={isSelected}
          canWrite={canWrite}
          onSelect={onSelect}
          onConfirm={onConfirm}
          onAct={onAct}
        />
      )}
    </VirtualGrid>
  );
}
