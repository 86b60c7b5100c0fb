import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Check, CheckCheck, PackagePlus, SearchX } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingSearch } from '../../app/catalog-search.ts';
import { useMay } from '../../app/session.ts';
import { withoutEmpty } from '../../app/without-empty.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FloatingBar } from '../../ui/floating-bar.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { emptySelection, extendTo, toggleAll, toggleRow } from '../../ui/selection.ts';
import { useListKeys } from '../../ui/use-list-keys.ts';
import { ComponentsDialog } from './components-dialog.tsx';
import { type MappableVariant, mappingQueueQuery, type Suggestion, sureScore, type UnmappedVariant } from './mapping-queries.ts';
import { MappingSheet } from './mapping-sheet.tsx';
import { QueueFilters } from './queue-filters.tsx';
import { type QueueEntry, QueueGrid } from './queue-grid.tsx';
import type { QueueDeed } from './queue-row.tsx';
import { useBulkMapping } from './use-bulk-mapping.ts';
import { useMappingDeeds } from './use-mapping-deeds.ts';

const mappable = ({ variantId, mappingVersion, title, variantName }: UnmappedVariant): MappableVariant => ({
  variantId,
  mappingVersion,
  name: [title, variantName].filter(Boolean).join(' · '),
});

/** Variants that wait for a SKU; one key confirms what the hub believes. */
export function MappingQueue({ search }: { search: MappingSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/products/mapping' });
  const canWrite = useMay('stock:write');
  const searchRef = useRef<HTMLInputElement>(null);
  const query = useInfiniteQuery(mappingQueueQuery(search));
  const deeds = useMappingDeeds();
  const bulk = useBulkMapping();
  const [selection, setSelection] = useState(emptySelection);
  const [active, setActive] = useState<number>();
  const [opened, setOpened] = useState<{ deed: 'choose' | 'bundle'; variant: UnmappedVariant }>();
  const rows: QueueEntry[] = query.data?.pages.flatMap(({ items }) => items.map((item) => ({ ...item, id: item.variantId }))) ?? [];
  const ids = rows.map(({ id }) => id);
  const chosen = rows.filter(({ id }) => selection.ids.has(id));
  const total = query.data?.pages[0]?.total ?? rows.length;

  const change = useCallback(
    (next: Partial<Record<keyof MappingSearch, unknown>>) => {
      setActive(undefined);
      setSelection(emptySelection);
      void navigate({ search: (before) => withoutEmpty({ ...before, ...next }), replace: 'q' in next });
    },
    [navigate],
  );
  const select = (id: string, isRange: boolean) => setSelection((before) => (isRange ? extendTo(before, id, ids) : toggleRow(before, id)));
  const step = (by: number) => setActive((before) => Math.min(Math.max((before ?? (by > 0 ? -1 : 1)) + by, 0), rows.length - 1));
  const activeRow = active === undefined ? undefined : rows[Math.min(active, rows.length - 1)];
  const confirm = (variant: UnmappedVariant, { skuId }: Suggestion) =>
    deeds.set.mutate({ variant: mappable(variant), components: [{ skuId, quantity: 1 }] });
  const act = (deed: QueueDeed, variant: UnmappedVariant) =>
    deed === 'make-sku' ? deeds.makeSku.mutate(mappable(variant)) : setOpened({ deed, variant });
  const confirmNumber = (index: number) => {
    const suggestion = activeRow?.suggestions[index];
    if (activeRow && suggestion && canWrite && !deeds.set.isPending) confirm(activeRow, suggestion);
  };
  useListKeys({
    '/': () => searchRef.current?.select(),
    j: () => step(1),
    k: () => step(-1),
    x: (event) => activeRow && canWrite && select(activeRow.id, event.shiftKey),
    c: () => confirmNumber(0),
    1: () => confirmNumber(0),
    2: () => confirmNumber(1),
    3: () => confirmNumber(2),
    enter: () => activeRow && canWrite && act('choose', activeRow),
    b: () => activeRow && canWrite && act('bundle', activeRow),
    n: () => activeRow && canWrite && act('make-sku', activeRow),
    escape: () => setSelection(emptySelection),
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const sure = chosen.filter(({ suggestions: [best] }) => best !== undefined && best.score >= sureScore);

  return (
    <>
      <QueueFilters search={search} onChange={change} searchRef={searchRef} />
      {rows.length > 0 ? (
        <>
          <p className="text-sm text-soft">
            {t('mapping.total', { count: total })}
            {canWrite && <span className="hidden md:inline"> · {t('mapping.keys')}</span>}
          </p>
          <QueueGrid
            key={JSON.stringify(search)}
            rows={rows}
            selected={selection.ids}
            canWrite={canWrite}
            active={active}
            onActive={setActive}
            onSelect={select}
            onSelectAll={() => setSelection((before) => toggleAll(before, ids))}
            onConfirm={confirm}
            onAct={act}
            onNearEnd={readMore}
          />
        </>
      ) : (
        <Panel isFlush>
          <QueryState query={query}>
            {() => <QueueEmpty search={search} onClear={() => change({ q: undefined, shopId: undefined, platform: undefined })} />}
          </QueryState>
        </Panel>
      )}
      {chosen.length > 0 && (
        <FloatingBar
          label={t('mapping.selection')}
          count={t('mapping.selected', { count: chosen.length })}
          clearLabel={t('mapping.clearSelection')}
          onClear={() => setSelection(emptySelection)}
        >
          <Button look="primary" disabled={sure.length === 0} onClick={() => void bulk.start('confirm', sure)}>
            <Check className="size-4" aria-hidden /> {t('mapping.confirmMany', { count: sure.length })}
          </Button>
          <Button onClick={() => void bulk.start('make-skus', chosen)}>
            <PackagePlus className="size-4" aria-hidden /> {t('mapping.makeMany', { count: chosen.length })}
          </Button>
        </FloatingBar>
      )}
      {bulk.run && (
        <MappingSheet
          run={bulk.run}
          onClose={() => {
            bulk.close();
            setSelection(emptySelection);
          }}
        />
      )}
      {opened && (
        <ComponentsDialog
          variant={mappable(opened.variant)}
          isBundle={opened.deed === 'bundle'}
          first={[]}
          firstText=""
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}

function QueueEmpty({ search, onClear }: { search: MappingSearch; onClear: () => void }) {
  const { t } = useTranslation();
  return search.q || search.shopId || search.platform ? (
    <EmptyState
      icon={SearchX}
      title={t('mapping.empty.filtered')}
      help={t('mapping.empty.filteredHelp')}
      action={<Button onClick={onClear}>{t('products.clearFilters')}</Button>}
    />
  ) : (
    <EmptyState icon={CheckCheck} title={t('mapping.empty.done')} help={t('mapping.empty.doneHelp')} />
  );
}
