import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Boxes, MapPin, Plus, SearchX } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.ts';
import type { StockSearch } from '../app/stock-search.ts';
import { withoutEmpty } from '../app/without-empty.ts';
import { CreateSkuDialog } from '../features/stock/create-sku-dialog.tsx';
import { LocationsDialog } from '../features/stock/locations-dialog.tsx';
import { LowStockPanel } from '../features/stock/low-stock-panel.tsx';
import { MoveDialog } from '../features/stock/move-dialog.tsx';
import { moveRowFocus } from '../features/stock/row-focus.ts';
import { ShortfallPanel } from '../features/stock/shortfall-panel.tsx';
import { SkuCards } from '../features/stock/sku-cards.tsx';
import { SkuDrawer } from '../features/stock/sku-drawer.tsx';
import { SkuTable } from '../features/stock/sku-table.tsx';
import { StockFilters } from '../features/stock/stock-filters.tsx';
import { type Sku, skuListQuery } from '../features/stock/stock-queries.ts';
import { StockTabs } from '../features/stock/stock-tabs.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useMedia } from '../ui/media.ts';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryState } from '../ui/query-state.tsx';
import { useListKeys } from '../ui/use-list-keys.ts';

type Open = { what: 'create' } | { what: 'locations' } | { what: 'move'; sku: Sku };

/** What is there, what is promised, what is missing. */
export function StockPage() {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const search = useSearch({ from: '/shell/stock' });
  const navigate = useNavigate({ from: '/stock' });
  const searchRef = useRef<HTMLInputElement>(null);
  const query = useInfiniteQuery({ ...skuListQuery(search), placeholderData: (before) => before });
  const skus = query.data?.pages.flatMap((page) => page.items) ?? [];
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const Skus = useMedia('(min-width: 768px)') ? SkuTable : SkuCards;
  useListKeys({ '/': () => searchRef.current?.select(), j: () => moveRowFocus(1), k: () => moveRowFocus(-1) });
  const change = (next: Partial<Record<keyof StockSearch, unknown>>) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...next }), replace: true, resetScroll: false });
  const isFiltered = search.q !== undefined || search.stock !== undefined || search.isMapped !== undefined;
  const create = canWrite && (
    <Button look="primary" onClick={() => setOpen({ what: 'create' })}>
      <Plus className="size-4" aria-hidden /> {t('stock.create')}
    </Button>
  );
  return (
    <Page
      title={t('stock.title')}
      hint={t('stock.hint')}
      actions={
        canWrite && (
          <>
            <Button onClick={() => setOpen({ what: 'locations' })}>
              <MapPin className="size-4" aria-hidden /> {t('stockMoves.locations')}
            </Button>
            {create}
          </>
        )
      }
    >
      <StockTabs current="stock" />
      <ShortfallPanel />
      <LowStockPanel />
      <StockFilters search={search} onChange={change} searchRef={searchRef} />
      <Panel isFlush>
        <QueryState query={query}>
          {() =>
            skus.length > 0 ? (
              <Skus skus={skus} onMove={(sku) => setOpen({ what: 'move', sku })} />
            ) : isFiltered ? (
              <EmptyState
                icon={SearchX}
                title={t('stock.noMatch')}
                help={t('stockDetail.noMatchHelp')}
                action={
                  <Button onClick={() => change({ q: undefined, stock: undefined, isMapped: undefined })}>
                    {t('stockConflicts.clear')}
                  </Button>
                }
              />
            ) : (
              <EmptyState icon={Boxes} title={t('stock.none')} help={t('stock.noneHelp')} action={create} />
            )
          }
        </QueryState>
        <MoreButton query={query} />
      </Panel>
      {open?.what === 'create' && <CreateSkuDialog onClose={close} />}
      {open?.what === 'locations' && <LocationsDialog onClose={close} />}
      {open?.what === 'move' && <MoveDialog sku={open.sku} onClose={close} />}
      {search.sku !== undefined && (
        <SkuDrawer
          key={search.sku}
          skuId={search.sku}
          part={search.part ?? 'levels'}
          onClose={() => change({ sku: undefined, part: undefined })}
        />
      )}
    </Page>
  );
}
