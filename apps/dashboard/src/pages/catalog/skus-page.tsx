import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Barcode, Plus, SearchX, Upload } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SkuSearch } from '../../app/catalog-search.ts';
import { useMay } from '../../app/session.ts';
import { withoutEmpty } from '../../app/without-empty.ts';
import { NewSkuDialog } from '../../features/skus/new-sku-dialog.tsx';
import { SkuDrawer } from '../../features/skus/sku-drawer.tsx';
import { SkuFilters } from '../../features/skus/sku-filters.tsx';
import { SkuGrid } from '../../features/skus/sku-grid.tsx';
import { SkuImportDrawer } from '../../features/skus/sku-import-drawer.tsx';
import { skusQuery } from '../../features/skus/sku-queries.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { useListKeys } from '../../ui/use-list-keys.ts';

/** What the seller owns and counts, whatever the marketplaces call it. */
export function SkusPage() {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const search = useSearch({ from: '/shell/skus' });
  const navigate = useNavigate({ from: '/skus' });
  const searchRef = useRef<HTMLInputElement>(null);
  const { sku: openId, ...filters } = search;
  const query = useInfiniteQuery(skusQuery(filters));
  const [active, setActive] = useState<number>();
  const [opened, setOpened] = useState<'new' | 'import'>();
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = useCallback(
    (next: Partial<Record<keyof SkuSearch, unknown>>) => {
      if (!('sku' in next)) setActive(undefined);
      void navigate({ search: (before) => withoutEmpty({ ...before, ...next }), replace: 'q' in next, resetScroll: false });
    },
    [navigate],
  );
  const step = (by: number) => setActive((before) => Math.min(Math.max((before ?? (by > 0 ? -1 : 1)) + by, 0), rows.length - 1));
  const activeRow = active === undefined ? undefined : rows[active];
  useListKeys({
    '/': () => searchRef.current?.select(),
    j: () => step(1),
    k: () => step(-1),
    enter: () => activeRow && change({ sku: activeRow.id }),
    n: () => canWrite && setOpened('new'),
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const create = (
    <Button look="primary" aria-keyshortcuts="n" onClick={() => setOpened('new')}>
      <Plus className="size-4" aria-hidden /> {t('skus.create')}
    </Button>
  );
  const importList = (
    <Button onClick={() => setOpened('import')}>
      <Upload className="size-4" aria-hidden /> {t('skus.import')}
    </Button>
  );
  const isFiltered = Object.keys(filters).length > 0;

  return (
    <Page
      title={t('skus.title')}
      hint={t('skus.hint')}
      actions={
        canWrite && (
          <>
            {importList}
            {create}
          </>
        )
      }
    >
      <SkuFilters search={filters} onChange={change} searchRef={searchRef} />
      {rows.length > 0 ? (
        <>
          <SkuGrid
            key={JSON.stringify(filters)}
            rows={rows}
            active={active}
            onActive={setActive}
            onOpen={(sku) => change({ sku: sku.id })}
            onNearEnd={readMore}
          />
          <p className="text-center text-sm text-soft">{hasNextPage ? t('skus.loadingMore') : t('skus.end', { count: rows.length })}</p>
        </>
      ) : (
        <Panel isFlush>
          <QueryState query={query}>
            {() =>
              isFiltered ? (
                <EmptyState
                  icon={SearchX}
                  title={t('skus.empty.filtered')}
                  help={t('skus.empty.filteredHelp')}
                  action={
                    <Button onClick={() => change({ q: undefined, state: undefined, stock: undefined, isMapped: undefined })}>
                      {t('products.clearFilters')}
                    </Button>
                  }
                />
              ) : (
                <EmptyState icon={Barcode} title={t('skus.empty.none')} help={t('skus.empty.noneHelp')} action={canWrite && importList} />
              )
            }
          </QueryState>
        </Panel>
      )}
      {openId && (
        <SkuDrawer skuId={openId} title={rows.find(({ id }) => id === openId)?.code ?? ''} onClose={() => change({ sku: undefined })} />
      )}
      {opened === 'new' && <NewSkuDialog onClose={() => setOpened(undefined)} />}
      {opened === 'import' && <SkuImportDrawer onClose={() => setOpened(undefined)} />}
    </Page>
  );
}
