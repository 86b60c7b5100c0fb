import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ChartLine, RefreshCw } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { withoutEmpty } from '../../app/without-empty.ts';
import { AlertsPanel } from '../../features/content/board/alerts-panel.tsx';
import { BoardEmpty } from '../../features/content/board/board-empty.tsx';
import { type BoardChange, BoardFilters, BoardOrder } from '../../features/content/board/board-filters.tsx';
import { BoardGrid } from '../../features/content/board/board-grid.tsx';
import { clearableFilters, isFiltered, nextSort } from '../../features/content/board/board-sort.ts';
import { BoardTotals } from '../../features/content/board/board-totals.tsx';
import { CompareDrawer } from '../../features/content/board/compare-drawer.tsx';
import { boardQuery, summaryQuery } from '../../features/content/content-queries.ts';
import { ContentTabs } from '../../features/content/content-tabs.tsx';
import { StripLegend } from '../../features/content/day-strip.tsx';
import { ContentRunProgress } from '../../features/content/sync/run-progress.tsx';
import { contentRunsQuery, isGoing } from '../../features/content/sync/sync-queries.ts';
import { useStartRun } from '../../features/content/sync/use-start-run.ts';
import { Button } from '../../ui/button.tsx';
import { FloatingBar } from '../../ui/floating-bar.tsx';
import { NoPermission } from '../../ui/no-permission.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { emptySelection, extendTo, toggleAll, toggleRow } from '../../ui/selection.ts';
import { useListKeys } from '../../ui/use-list-keys.ts';

/** All accounts with their days: who grows, whose days are missing, who must connect again. */
export function BoardPage() {
  const { t } = useTranslation();
  const isAllowed = useMay('content:read');
  const canSync = useMay('content:write');
  const search = useSearch({ from: '/shell/content' });
  const navigate = useNavigate({ from: '/content' });
  const searchRef = useRef<HTMLInputElement>(null);
  const query = useInfiniteQuery({ ...boardQuery(search), enabled: isAllowed });
  const summary = useQuery({ ...summaryQuery(search), enabled: isAllowed });
  const runs = useInfiniteQuery({ ...contentRunsQuery, enabled: isAllowed });
  const sync = useStartRun();
  const [selection, setSelection] = useState(emptySelection);
  const [active, setActive] = useState<number>();
  const [isComparing, setComparing] = useState(false);

  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const ids = rows.flatMap(({ id, accountId }) => (accountId === null ? [] : [id]));
  const chosen = rows.filter(({ id }) => selection.ids.has(id));
  const going = runs.data?.pages.flatMap(({ items }) => items).filter(isGoing) ?? [];

  const change = useCallback<BoardChange>(
    (next) => {
      setActive(undefined);
      void navigate({ search: (before) => withoutEmpty({ ...before, ...next }), replace: 'q' in next });
    },
    [navigate],
  );
  const clear = () => change(Object.fromEntries(clearableFilters.map((key) => [key, undefined])));
  const select = (id: string, isRange: boolean) => setSelection((before) => (isRange ? extendTo(before, id, ids) : toggleRow(before, id)));
  const step = (by: number) => setActive((before) => Math.min(Math.max((before ?? (by > 0 ? -1 : 1)) + by, 0), rows.length - 1));
  const activeRow = active === undefined ? undefined : rows[active];
  const open = () => {
    if (!activeRow) return;
    if (activeRow.accountId === null) void navigate({ to: '/content/outlets', search: { q: activeRow.outletCode } });
    else void navigate({ to: '/content/accounts/$accountId', params: { accountId: activeRow.accountId } });
  };
  useListKeys({
    '/': () => searchRef.current?.select(),
    j: () => step(1),
    k: () => step(-1),
    x: (event) => activeRow && activeRow.accountId !== null && select(activeRow.id, event.shiftKey),
    enter: open,
    c: () => chosen.length > 1 && setComparing(true),
    escape: () => setSelection(emptySelection),
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (!isAllowed) {
    return (
      <Page title={t('content.title')}>
        <Panel isFlush>
          <NoPermission />
        </Panel>
      </Page>
    );
  }
  const isFirst = rows.length === 0 && !isFiltered(search);
  return (
    <Page
      title={t('content.title')}
      hint={t('content.hint')}
      actions={
        canSync &&
        !isFirst && (
          <Button isBusy={sync.isPending} onClick={() => sync.mutate({})}>
            <RefreshCw className="size-4" aria-hidden /> {t('contentSync.runNow')}
          </Button>
        )
      }
    >
      <ContentTabs current="board" />
      {!isFirst && <AlertsPanel />}
      {going.map((run) => (
        <ContentRunProgress key={run.id} run={run} />
      ))}
      {!isFirst && summary.data && <BoardTotals summary={summary.data} />}
      {!isFirst && <BoardFilters search={search} onChange={change} onClear={clear} searchRef={searchRef} />}
      {rows.length > 0 ? (
        <>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <StripLegend />
            <BoardOrder search={search} onChange={change} />
          </div>
          <BoardGrid
            // Another list begins at its top.
            key={JSON.stringify(search)}
            rows={rows}
            search={search}
            selected={selection.ids}
            active={active}
            onActive={setActive}
            onSelect={select}
            onSelectAll={() => setSelection((before) => toggleAll(before, ids))}
            onSort={(sort) => change(nextSort(search, sort))}
            onNearEnd={readMore}
          />
          <p className="text-center text-sm text-soft">
            {hasNextPage ? t('content.loadingMore') : t('content.end', { count: ids.length })}
          </p>
        </>
      ) : (
        <Panel isFlush>
          <QueryState query={query}>{() => <BoardEmpty isFiltered={isFiltered(search)} onClear={clear} />}</QueryState>
        </Panel>
      )}
      {selection.ids.size > 0 && (
        <FloatingBar
          label={t('content.selection')}
          count={t('content.selected', { count: selection.ids.size })}
          clearLabel={t('content.clearSelection')}
          onClear={() => setSelection(emptySelection)}
        >
          <Button
            look="primary"
            aria-keyshortcuts="c"
            disabled={chosen.length < 2}
            title={chosen.length < 2 ? t('content.compareNeedsTwo') : undefined}
            onClick={() => setComparing(true)}
          >
            <ChartLine className="size-4" aria-hidden /> {t('content.compareAct')}
          </Button>
        </FloatingBar>
      )}
      {isComparing && <CompareDrawer rows={chosen} onClose={() => setComparing(false)} />}
    </Page>
  );
}
