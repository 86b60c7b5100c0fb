import { useNavigate, useSearch } from '@tanstack/react-router';
import { ListPlus, RefreshCw } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.ts';
import { withoutEmpty } from '../app/without-empty.ts';
import { BulkBar } from '../features/orders/bulk-bar.tsx';
import { type BulkAction, retryable } from '../features/orders/bulk-run.ts';
import { OrderFilters } from '../features/orders/order-filters.tsx';
import { OrderGrid } from '../features/orders/order-grid.tsx';
import { clearableFilters } from '../features/orders/order-query.ts';
import { OrderTabs } from '../features/orders/order-tabs.tsx';
import { OrdersEmpty } from '../features/orders/orders-empty.tsx';
import { ResultSheet } from '../features/orders/result-sheet.tsx';
import { whyNotCombine } from '../features/orders/shipping/combinable.ts';
import { TrackingDrawer } from '../features/orders/shipping/tracking-drawer.tsx';
import { useBulkAction } from '../features/orders/use-bulk-action.ts';
import { useSteadyOrders } from '../features/orders/use-steady-orders.ts';
import { usePlatforms } from '../features/products/product-queries.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryState } from '../ui/query-state.tsx';
import { emptySelection, extendTo, toggleAll, toggleRow } from '../ui/selection.ts';
import { useListKeys } from '../ui/use-list-keys.ts';

/** All orders: by work state, filtered, selected, shipped and printed together. */
export function OrdersPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/orders' });
  const navigate = useNavigate({ from: '/orders' });
  const canWrite = useMay('orders:write');
  const searchRef = useRef<HTMLInputElement>(null);
  const { query, steady, adopt } = useSteadyOrders(search);
  const { rows } = steady;
  const [selection, setSelection] = useState(emptySelection);
  const [active, setActive] = useState<number>();
  const bulk = useBulkAction();
  const platforms = usePlatforms();
  const [isListOpen, setListOpen] = useState(false);

  const change = useCallback(
    (next: Record<string, string | undefined>) => {
      setActive(undefined);
      void navigate({ search: (before) => withoutEmpty({ ...before, ...next }), replace: 'q' in next });
    },
    [navigate],
  );
  const clear = () => change({ q: undefined, ...Object.fromEntries(clearableFilters.map((key) => [key, undefined])) });
  const ids = rows.map((row) => row.id);
  const select = (id: string, isRange: boolean) => setSelection((before) => (isRange ? extendTo(before, id, ids) : toggleRow(before, id)));
  const act = (action: BulkAction, reason?: string) => {
    if (selection.ids.size > 0 && canWrite) void bulk.start(action, [...selection.ids], reason);
  };
  const step = (by: number) => setActive((before) => Math.min(Math.max((before ?? (by > 0 ? -1 : 1)) + by, 0), rows.length - 1));
  const activeId = active === undefined ? undefined : rows[active]?.id;

  useListKeys({
    '/': () => searchRef.current?.select(),
    j: () => step(1),
    k: () => step(-1),
    x: (event) => activeId !== undefined && canWrite && select(activeId, event.shiftKey),
    enter: () => activeId !== undefined && void navigate({ to: '/orders/$orderId', params: { orderId: activeId } }),
    p: () => act('print'),
    s: () => act('fulfil'),
    escape: () => setSelection(emptySelection),
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  return (
    <Page
      title={t('orders.title')}
      hint={t('orders.hint')}
      actions={
        canWrite && (
          <Button onClick={() => setListOpen(true)}>
            <ListPlus className="size-4" aria-hidden /> {t('orderShipping.list.open')}
          </Button>
        )
      }
    >
      <OrderTabs search={search} />
      <OrderFilters search={search} onChange={change} onClear={clear} searchRef={searchRef} />
      {(steady.arrived > 0 || steady.left.size > 0) && <Changes arrived={steady.arrived} left={steady.left.size} onAdopt={adopt} />}
      {rows.length > 0 ? (
        <OrderGrid
          // Another list begins at its top.
          key={JSON.stringify(search)}
          rows={rows}
          left={steady.left}
          selected={selection.ids}
          canSelect={canWrite}
          active={active}
          onActive={setActive}
          onSelect={select}
          onSelectAll={() => setSelection((before) => toggleAll(before, ids))}
          onNearEnd={readMore}
        />
      ) : (
        <Panel isFlush>
          <QueryState query={query}>{() => <OrdersEmpty search={search} onClear={clear} />}</QueryState>
        </Panel>
      )}
      {rows.length > 0 && (
        <p className="text-center text-sm text-soft">{hasNextPage ? t('orders.loadingMore') : t('orders.end', { count: rows.length })}</p>
      )}
      {selection.ids.size > 0 && (
        <BulkBar
          count={selection.ids.size}
          whyNotCombine={whyNotCombine(
            t,
            rows.filter((row) => selection.ids.has(row.id)),
            platforms,
          )}
          onAct={act}
          onClear={() => setSelection(emptySelection)}
        />
      )}
      {isListOpen && <TrackingDrawer onClose={() => setListOpen(false)} />}
      {bulk.run && (
        <ResultSheet
          run={bulk.run}
          numbers={new Map(rows.map((row) => [row.id, row.externalId]))}
          onRetry={(again) => bulk.run && void bulk.start(bulk.run.action, again, bulk.run.reason)}
          onClose={() => {
            // What did not go through stays selected: it can be chosen otherwise.
            setSelection({ ids: new Set(bulk.run ? retryable(bulk.run) : []), anchor: undefined });
            bulk.close();
          }}
        />
      )}
    </Page>
  );
}

/** New and gone orders wait here, so that nothing jumps under a finger. */
function Changes({ arrived, left, onAdopt }: { arrived: number; left: number; onAdopt: () => void }) {
  const { t } = useTranslation();
  const said = [arrived > 0 && t('orders.fresh', { count: arrived }), left > 0 && t('orders.moved', { count: left })].filter(Boolean);
  return (
    <div className="sticky top-12 z-20 flex justify-center">
      <Button look="primary" className="rounded-full shadow-lg" onClick={onAdopt}>
        <RefreshCw className="size-4" aria-hidden />
        <span role="status">{said.join(' · ')}</span>
        <span className="sr-only">{t('orders.refreshList')}</span>
      </Button>
    </div>
  );
}
